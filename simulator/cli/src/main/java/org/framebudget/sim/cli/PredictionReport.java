package org.framebudget.sim.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.devices.Citations;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.JitterQuantiles;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.models.network.NetworkCost;
import org.jspecify.annotations.Nullable;

/** A prediction as the contract's JSON and as text. */
final class PredictionReport {
    private static final double MEGA = 1e6;

    private final DeviceProfile profile;
    private final LatencyPredictor predictor;
    private final Prediction prediction;
    private final @Nullable NetworkCost cost;
    private final UnitProfile unit;

    /**
     * @param cost of the network at the predicted size and precision, absent where nobody gave its layers
     */
    PredictionReport(
            DeviceProfile profile, LatencyPredictor predictor, Prediction prediction, @Nullable NetworkCost cost) {
        this.profile = profile;
        this.predictor = predictor;
        this.prediction = prediction;
        this.cost = cost;
        this.unit = profile.units().get(profile.unitIndex(prediction.query().unit()));
    }

    Map<String, Object> facts() {
        LatencyQuery query = prediction.query();
        Map<String, Object> percentiles = new LinkedHashMap<>();
        percentiles.put("mean", Json.rounded(prediction.meanMs()));
        percentiles.put("p50", quantileMs(0.5));
        percentiles.put("p90", quantileMs(0.9));
        percentiles.put("p99", quantileMs(0.99));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device", profile.id());
        facts.put("network", query.network());
        facts.put("input", List.of(query.inputWidthPx(), query.inputHeightPx()));
        facts.put("precision", query.precision());
        facts.put("unit", query.unit());
        facts.put("threads", query.threads() == 0 ? null : query.threads());
        facts.put("latency_ms", percentiles);
        facts.put("interval95_ms", List.of(Json.rounded(prediction.lowMs()), Json.rounded(prediction.highMs())));
        facts.put("basis", prediction.basis().text());
        facts.put("compute_fraction", Json.rounded(prediction.computeFraction()));
        facts.put("macs", cost == null ? null : cost.macs());
        facts.put("weights_mb", cost == null ? null : Json.rounded(cost.weightsBytes() / MEGA));
        facts.put("peak_memory_mb", cost == null ? null : Json.rounded(peakMemoryMb(cost)));
        facts.put("energy_mj", Json.rounded(energyMj()));
        facts.put(
                "assumed",
                unit.operatingPoints().get(0).activeW().source().assumed() ? List.of("energy_mj") : List.of());
        facts.put("notes", prediction.notes());
        facts.put("best_next_measurement", predictor.bestNextMeasurement(prediction));
        facts.put("sources", citations());
        return facts;
    }

    String text() {
        LatencyQuery query = prediction.query();
        StringBuilder text = new StringBuilder();
        line(text, "%s on %s (%s)", query.text(), profile.id(), profile.name());
        line(
                text,
                "  invoke     %s ms; a new measurement's mean: %s to %s ms (95 %%)",
                shown(prediction.meanMs()),
                shown(prediction.lowMs()),
                shown(prediction.highMs()));
        line(
                text,
                "  frames     p50 %s, p90 %s, p99 %s ms",
                shown(quantileMs(0.5)),
                shown(quantileMs(0.9)),
                shown(quantileMs(0.99)));
        line(text, "  basis      %s", basis());
        for (String note : prediction.notes()) {
            line(text, "             %s", note);
        }
        if (cost != null) {
            line(
                    text,
                    "  network    %s M multiply-accumulates, %s MB weights",
                    shown(cost.macs() / MEGA),
                    shown(cost.weightsBytes() / MEGA));
            line(text, "  memory     %s MB at its peak, runtime included", shown(peakMemoryMb(cost)));
        }
        boolean assumed = unit.operatingPoints().get(0).activeW().source().assumed();
        line(text, "  energy     %s mJ of the unit%s", shown(energyMj()), assumed ? " (its power is ASSUMED)" : "");
        line(text, "  narrower   with %s", predictor.bestNextMeasurement(prediction));
        for (String citation : citations()) {
            line(text, "  source     %s", citation);
        }
        if (profile.badge() != null) {
            line(text, "  note       %s", profile.badge());
        }
        return text.toString();
    }

    private String basis() {
        return switch (prediction.basis()) {
            case MEASURED -> "measured: this very combination is in the reference series";
            case SCALED -> "scaled: other sizes or widths of the family were measured on this unit";
            case ROOFLINE ->
                prediction.notes().stream().anyMatch(note -> note.startsWith("no network was measured"))
                        ? "roofline: nothing was measured on this unit"
                        : "roofline: other networks were measured on this unit";
        };
    }

    private @Nullable Double quantileMs(double share) {
        Double median = JitterQuantiles.of(unit.jitter(), 0.5, prediction.meanMs());
        Double quantile = JitterQuantiles.of(unit.jitter(), share, prediction.meanMs());
        if (quantile == null || median == null) {
            return null;
        }
        double overLevel = switch (profile.latency().levelKind(prediction)) {
            case MEAN -> 1;
            case MEDIAN -> 1 / median;
            case CALM -> unit.jitter() instanceof JitterProfile.Slowdown slowdown ? slowdown.meanOverCalm() : 1;
        };
        return Json.rounded(prediction.meanMs() * quantile * overLevel);
    }

    private double peakMemoryMb(NetworkCost of) {
        return profile.memory().runtimeMb().value()
                + profile.memory().packedWeightsFactor().value() * of.weightsBytes() / MEGA
                + of.activationPeakBytes() / MEGA;
    }

    /** All that the unit takes while it computes. */
    private double energyMj() {
        return unit.operatingPoints().get(0).activeW().value() * prediction.meanMs();
    }

    private List<String> citations() {
        Citations known = Citations.shipped();
        return prediction.sources().stream()
                .distinct()
                .map(key -> known.keys().contains(key) ? known.text(key) : key)
                .toList();
    }

    private static String shown(@Nullable Double value) {
        if (value == null) {
            return "-";
        }
        int decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
