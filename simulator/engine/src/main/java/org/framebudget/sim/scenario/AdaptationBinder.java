package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.Ratio;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.scenario.AdaptationRule.Change;
import org.framebudget.sim.scenario.AdaptationRule.Condition;
import org.framebudget.sim.scenario.AdaptationRule.Subject;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/** Rules, and what they say about the pipelines and cameras of the scenario. */
final class AdaptationBinder {
    private final Path baseDir;
    private final KnownIds known;
    private final List<CameraSpec> cameras;
    private final List<PipelineSpec> pipelines;

    AdaptationBinder(Path baseDir, KnownIds known, List<CameraSpec> cameras, List<PipelineSpec> pipelines) {
        this.baseDir = baseDir;
        this.known = known;
        this.cameras = cameras;
        this.pipelines = pipelines;
    }

    List<AdaptationRule> rules(Fields top) {
        List<AdaptationRule> rules = new ArrayList<>();
        for (Fields fields : top.sections("adaptation")) {
            rules.add(rule(fields, rules.size() + 1));
        }
        return List.copyOf(rules);
    }

    private AdaptationRule rule(Fields fields, int number) {
        Condition when = when(fields.section("when"));
        @Nullable Fields until = fields.sectionOrNull("until");
        Fields doing = fields.section("do");
        if (until == null) {
            fields.assume("until", when.opposite().words() + " (default)");
        }
        AdaptationRule rule = new AdaptationRule(
                number,
                fields.has("pipeline") ? fields.id("pipeline") : null,
                fields.has("stage") ? fields.id("stage") : null,
                when,
                until == null ? when.opposite() : until(until, when),
                change(doing));
        check(fields, doing, rule);
        return rule;
    }

    private static Condition when(Fields fields) {
        double forS = fields.number("for_s");
        if (fields.has("throttled")) {
            if (!fields.flag("throttled")) {
                throw fields.error("throttled", "is false, where nothing has to change.", "Write 'throttled: true'.");
            }
            return new Condition(Subject.THROTTLED, true, 0, forS);
        }
        if (fields.has("miss_fraction_above")) {
            return new Condition(Subject.MISS_FRACTION, true, fields.number("miss_fraction_above"), forS);
        }
        return fields.has("skin_deg_c_above")
                ? new Condition(Subject.SKIN_DEG_C, true, fields.number("skin_deg_c_above"), forS)
                : new Condition(Subject.BATTERY_FRACTION, false, fields.number("battery_fraction_below"), forS);
    }

    private static Condition until(Fields fields, Condition when) {
        Double given = fields.numberOrNull("for_s");
        double forS = given == null ? when.forS() : given;
        Condition until;
        if (fields.has("throttled")) {
            if (fields.flag("throttled")) {
                throw fields.error("throttled", "is true, where a rule should end.", "Write 'throttled: false'.");
            }
            until = new Condition(Subject.THROTTLED, false, 0, forS);
        } else if (fields.has("miss_fraction_below")) {
            until = new Condition(Subject.MISS_FRACTION, false, fields.number("miss_fraction_below"), forS);
        } else if (fields.has("skin_deg_c_below")) {
            until = new Condition(Subject.SKIN_DEG_C, false, fields.number("skin_deg_c_below"), forS);
        } else {
            until = new Condition(Subject.BATTERY_FRACTION, true, fields.number("battery_fraction_above"), forS);
        }
        boolean overlap = until.subject() == when.subject()
                && (when.above() ? until.limit() > when.limit() : until.limit() < when.limit());
        if (overlap) {
            throw fields.place()
                    .error(
                            fields.path(),
                            "ends the rule at '" + until.words() + "', where '" + when.words() + "' starts it again.",
                            "Give a limit on the other side of that in 'when'.");
        }
        return until;
    }

    private Change change(Fields fields) {
        if (fields.names().isEmpty()) {
            throw fields.place()
                    .error(
                            fields.path(),
                            "changes nothing.",
                            "Give at least one of: " + String.join(", ", AdaptationKeys.CHANGE.names()) + ".");
        }
        int[] input = fields.has("input") ? fields.size("input") : new int[] {0, 0};
        return new Change(
                fields.rateOrNull("fps"),
                fields.has("every_nth_frame") ? fields.whole("every_nth_frame") : 1,
                fields.has("network") ? known.network(fields, "network", baseDir) : null,
                input[0],
                input[1],
                fields.has("precision") ? fields.choice("precision") : null,
                fields.has("unit") ? fields.choice("unit") : null);
    }

    private void check(Fields fields, Fields doing, AdaptationRule rule) {
        List<String> ids = pipelines.stream().map(PipelineSpec::id).toList();
        if (rule.pipeline() != null && !ids.contains(rule.pipeline())) {
            throw fields.error(
                    "pipeline",
                    "there is no pipeline '" + rule.pipeline() + "' in this scenario.",
                    Suggestions.advice(rule.pipeline(), ids));
        }
        if (rule.stage() != null && !rule.change().changesInference()) {
            throw fields.error("stage", "has no meaning for a rule that changes no inference.", "Remove it.");
        }
        for (PipelineSpec pipeline : pipelines) {
            if (rule.appliesTo(pipeline)) {
                checkRate(doing, rule.change().fps(), pipeline);
                if (rule.change().changesInference()) {
                    checkInference(fields, doing, rule, pipeline);
                }
            }
        }
    }

    private void checkRate(Fields doing, @Nullable Ratio fps, PipelineSpec pipeline) {
        for (CameraSpec camera : cameras) {
            if (fps == null || !pipeline.cameras().contains(camera.id())) {
                continue;
            }
            if (!camera.traceNs().isEmpty()) {
                throw doing.error(
                        "fps",
                        "the frames of camera '" + camera.id() + "' come from a trace, which has its own times.",
                        "Use every_nth_frame, which skips frames.");
            }
            if (fps.perS() > camera.fps().perS()) {
                throw doing.error(
                        "fps",
                        Units.plain(fps.perS()) + " is above the fps of camera '" + camera.id() + "', "
                                + Units.plain(camera.fps().perS()) + ".",
                        "Give a lower rate, or name the pipeline that the rule is for.");
            }
        }
    }

    private static void checkInference(Fields fields, Fields doing, AdaptationRule rule, PipelineSpec pipeline) {
        List<StageSpec> inferences = pipeline.stages().stream()
                .filter(stage -> stage.infer() != null)
                .toList();
        List<String> ids = inferences.stream().map(StageSpec::id).toList();
        if (rule.stage() != null && !ids.contains(rule.stage())) {
            throw fields.error(
                    "stage",
                    "pipeline '" + pipeline.id() + "' has no infer stage '" + rule.stage() + "'.",
                    Suggestions.advice(rule.stage(), ids));
        }
        if (rule.stage() == null && inferences.size() != 1) {
            throw doing.place()
                    .error(
                            doing.path(),
                            "changes an inference, and pipeline '" + pipeline.id() + "' has "
                                    + (ids.isEmpty() ? "none" : "several: " + String.join(", ", ids)) + ".",
                            ids.isEmpty() ? "Name the pipeline that the rule is for." : "Name one as 'stage'.");
        }
        boolean prepared = false;
        for (StageSpec stage : pipeline.stages()) {
            StageSpec instead = rule.insteadOf(stage);
            if (instead != null) {
                checkStage(doing, pipeline, stage, instead, prepared);
            }
            prepared |= stage.preprocess() != null;
        }
    }

    private static void checkStage(
            Fields doing, PipelineSpec pipeline, StageSpec stage, StageSpec instead, boolean prepared) {
        String where = "stage '" + stage.id() + "' of pipeline '" + pipeline.id() + "'";
        if (instead.infer() != null && instead.infer().equals(stage.infer())) {
            throw doing.place().error(doing.path(), "is what " + where + " does anyway.", "Give another value.");
        }
        boolean moves = !instead.unit().equals(stage.unit());
        if (moves && stage.infer() != null && stage.infer().keepWarm()) {
            throw doing.error(
                    "unit",
                    "moves the inference of " + where + ", whose unit is kept warm.",
                    "Remove keep_warm there.");
        }
        if (stage.compare() != null || stage.onFailure() != null) {
            throw doing.place()
                    .error(
                            doing.path(),
                            "changes the inference of " + where + ", which has "
                                    + (stage.compare() != null ? "compare" : "on_failure") + ".",
                            "A rule for it can change fps or every_nth_frame.");
        }
        if (stage.device() != null && prepared) {
            throw doing.place()
                    .error(
                            doing.path(),
                            "changes the inference of " + where
                                    + ", whose input is made on another device and sent over a link.",
                            "A rule for it can change fps or every_nth_frame.");
        }
        if (pipeline.stages().stream().anyMatch(other -> other.id().equals(instead.id()))) {
            throw doing.place()
                    .error(
                            doing.path(),
                            "two stages would have the name '" + instead.id() + "' in the result.",
                            "Give the stage of this name another id.");
        }
    }
}
