package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyModel.Basis;

/**
 * By how much intervals have to be stretched: the conformal quantile of the scores |ln(measured / predicted)| / sd of measurements
 * that were left out, pooled over all units by basis (locally weighted split conformal prediction; Lei and others 2018, doi
 * 10.1080/01621459.2017.1307116). Scores come from leaving out, so no point calibrates its own interval.
 */
final class Conformal {
    private static final double COVERAGE = 0.95;

    private Conformal() {}

    static Map<String, Double> stretches(List<ClassCalibration> classes, LatencyModel model, Repeats repeats) {
        Map<String, List<Double>> scores = new TreeMap<>();
        for (ClassCalibration one : classes) {
            for (Split split : Split.values()) {
                for (LeftOut left : LeftOut.of(one, model.kernel(), split)) {
                    scores.computeIfAbsent(
                                    LatencyModel.stretchName(left.basis(), left.trainedOn()), k -> new ArrayList<>())
                            .add(left.score());
                }
            }
        }
        // two sources differ by the spread of both
        for (double ratio : repeats.logRatios()) {
            scores.computeIfAbsent(LatencyModel.stretchName(Basis.MEASURED, 1), k -> new ArrayList<>())
                    .add(Math.abs(ratio) / (Math.sqrt(2) * model.repeatSdFraction()));
        }
        Map<String, Double> stretches = new TreeMap<>();
        scores.forEach((name, of) -> stretches.put(name, quantile(of)));
        return stretches;
    }

    /** The smallest score that a new one stays below with 95 % probability; with few scores the largest. */
    static double quantile(List<Double> scores) {
        double[] sorted = scores.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(COVERAGE * (sorted.length + 1));
        return sorted.length == 0 ? 2 : sorted[Math.min(sorted.length, rank) - 1];
    }
}
