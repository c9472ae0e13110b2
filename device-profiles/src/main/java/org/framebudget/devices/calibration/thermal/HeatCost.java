package org.framebudget.devices.calibration.thermal;

import java.util.List;

/**
 * How far a simulated run is from a measured one: frames per minute, median latency, battery temperature, and what the charge
 * counter says the pack got, in squared standard deviations over {@link #DEPENDENCE}; plus the distance from the priors. That is
 * twice a negative logarithm of likelihood times prior.
 *
 * <p>The battery is not what the policy looks at and its reading saturates, so it counts little. A minute in which a clock changes
 * may miss by much for the sake of seconds, so residuals grow linearly beyond {@link #TAME}.
 */
final class HeatCost {
    static final double FRAMES_FRACTION = 0.04;
    static final double MEDIAN_FRACTION = 0.06;
    static final double BATTERY_K = 2.0;
    static final double CHARGE_W = 0.8;
    private static final double TAME = 2.5;
    /** Minutes hang together, and so do three readings of one minute: so many count as one. */
    private static final double DEPENDENCE = 3;

    private final List<HeatParameter> parameters;
    private final List<HeatRun> runs;
    private final List<List<Double>> chargedW;

    HeatCost(List<HeatParameter> parameters, List<HeatRun> runs) {
        this.parameters = parameters;
        this.runs = runs;
        this.chargedW = runs.stream().map(run -> run.series().chargedW()).toList();
    }

    double of(double[] values) {
        double prior = 0;
        for (int i = 0; i < values.length; i++) {
            prior += parameters.get(i).penalty(values[i]);
        }
        double misfit = 0;
        for (int run = 0; run < runs.size(); run++) {
            misfit += misfit(runs.get(run), chargedW.get(run), values);
        }
        return prior + misfit / DEPENDENCE;
    }

    private static double misfit(HeatRun measured, List<Double> chargedW, double[] values) {
        double cost = 0;
        SustainedSeries series = measured.series();
        Forecast run = measured.simulation().apply(values);
        double supplyW = measured.supplyW().applyAsDouble(values);
        for (int i = 0; i < series.minutes().size(); i++) {
            SustainedSeries.Minute seen = series.minutes().get(i);
            cost += tamed(StrictMath.log(run.frameCount().get(i) / seen.frameCount()) / FRAMES_FRACTION);
            cost += tamed(StrictMath.log(run.medianMs().get(i) / seen.medianMs()) / MEDIAN_FRACTION);
            cost += tamed((run.batteryDegC().get(i) - seen.batteryDegC()) / BATTERY_K);
            if (i > 0 && seen.chargeFraction() < 1 && !Double.isNaN(supplyW)) {
                cost += tamed((supplyW - run.deviceW().get(i) - chargedW.get(i)) / CHARGE_W);
            }
        }
        return cost;
    }

    private static double tamed(double residual) {
        double size = Math.abs(residual);
        return size < TAME ? size * size : TAME * (2 * size - TAME);
    }
}
