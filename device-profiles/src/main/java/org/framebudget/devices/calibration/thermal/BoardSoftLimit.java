package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.Limiters;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.devices.thermal.ThermalState;

/**
 * The soft limit of the Raspberry Pi 3B+ (1400 to 1200 MHz at 60 °C, at less voltage) closed over the fitted board: the limiter picks
 * the clock, the series gives the load alone.
 */
final class BoardSoftLimit {
    private static final double LIMIT_DEG_C = 60;
    private static final double FAST_MHZ = 1400;
    private static final double SLOW_MHZ = 1200;
    /** Voltages the board reported at the two clocks. */
    private static final double FAST_V = 1.325;

    private static final double SLOW_V = 1.2313;
    private static final double HYSTERESIS_K = 1;
    private static final long STEP_NS = 1_000_000_000L;

    private BoardSoftLimit() {}

    /**
     * Clock and die at each reading of a series.
     *
     * @param clockMhz as the limiter left it
     * @param socDegC as the network says
     */
    record Run(List<Double> clockMhz, List<Double> socDegC) {}

    /**
     * Runs a series' load through a board and the limiter.
     *
     * @param values one for each of {@link BoardFit#names()}
     */
    static Run of(BoardSeries series, double[] values, DeviceProfile anyBoard) {
        ThermalState state = BoardFit.start(series, values);
        UnitProfile cpu = Profiles.withPoints(
                anyBoard.units().get(anyBoard.unitIndex("cpu")),
                "junction",
                List.of(
                        new OperatingPoint(Profiles.trial(FAST_MHZ), Profiles.trial(series.fullW() - series.idleW())),
                        new OperatingPoint(
                                Profiles.trial(SLOW_MHZ), Profiles.trial(0.7 * (series.fullW() - series.idleW())))));
        ThermalProfile nodes = new ThermalProfile(
                List.of(
                        new ThermalProfile.Node("junction", Profiles.trial(1), null),
                        new ThermalProfile.Node("board", Profiles.trial(1), Profiles.trial(1))),
                List.of(),
                List.of());
        LimiterProfile.Ramp step = new LimiterProfile.Ramp(
                Profiles.trial(LIMIT_DEG_C),
                Profiles.trial(LIMIT_DEG_C),
                Profiles.trial(FAST_MHZ),
                Profiles.trial(SLOW_MHZ));
        LimiterProfile soft = new LimiterProfile.ClockCeiling(
                "soft limit", "cpu", "junction", Profiles.trial(1), Profiles.trial(HYSTERESIS_K), List.of(step));
        Limiters limiters = new Limiters(List.of(soft), List.of(cpu), nodes, new double[] {0}, 0);
        List<Double> clockMhz = new ArrayList<>(List.of(FAST_MHZ));
        List<Double> socDegC = new ArrayList<>(List.of(state.degC(0)));
        double[] nodeDegC = new double[2];
        long nowNs = 0;
        for (int i = 1; i < series.samples().size(); i++) {
            BoardSeries.Sample sample = series.samples().get(i);
            while (nowNs < Math.round(sample.timeS() * 1e9)) {
                boolean slow = limiters.state(0) > 0;
                double coresW =
                        series.coresW(sample.busyFraction(), slow ? SLOW_MHZ : FAST_MHZ, slow ? SLOW_V : FAST_V);
                state.advance(STEP_NS, new double[] {coresW, series.idleW()}, values[4]);
                nowNs += STEP_NS;
                state.copyTo(nodeDegC);
                limiters.poll(nowNs, nodeDegC);
            }
            clockMhz.add(limiters.state(0) > 0 ? SLOW_MHZ : FAST_MHZ);
            socDegC.add(state.degC(0));
        }
        return new Run(List.copyOf(clockMhz), List.copyOf(socDegC));
    }
}
