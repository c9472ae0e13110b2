package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.sim.scenario.Scenario.Compare;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.OnFailure;
import org.framebudget.sim.scenario.Scenario.Postprocess;
import org.framebudget.sim.scenario.Scenario.Preprocess;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/** What stands beside a stage: the second inference of a comparison, and what runs while its unit is lost. */
final class SubstituteBinder {
    private final Path baseDir;
    private final KnownIds known;

    SubstituteBinder(Path baseDir, KnownIds known) {
        this.baseDir = baseDir;
        this.known = known;
    }

    /** The comparison of a stage; absent where it has none. */
    @Nullable
    Compare compare(Fields stage, StageSpec of) {
        @Nullable Fields fields = stage.sectionOrNull("compare");
        if (fields == null) {
            return null;
        }
        Infer infer = of.infer();
        if (infer == null) {
            throw stage.error("compare", "compares inferences, and this stage has none.", "Give it to an infer stage.");
        }
        String unit = otherUnit(fields, of);
        Fields check = fields.section("check");
        return new Compare(
                new StageSpec(
                        of.id() + "-second",
                        of.device(),
                        null,
                        on(
                                infer,
                                unit,
                                infer.network(),
                                infer.inputWidthPx(),
                                infer.inputHeightPx(),
                                infer.precision()),
                        null,
                        null,
                        "stages." + of.id() + ".compare",
                        null,
                        null),
                new StageSpec(
                        of.id() + "-check",
                        of.device(),
                        null,
                        null,
                        new Postprocess(check.choice("unit"), check.number("mean_ms"), check.numberOrNull("cv")),
                        null,
                        "stages." + of.id() + ".compare.check",
                        null,
                        null));
    }

    /** What a stage does without its unit; absent where it says nothing. */
    @Nullable
    OnFailure onFailure(Fields stage, StageSpec of) {
        @Nullable Fields fields = stage.sectionOrNull("on_failure");
        if (fields == null) {
            return null;
        }
        if (fields.has("skip")) {
            if (!fields.flag("skip")) {
                throw fields.error("skip", "is false, which says nothing.", "Write 'skip: true', or give a unit.");
            }
            refuse(fields, List.of("network", "input", "precision", "mean_ms", "every_nth_frame"), "skipped frames");
            return new OnFailure(null, 1);
        }
        Infer infer = of.infer();
        Preprocess preprocess = of.preprocess();
        Postprocess postprocess = of.postprocess();
        refuse(
                fields,
                infer == null ? List.of("network", "input", "precision") : List.of("mean_ms"),
                infer == null ? "a stage without infer" : "an infer stage");
        String unit = otherUnit(fields, of);
        @Nullable Double meanMs = fields.numberOrNull("mean_ms");
        int[] input = fields.has("input") ? fields.size("input") : null;
        StageSpec substitute = new StageSpec(
                of.id() + "-on-failure",
                of.device(),
                preprocess == null
                        ? null
                        : new Preprocess(
                                unit,
                                meanMs == null ? preprocess.meanMs() : meanMs,
                                preprocess.cv(),
                                meanMs == null ? preprocess.meanMsPerMegapixel() : null),
                infer == null
                        ? null
                        : on(
                                infer,
                                unit,
                                fields.has("network") ? known.network(fields, "network", baseDir) : infer.network(),
                                input == null ? infer.inputWidthPx() : input[0],
                                input == null ? infer.inputHeightPx() : input[1],
                                fields.has("precision") ? fields.choice("precision") : infer.precision()),
                postprocess == null
                        ? null
                        : new Postprocess(unit, meanMs == null ? postprocess.meanMs() : meanMs, postprocess.cv()),
                null,
                "stages." + of.id() + ".on_failure",
                null,
                null);
        return new OnFailure(substitute, fields.has("every_nth_frame") ? fields.whole("every_nth_frame") : 1);
    }

    private static String otherUnit(Fields fields, StageSpec of) {
        String unit = fields.choice("unit");
        if (unit.equals(of.unit())) {
            throw fields.error("unit", "'" + unit + "' is the stage's own unit.", "Give another one.");
        }
        return unit;
    }

    private static void refuse(Fields fields, List<String> keys, String what) {
        for (String key : keys) {
            if (fields.has(key)) {
                throw fields.error(key, "has no meaning for " + what + ".", "Remove it.");
            }
        }
    }

    private static Infer on(Infer infer, String unit, String network, int widthPx, int heightPx, String precision) {
        return new Infer(
                network,
                widthPx,
                heightPx,
                precision,
                unit,
                infer.threads(),
                infer.perFrameMean(),
                infer.perFrameDrawn(),
                infer.perFrameTrace(),
                infer.dispatch(),
                infer.keepWarm(),
                infer.statedFor(network, widthPx, heightPx, precision, unit));
    }
}
