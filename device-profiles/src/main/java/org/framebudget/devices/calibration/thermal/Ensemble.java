package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a set of equally good simulations says together: the median by the minute, and ranges of whatever is asked of each. A single
 * run's steps come at one instant; which instant that is, only the set can tell.
 */
record Ensemble(List<Forecast> runs) {
    /** Median over the runs, by the minute. */
    Forecast median() {
        int minutes = runs.get(0).frameCount().size();
        List<Double> frameCount = new ArrayList<>();
        List<Double> medianMs = new ArrayList<>();
        List<Double> batteryDegC = new ArrayList<>();
        List<Double> deviceW = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            int at = minute;
            frameCount.add(quantile(0.5, run -> run.frameCount().get(at)));
            medianMs.add(quantile(0.5, run -> run.medianMs().get(at)));
            batteryDegC.add(quantile(0.5, run -> run.batteryDegC().get(at)));
            deviceW.add(quantile(0.5, run -> run.deviceW().get(at)));
        }
        return new Forecast(frameCount, medianMs, batteryDegC, deviceW, List.of());
    }

    double quantile(double share, ToDoubleFunction<Forecast> figure) {
        return FittedHeat.quantile(runs.stream().mapToDouble(figure).toArray(), share);
    }
}
