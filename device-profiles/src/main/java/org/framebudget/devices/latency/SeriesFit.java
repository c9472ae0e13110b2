package org.framebudget.devices.latency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyModel.Basis;

/**
 * The latency model of one reference series of a unit, for people to look at.
 *
 * @param unit whose it is
 * @param series what was measured
 * @param fit what it is fitted to
 */
public record SeriesFit(UnitProfile unit, LatencySeries series, LatencyFit fit) {
    private static final double NORMAL_95 = 1.96;

    /**
     * A measurement, and what the others of its series say of it.
     *
     * @param row the measurement
     * @param fittedMs the roofline fitted to all of them, itself among them
     * @param predictedMs what the others alone predict
     * @param lowMs lower end of the 95 % interval of that
     * @param highMs upper end of it
     * @param basis whether its family is among the others
     */
    public record LeftOutRow(
            LatencyRow row, double fittedMs, double predictedMs, double lowMs, double highMs, Basis basis) {
        /** Predicted over measured, less one. */
        public double errorFraction() {
            return predictedMs / row.latencyMs() - 1;
        }

        /** Distance of measured and predicted in half widths of the interval, in the logarithm: above 1 it lies outside. */
        public double distance() {
            return Math.abs(StrictMath.log(row.latencyMs() / predictedMs)) / (StrictMath.log(highMs / lowMs) / 2);
        }

        /** True where the interval holds the measurement. */
        public boolean covered() {
            return lowMs <= row.latencyMs() && row.latencyMs() <= highMs;
        }
    }

    /**
     * A fitted parameter.
     *
     * @param parameter which
     * @param log its natural logarithm
     * @param sdFraction spread of that
     * @param priorLog what the class believed before
     * @param priorSdFraction how firmly
     */
    public record Value(
            Roofline.Parameter parameter, double log, double sdFraction, double priorLog, double priorSdFraction) {
        /** As {@link Roofline.Parameter} says, no logarithm. */
        public double value() {
            return StrictMath.exp(log);
        }

        /** Lower end of its 95 % interval. */
        public double low() {
            return StrictMath.exp(log - NORMAL_95 * sdFraction);
        }

        /** Upper end of it. */
        public double high() {
            return StrictMath.exp(log + NORMAL_95 * sdFraction);
        }
    }

    /** Every reference series of a profile, in the order of its units; series without a catalogue network have no fit. */
    public static List<SeriesFit> of(DeviceProfile profile, LatencyModel model) {
        List<SeriesFit> fits = new ArrayList<>();
        for (UnitProfile unit : profile.units()) {
            for (LatencySeries series : LatencySeries.reference(profile, unit)) {
                fits.add(new SeriesFit(unit, series, fit(series, model)));
            }
        }
        return List.copyOf(fits);
    }

    /** Fitted anew without some of its rows. */
    public SeriesFit without(Collection<LatencyRow> rows, LatencyModel model) {
        LatencySeries rest = series.without(rows);
        return new SeriesFit(unit, rest, fit(rest, model));
    }

    private static LatencyFit fit(LatencySeries series, LatencyModel model) {
        return LatencyFit.of(
                series.roofline(), series.prior(model.prior(series.latencyClass())), model.kernel(), series.points());
    }

    /** The parameters that a unit of its kind has. */
    public List<Value> values() {
        double[] logs = fit.parameters();
        var covariance = fit.covariance();
        return series.roofline().used().stream()
                .map(parameter -> {
                    int p = parameter.ordinal();
                    return new Value(
                            parameter,
                            logs[p],
                            Math.sqrt(covariance.getEntry(p, p)),
                            fit.prior().mean()[p],
                            fit.prior().sd()[p]);
                })
                .toList();
    }

    /** Each measurement predicted by the others, in their order. */
    public List<LeftOutRow> leftOut(LatencyModel model) {
        List<LeftOutRow> left = new ArrayList<>();
        List<LatencyFit.Residual> residuals = fit.residuals();
        for (int i = 0; i < series.rows().size(); i++) {
            LatencyRow row = series.rows().get(i);
            NetworkFeatures network = series.points().get(i).network();
            LatencySeries rest = series.without(List.of(row));
            LatencyFit others = fit(rest, model);
            LatencyFit.Estimate estimate = others.estimate(network);
            boolean family =
                    rest.points().stream().anyMatch(p -> p.network().family().equals(network.family()));
            Basis basis = family ? Basis.SCALED : Basis.ROOFLINE;
            double half = model.stretch(basis, rest.points().size())
                    * StrictMath.hypot(estimate.sdFraction(), others.prior().noiseFraction());
            left.add(new LeftOutRow(
                    row,
                    residuals.get(i).fittedMs(),
                    estimate.medianMs(),
                    estimate.medianMs() * StrictMath.exp(-half),
                    estimate.medianMs() * StrictMath.exp(half),
                    basis));
        }
        return List.copyOf(left);
    }
}
