package org.framebudget.devices.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.Roofline;
import org.framebudget.devices.latency.SeriesFit;

/** Measured latencies against what the others of their series and units of their class say of them. */
final class LatencyPlausibility {
    private static final double OUTSIDE = 0.05;
    /** Where more are wrong, the first ones tell. */
    private static final int MOST_OF_A_SERIES = 8;

    private static final String LATENCIES = "latency.file";

    private LatencyPlausibility() {}

    static void check(DeviceProfile profile, LatencyModel model, ProfileAdvice.Sink sink) {
        int all = 0;
        int outside = 0;
        for (SeriesFit fit : SeriesFit.of(profile, model)) {
            fasterThanItsPeak(fit, sink);
            all += fit.series().points().size();
            for (SeriesFit.LeftOutRow left : outside(fit, model)) {
                outside++;
                String[] one = finding(left);
                sink.add(LATENCIES, one[0], one[1]);
            }
        }
        if (outside > 0) {
            sink.add(
                    LATENCIES,
                    outside + " of " + all + " rows lie outside the interval of what the others say.",
                    "By chance alone up to " + Math.round(Math.ceil(OUTSIDE * all)) + " may.");
        }
    }

    /** The farthest first; each is taken out before the next is sought, since one wrong row makes others look wrong. */
    private static List<SeriesFit.LeftOutRow> outside(SeriesFit fit, LatencyModel model) {
        List<SeriesFit.LeftOutRow> outside = new ArrayList<>();
        SeriesFit rest = fit;
        while (outside.size() < MOST_OF_A_SERIES) {
            SeriesFit.LeftOutRow worst = rest.leftOut(model).stream()
                    .max(Comparator.comparingDouble(SeriesFit.LeftOutRow::distance))
                    .orElse(null);
            if (worst == null || worst.covered()) {
                break;
            }
            outside.add(worst);
            rest = rest.without(List.of(worst.row()), model);
        }
        return outside;
    }

    private static String[] finding(SeriesFit.LeftOutRow left) {
        LatencyRow row = left.row();
        String problem = String.format(
                Locale.ROOT,
                "%s %dx%d %s on %s takes %.4g ms; without it %.3g to %.3g ms are expected (95 %%).",
                row.network(),
                row.inputWidthPx(),
                row.inputHeightPx(),
                row.precision(),
                row.unit()
                        + (row.threads() > 0
                                ? " with " + row.threads() + (row.threads() == 1 ? " thread" : " threads")
                                : ""),
                row.latencyMs(),
                left.lowMs(),
                left.highMs());
        String right = row.latencyMs() > left.highMs()
                ? "Measure again on a calm, cool device, and look whether the delegate took the whole network."
                : "Look at its input size, precision and unit, and whether the column is a mean.";
        return new String[] {problem, right};
    }

    private static void fasterThanItsPeak(SeriesFit fit, ProfileAdvice.Sink sink) {
        Sourced peak = fit.unit().peakGmacPerS();
        double msPerMac = StrictMath.exp(fit.fit().parameters()[Roofline.Parameter.POINTWISE.ordinal()]);
        double reached = 1e-6 / msPerMac;
        if (peak != null && reached > peak.value()) {
            sink.add(
                    "units[" + fit.unit().id() + "].peak_gmac_per_s",
                    String.format(
                            Locale.ROOT,
                            "%.4g thousand million MACs a second are promised, %.4g reached in %s.",
                            peak.value(),
                            reached,
                            fit.series().precision()),
                    "Give the peak of the precision that was measured; a TOPS figure counts a MAC as two.");
        }
    }
}
