package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.framebudget.devices.latency.LabAndField;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario.Conditions;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/** Which inferences are known from a benchmark that ran them back to back, and are used now and then in an application. */
final class BenchAndApp {
    private static final Pattern BENCH = Pattern.compile(
            "benchmark|ai hub|back to back|back-to-back|burst|\\b\\d+ runs|invoke only|one after the other",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern APP =
            Pattern.compile("in (the|an) app(lication)?\\b|foreground", Pattern.CASE_INSENSITIVE);

    /** An inference less often than every other one of a benchmark leaves a pause as long as itself: other conditions. */
    private static final double BUSY_MOST = 0.5;

    private BenchAndApp() {}

    /** Measured in an application, as far as the row says. */
    static boolean inApp(StageLatency latency) {
        LatencyRow row = latency.prediction().row();
        return row != null && APP.matcher(row.conditions()).find();
    }

    private static boolean backToBack(LatencyRow row) {
        return BENCH.matcher(row.runtime() + " " + row.conditions()).find()
                && !APP.matcher(row.conditions()).find();
    }

    /**
     * A sentence for each inference whose conditions differ from those it was measured in; none where the time is the application's own.
     *
     * @param outside ids of devices that were measured in these conditions
     */
    static List<String> warnings(RunPlan plan, Set<String> outside) {
        Set<String> sentences = new LinkedHashSet<>();
        for (RunPlan.StreamAt stream : plan.streams()) {
            double fps = plan.cameras().get(stream.cameraIndex()).spec().fps().perS();
            for (StageSpec stage : stream.pipeline().stages()) {
                Infer infer = stage.infer();
                RunPlan.Device device = plan.devices().get(plan.deviceIndex(stream, stage));
                if (infer == null || outside.contains(device.id())) {
                    continue;
                }
                StageLatency latency = plan.latency(stream, stage, infer);
                Prediction bench = latency.bench();
                LatencyRow row = bench.row();
                double perS = fps * infer.perFrameMean();
                if (row != null && backToBack(row) && perS * bench.meanMs() * 1e-3 < BUSY_MOST) {
                    sentences.add(sentence(stream.pipeline().id(), stage, device, latency, row, perS));
                }
            }
        }
        return new ArrayList<>(sentences);
    }

    private static String sentence(
            String pipeline,
            StageSpec stage,
            RunPlan.Device device,
            StageLatency latency,
            LatencyRow row,
            double perS) {
        LabAndField pairs = LabAndField.shipped();
        double ms = latency.bench().meanMs();
        boolean app = device.use().conditions() == Conditions.APP;
        StageLatency wide = app ? latency : latency.inApp(pairs.slowestFactor());
        String range = Figures.plain(wide.prediction().lowMs()) + " to "
                + Figures.plain(wide.prediction().highMs()) + " ms";
        String how = row.conditions().isEmpty() ? row.runtime() : row.runtime() + "; " + row.conditions();
        return pipeline + "." + stage.id() + ": conditions differ. " + Figures.plain(ms)
                + " ms were measured back to back, "
                + Figures.plain(1e3 / ms) + " a second (" + how + "); here it infers " + Figures.plain(perS)
                + " a second. In " + pairs.pairCount() + " published pairs an application took "
                + String.format(Locale.ROOT, "%.1f to %.1f", pairs.fastestFactor(), pairs.slowestFactor())
                + " times as long as the benchmark. "
                + (app
                        ? "So its 95 % interval is " + range + "."
                        : "devices." + device.use().id() + ".conditions: app makes its 95 % interval " + range + ".")
                + " infer.field_trace takes times from the application instead.";
    }
}
