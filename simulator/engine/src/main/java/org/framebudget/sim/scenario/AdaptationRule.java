package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.Ratio;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * A rule that changes the workload while it runs.
 *
 * @param number position in the scenario, from 1
 * @param pipeline whose streams follow it, absent for all
 * @param stage whose inference it changes, absent for the pipeline's only one
 * @param when what sets it to work
 * @param until what ends it
 * @param change what it does while it works
 */
public record AdaptationRule(
        int number, @Nullable String pipeline, @Nullable String stage, Condition when, Condition until, Change change) {

    /** What a condition looks at. */
    public enum Subject {
        /** A limiter holds a unit of the stream below its clock; {@code limit} has no meaning. */
        THROTTLED,
        /** Late and dropped frames over those that ended, since the last look. */
        MISS_FRACTION,
        SKIN_DEG_C,
        BATTERY_FRACTION
    }

    /**
     * Something that holds or does not.
     *
     * @param above true: the subject lies above the limit, or there is throttling; false: below, or none
     * @param forS how long it must hold without a break
     */
    public record Condition(Subject subject, boolean above, double limit, double forS) {
        /** The opposite, for as long. */
        public Condition opposite() {
            return new Condition(subject, !above, limit, forS);
        }

        /** As in {@code skin above 42 °C for 5 s}. */
        public String words() {
            String side = above ? " above " : " below ";
            String holds = switch (subject) {
                case THROTTLED -> above ? "throttled" : "not throttled";
                case MISS_FRACTION -> "missed" + side + Units.plain(limit * 100) + " %";
                case SKIN_DEG_C -> "skin" + side + Units.plain(limit) + " °C";
                case BATTERY_FRACTION -> "battery" + side + Units.plain(limit * 100) + " %";
            };
            return forS == 0 ? holds : holds + " for " + Units.plain(forS) + " s";
        }
    }

    /**
     * What is different while a rule works; absent parts stay as they are.
     *
     * @param fps rate of the cameras; a sensor that gives less stays as it is
     * @param everyNthFrame one frame in so many is taken, the others are skipped by rule; 1 takes all
     * @param inputWidthPx and {@code inputHeightPx}: input of the network, 0 for as it is
     */
    public record Change(
            @Nullable Ratio fps,
            int everyNthFrame,
            @Nullable String network,
            int inputWidthPx,
            int inputHeightPx,
            @Nullable String precision,
            @Nullable String unit) {
        /** Another inference runs instead of the stage's own. */
        public boolean changesInference() {
            return network != null || inputWidthPx > 0 || precision != null || unit != null;
        }

        /** As in {@code 15 fps, input 192x192}. */
        public String words() {
            List<String> parts = new ArrayList<>();
            if (fps != null) {
                parts.add(Units.plain(Math.round(fps.perS() * 1e3) / 1e3) + " fps");
            }
            if (everyNthFrame > 1) {
                parts.add("one frame in " + everyNthFrame);
            }
            if (network != null) {
                parts.add(network);
            }
            if (inputWidthPx > 0) {
                parts.add("input " + inputWidthPx + "x" + inputHeightPx);
            }
            if (precision != null) {
                parts.add(precision);
            }
            if (unit != null) {
                parts.add("on " + unit);
            }
            return String.join(", ", parts);
        }
    }

    /** Streams of this pipeline follow the rule. */
    public boolean appliesTo(PipelineSpec of) {
        return pipeline == null || pipeline.equals(of.id());
    }

    /** What runs instead of a stage of such a pipeline while the rule works; absent where that stage goes on. */
    public @Nullable StageSpec insteadOf(StageSpec main) {
        Infer own = main.infer();
        if (own == null || !change.changesInference() || (stage != null && !stage.equals(main.id()))) {
            return null;
        }
        boolean sized = change.inputWidthPx > 0;
        String network = change.network == null ? own.network() : change.network;
        int widthPx = sized ? change.inputWidthPx : own.inputWidthPx();
        int heightPx = sized ? change.inputHeightPx : own.inputHeightPx();
        String precision = change.precision == null ? own.precision() : change.precision;
        String unit = change.unit == null ? own.unit() : change.unit;
        return new StageSpec(
                main.id() + suffix(),
                main.device(),
                null,
                new Infer(
                        network,
                        widthPx,
                        heightPx,
                        precision,
                        unit,
                        own.threads(),
                        own.perFrameMean(),
                        own.perFrameDrawn(),
                        own.perFrameTrace(),
                        own.dispatch(),
                        own.keepWarm(),
                        own.statedFor(network, widthPx, heightPx, precision, unit)),
                null,
                null,
                key() + ".do",
                null,
                null);
    }

    /** At the end of the names of what runs instead. */
    String suffix() {
        return "-rule-" + number;
    }

    /** Its key in the scenario. */
    public String key() {
        return "adaptation." + (number - 1);
    }
}
