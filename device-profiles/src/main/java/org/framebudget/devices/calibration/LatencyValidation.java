package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyModel.Basis;

/**
 * How well the shipped latency model predicts published measurements that took no part in the prediction. The splits stand in
 * {@value #SPLITS_FILE}; each grid (device, unit, precision) is judged alone, against what people do instead.
 *
 * @param rows every left-out measurement, once for each split
 * @param grids errors by grid and split
 * @param devices errors by device over all its left-out rows
 * @param bases whether the intervals hold, by basis
 * @param repeatabilityFraction spread between two sources of one thing, the floor of any error
 */
public record LatencyValidation(
        List<Row> rows, List<Grid> grids, List<Device> devices, List<Intervals> bases, double repeatabilityFraction) {
    /** The splits, written down before fitting. */
    public static final String SPLITS_FILE = "calibration/splits.csv";

    private static final double WITHIN = 0.1;

    /**
     * One left-out measurement.
     *
     * @param split what was left out with it: {@code width size family point}
     * @param errorFraction predicted over measured, less one
     * @param covered true where the 95 % interval holds the measurement
     */
    public record Row(
            String device,
            String unit,
            String network,
            int inputWidthPx,
            int inputHeightPx,
            String precision,
            String split,
            Basis basis,
            double measuredMs,
            double predictedMs,
            double lowMs,
            double highMs,
            double errorFraction,
            boolean covered,
            String source) {}

    /**
     * Mean absolute errors of one grid under one split.
     *
     * @param errorFraction of the model
     * @param affineFraction of {@code a + b MACs}
     * @param constantFraction of the geometric mean
     * @param lastFraction of the network with the nearest MACs
     * @param roundingFraction what the printed digits alone cost
     */
    public record Grid(
            String device,
            String unit,
            String precision,
            String split,
            int count,
            double errorFraction,
            double affineFraction,
            double constantFraction,
            double lastFraction,
            double roundingFraction,
            double coveredFraction) {}

    /** Over all left-out rows of a device, width and size for grids, else points. */
    public record Device(
            String device, int count, double errorFraction, double within10Fraction, double coveredFraction) {}

    /**
     * Intervals of one basis.
     *
     * @param medianHalfWidthFraction half the width in the logarithm
     * @param scoreFraction mean interval score (Gneiting and Raftery 2007, doi 10.1198/016214506000001437), in the logarithm
     * @param constantScoreFraction the same of the best constant ± x %, x chosen with hindsight
     */
    public record Intervals(
            Basis basis,
            int count,
            double coveredFraction,
            double medianHalfWidthFraction,
            double scoreFraction,
            double constantScoreFraction) {}

    /** Validates the shipped model; takes some seconds. */
    public static LatencyValidation run() {
        return run(CalibrationData.shipped(), LatencyModel.shipped());
    }

    static LatencyValidation run(CalibrationData data, LatencyModel model) {
        List<LeftOut> all = new ArrayList<>();
        for (ClassCalibration one : ClassCalibration.of(data.series(), model.kernel())) {
            for (Split split : Split.values()) {
                all.addAll(LeftOut.of(one, model.kernel(), split));
            }
        }
        all.sort(Comparator.comparing((LeftOut left) -> left.series().device())
                .thenComparing(left -> left.series().unit())
                .thenComparing(left -> left.series().precision())
                .thenComparing(LeftOut::split));
        return new LatencyValidation(
                all.stream().map(left -> row(left, model)).toList(),
                grids(all, model),
                devices(all, model),
                intervals(all, model),
                Repeats.of(data.profiles()).sdFraction());
    }

    private static Row row(LeftOut left, LatencyModel model) {
        double half = half(left, model);
        return new Row(
                left.series().device(),
                left.series().unit(),
                left.row().network(),
                left.row().inputWidthPx(),
                left.row().inputHeightPx(),
                left.series().precision(),
                left.split().text(),
                left.basis(),
                left.row().latencyMs(),
                left.predictedMs(),
                left.predictedMs() * StrictMath.exp(-half),
                left.predictedMs() * StrictMath.exp(half),
                left.errorFraction(),
                covered(left, model),
                left.row().source().cite());
    }

    private static double half(LeftOut left, LatencyModel model) {
        return model.stretch(left.basis(), left.trainedOn()) * left.sdFraction();
    }

    private static boolean covered(LeftOut left, LatencyModel model) {
        return left.score() <= model.stretch(left.basis(), left.trainedOn());
    }

    private static List<Grid> grids(List<LeftOut> all, LatencyModel model) {
        Map<String, List<LeftOut>> groups = new LinkedHashMap<>();
        for (LeftOut left : all) {
            groups.computeIfAbsent(
                            String.join(
                                    " ",
                                    left.series().device(),
                                    left.series().unit(),
                                    left.series().precision(),
                                    left.split().text()),
                            k -> new ArrayList<>())
                    .add(left);
        }
        List<Grid> grids = new ArrayList<>();
        for (List<LeftOut> of : groups.values()) {
            LeftOut first = of.get(0);
            grids.add(new Grid(
                    first.series().device(),
                    first.series().unit(),
                    first.series().precision(),
                    first.split().text(),
                    of.size(),
                    mean(of, left -> Math.abs(left.errorFraction())),
                    mean(of, left -> error(left, left.affineMs())),
                    mean(of, left -> error(left, left.constantMs())),
                    mean(of, left -> error(left, left.lastMs())),
                    mean(of, LatencyValidation::rounding),
                    mean(of, left -> covered(left, model) ? 1 : 0)));
        }
        return grids;
    }

    /** Mean absolute error of a number that was rounded: a quarter of its last digit. */
    private static double rounding(LeftOut left) {
        int at = left.series().rows().indexOf(left.row());
        return Math.sqrt(12) / 4 * left.series().points().get(at).roundingFraction();
    }

    private static double error(LeftOut left, double predictedMs) {
        return Math.abs(predictedMs / left.row().latencyMs() - 1);
    }

    private static double mean(List<LeftOut> of, java.util.function.ToDoubleFunction<LeftOut> value) {
        return of.stream().mapToDouble(value).average().orElse(0);
    }

    private static List<Device> devices(List<LeftOut> all, LatencyModel model) {
        Map<String, List<LeftOut>> groups = new LinkedHashMap<>();
        for (LeftOut left : all) {
            boolean grid = all.stream().anyMatch(o -> o.series() == left.series() && o.split() == Split.WIDTH);
            boolean counted =
                    grid ? left.split() == Split.WIDTH || left.split() == Split.SIZE : left.split() == Split.POINT;
            if (counted) {
                groups.computeIfAbsent(left.series().device(), k -> new ArrayList<>())
                        .add(left);
            }
        }
        List<Device> devices = new ArrayList<>();
        groups.forEach((device, of) -> devices.add(new Device(
                device,
                of.size(),
                mean(of, left -> Math.abs(left.errorFraction())),
                mean(of, left -> Math.abs(left.errorFraction()) <= WITHIN ? 1 : 0),
                mean(of, left -> covered(left, model) ? 1 : 0))));
        return devices;
    }

    private static List<Intervals> intervals(List<LeftOut> all, LatencyModel model) {
        List<Intervals> intervals = new ArrayList<>();
        for (Basis basis : Basis.values()) {
            List<LeftOut> of =
                    all.stream().filter(left -> left.basis() == basis).toList();
            if (of.isEmpty()) {
                continue;
            }
            double[] halves =
                    of.stream().mapToDouble(left -> half(left, model)).sorted().toArray();
            intervals.add(new Intervals(
                    basis,
                    of.size(),
                    mean(of, left -> covered(left, model) ? 1 : 0),
                    halves[halves.length / 2],
                    mean(of, left -> score(left, half(left, model))),
                    bestConstant(of)));
        }
        return intervals;
    }

    private static double bestConstant(List<LeftOut> of) {
        double best = Double.POSITIVE_INFINITY;
        for (double half = 0.01; half < 2; half *= 1.02) {
            double constant = half;
            best = Math.min(best, mean(of, left -> score(left, constant)));
        }
        return best;
    }

    /** Width, and twenty times (two over five percent, half of it on each side) what lies outside. */
    private static double score(LeftOut left, double half) {
        double off = Math.abs(StrictMath.log(left.row().latencyMs() / left.predictedMs()));
        return 2 * half + 2 / 0.05 * Math.max(0, off - half);
    }

    /** The splits as a file: what is left out together. */
    static String splits(CalibrationData data) {
        StringBuilder text = new StringBuilder("device,unit,precision,threads,split,left_out,rows\n");
        for (Fold fold : Fold.of(data.series())) {
            text.append(String.join(
                            ",",
                            fold.series().device(),
                            fold.series().unit(),
                            fold.series().precision(),
                            String.valueOf(fold.series().threads()),
                            fold.split().text(),
                            fold.key(),
                            String.valueOf(fold.rows().size())))
                    .append('\n');
        }
        return text.toString();
    }
}
