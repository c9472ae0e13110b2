package org.framebudget.devices;

import java.util.Locale;
import java.util.Optional;
import org.framebudget.devices.battery.BatteryState;
import org.framebudget.devices.power.LeakageModel;
import org.framebudget.devices.thermal.ThermalState;
import org.framebudget.models.InputException;

/**
 * Heat, leakage and battery of one interval of constant load. The network and the battery's RC branch are exact; leakage is
 * held at its node's mean temperature, and the battery gets the power that goes with it. Both depend on temperature, so an
 * interval in which a node could move by more than the cap is split; without them nothing is split.
 */
final class HeatLoop {
    /** HotSpot gives up at this rise; so does this. */
    private static final double RUNAWAY_K = 500;

    private static final long MIN_STEP_NS = 1_000_000;
    private static final double S_PER_NS = 1e-9;

    private final String profileId;
    private final ThermalState thermal;
    private final Optional<LeakageModel> leakage;
    private final int leakageNode;
    private final Optional<BatteryState> battery;
    private final int batteryNode;
    private final Caps caps;
    private final double[] heatW;
    private final double[] maxDegC;

    // the last step's, as a first guess for the next
    private double leakageW;
    private double batteryHeatW;

    // of the last interval
    private double leakageJ;
    private double batteryHeatJ;
    private double heatToAmbientJ;

    /**
     * How far state may move before leakage and battery current are worked out again.
     *
     * @param temperatureK largest move of a node
     * @param stepNs longest step
     * @param chargeFraction largest change of charge
     */
    record Caps(double temperatureK, long stepNs, double chargeFraction) {
        static final Caps DEFAULT = new Caps(1, BatteryState.MAX_STEP_NS, BatteryState.MAX_STEP_FRACTION);
    }

    HeatLoop(
            String profileId,
            ThermalState thermal,
            Optional<LeakageModel> leakage,
            int leakageNode,
            Optional<BatteryState> battery,
            int batteryNode,
            Caps caps) {
        this.profileId = profileId;
        this.thermal = thermal;
        this.leakage = leakage;
        this.leakageNode = leakageNode;
        this.battery = battery;
        this.batteryNode = batteryNode;
        this.caps = caps;
        this.heatW = new double[thermal.size()];
        this.maxDegC = new double[thermal.size()];
        thermal.copyTo(maxDegC);
        this.leakageW = leakage.isPresent() ? leakage.get().powerW(thermal.degC(leakageNode)) : 0;
    }

    /**
     * Advances by {@code dtNs}.
     *
     * @param loadNodeW heat by node without leakage and battery
     * @param loadW its sum
     */
    void advance(long dtNs, double[] loadNodeW, double loadW, double ambientDegC) {
        leakageJ = 0;
        batteryHeatJ = 0;
        heatToAmbientJ = 0;
        long leftNs = dtNs;
        while (leftNs > 0) {
            leftNs -= step(leftNs, loadNodeW, loadW, ambientDegC);
        }
    }

    double leakageJ() {
        return leakageJ;
    }

    double batteryHeatJ() {
        return batteryHeatJ;
    }

    double heatToAmbientJ() {
        return heatToAmbientJ;
    }

    double maxDegC(int node) {
        return maxDegC[node];
    }

    /** Starts the maxima anew at the present temperatures. */
    void restart() {
        thermal.copyTo(maxDegC);
    }

    private long step(long leftNs, double[] loadNodeW, double loadW, double ambientDegC) {
        System.arraycopy(loadNodeW, 0, heatW, 0, heatW.length);
        if (battery.isPresent()) {
            heatW[batteryNode] += batteryHeatW;
        }
        long stepNs = stepNs(leftNs, ambientDegC);
        if (leakage.isPresent()) {
            leakageW = leakage.get()
                    .equilibriumW(
                            thermal.expectedMeanDegC(leakageNode, stepNs, heatW, ambientDegC),
                            thermal.meanResponseKPerW(leakageNode, stepNs));
            requireBounded(ambientDegC);
            heatW[leakageNode] += leakageW;
        }
        if (battery.isPresent()) {
            double heatNowW = battery.get().advance(stepNs, loadW + leakageW, thermal.degC(batteryNode));
            heatW[batteryNode] += heatNowW - batteryHeatW;
            batteryHeatW = heatNowW;
        }
        thermal.advance(stepNs, heatW, ambientDegC);
        double stepS = stepNs * S_PER_NS;
        leakageJ += leakageW * stepS;
        batteryHeatJ += batteryHeatW * stepS;
        heatToAmbientJ += thermal.heatToAmbientJ();
        for (int node = 0; node < maxDegC.length; node++) {
            maxDegC[node] = Math.max(maxDegC[node], thermal.degC(node));
        }
        return stepNs;
    }

    private long stepNs(long leftNs, double ambientDegC) {
        if (leakage.isEmpty() && battery.isEmpty()) {
            return leftNs;
        }
        long stepNs = Math.min(leftNs, caps.stepNs());
        if (leakage.isPresent()) {
            heatW[leakageNode] += leakageW;
        }
        double capNs = caps.temperatureK() / thermal.fastestKPerS(heatW, ambientDegC) / S_PER_NS;
        if (leakage.isPresent()) {
            heatW[leakageNode] -= leakageW;
        }
        return capNs < stepNs ? Math.min(stepNs, Math.max(MIN_STEP_NS, (long) capNs)) : stepNs;
    }

    private void requireBounded(double ambientDegC) {
        double degC = thermal.degC(leakageNode);
        if (Double.isNaN(leakageW) || degC > ambientDegC + RUNAWAY_K) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "profile '%s': thermal runaway: leakage heats its node (now %.0f °C) faster than the heat can leave at %.1f °C ambient."
                            + " Maybe the profile's leakage (p0_w, beta_per_k) or a resistance to ambient is too large, or"
                            + " the load is more than the device can take.",
                    profileId,
                    degC,
                    ambientDegC));
        }
    }
}
