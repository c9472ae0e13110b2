package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.latency.CalibrationPoint;
import org.framebudget.devices.latency.FamilyKernel;
import org.framebudget.devices.latency.LatencyFit;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.framebudget.devices.latency.LatencyPrior;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencySeries;

/**
 * One measurement that was left out, and what the rest said of it. The unit's own series takes no part in the prior of its class
 * either; units of one chip share its parameters, so there what remains of the series does, and the class is fitted anew.
 *
 * @param series where it belongs
 * @param split what was left out with it
 * @param row the measurement
 * @param basis whether its family was still there
 * @param trainedOn how many measurements the rest are
 * @param predictedMs what the rest says
 * @param sdFraction spread of that in the logarithm, with the noise of a measurement
 * @param affineMs baseline: a + b MACs, least relative squares
 * @param constantMs baseline: the geometric mean
 * @param lastMs baseline: the network with the nearest MACs
 */
record LeftOut(
        LatencySeries series,
        Split split,
        LatencyRow row,
        Basis basis,
        int trainedOn,
        double predictedMs,
        double sdFraction,
        double affineMs,
        double constantMs,
        double lastMs) {
    /** Predicted over measured, less one. */
    double errorFraction() {
        return predictedMs / row.latencyMs() - 1;
    }

    /** Logarithm of measured over predicted in standard deviations. */
    double score() {
        return Math.abs(StrictMath.log(row.latencyMs() / predictedMs)) / sdFraction;
    }

    /** Every measurement of a class that a split leaves out. */
    static List<LeftOut> of(ClassCalibration all, FamilyKernel kernel, Split split) {
        List<LeftOut> left = new ArrayList<>();
        for (LatencySeries series : all.series()) {
            LatencyPrior prior = all.prior(other -> !sameUnit(other, series));
            for (Fold fold : Fold.of(series, split)) {
                LatencySeries rest = series.without(fold.rows());
                LatencyPrior own = all.isSameChip() ? all.with(series, rest).prior(any -> true) : prior;
                left.addAll(predict(series, split, fold.rows(), rest, own, kernel));
            }
        }
        return left;
    }

    private static boolean sameUnit(LatencySeries a, LatencySeries b) {
        return a.device().equals(b.device())
                && a.unit().equals(b.unit())
                && a.precision().equals(b.precision());
    }

    private static List<LeftOut> predict(
            LatencySeries series,
            Split split,
            List<LatencyRow> group,
            LatencySeries rest,
            LatencyPrior prior,
            FamilyKernel kernel) {
        LatencyFit fit = LatencyFit.of(rest.roofline(), rest.prior(prior), kernel, rest.points());
        double[] affine = Baselines.affine(rest.points());
        List<LeftOut> left = new ArrayList<>();
        for (int i = 0; i < series.rows().size(); i++) {
            LatencyRow row = series.rows().get(i);
            if (!group.contains(row)) {
                continue;
            }
            CalibrationPoint point = series.points().get(i);
            LatencyFit.Estimate estimate = fit.estimate(point.network(), point.clockFraction());
            boolean familyKnown = rest.points().stream()
                    .anyMatch(p -> p.network().family().equals(point.network().family()));
            left.add(new LeftOut(
                    series,
                    split,
                    row,
                    familyKnown ? Basis.SCALED : Basis.ROOFLINE,
                    rest.points().size(),
                    estimate.medianMs(),
                    StrictMath.hypot(estimate.sdFraction(), prior.noiseFraction()),
                    affine[0] + affine[1] * point.network().macs(),
                    Baselines.constant(rest.points()),
                    Baselines.last(rest.points(), point.network().macs())));
        }
        return left;
    }
}
