package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/**
 * Which frame rates and inputs of one pipeline meet all objectives.
 *
 * @param ownFps the scenario's frame rate, of the pipeline's first camera
 * @param ownInput width and height of the scenario's first inference
 * @param points all of this pipeline
 */
public record FeasibilityMap(String pipeline, double ownFps, List<Integer> ownInput, List<FrontierPoint> points) {
    /** What becomes of one point. */
    public enum Kind {
        BOTH,
        BURST_ONLY,
        SUSTAINED_ONLY,
        NEITHER;

        /** Both verdicts of a point; without a steady state the first minute's alone. */
        public static Kind of(FrontierPoint point) {
            // without a steady state the first minute is all there is to meet
            boolean sustained = Objects.requireNonNullElse(point.feasibleSustained(), point.feasibleBurst());
            return point.feasibleBurst() ? sustained ? BOTH : BURST_ONLY : sustained ? SUSTAINED_ONLY : NEITHER;
        }
    }

    /** One a pipeline of the plan, in the scenario's order. */
    public static List<FeasibilityMap> of(Scenario scenario, List<FrontierPoint> frontier) {
        List<FeasibilityMap> maps = new ArrayList<>();
        for (PipelineSpec pipeline : scenario.pipelines()) {
            List<FrontierPoint> mine = frontier.stream()
                    .filter(point -> point.pipeline().equals(pipeline.id()))
                    .toList();
            Infer infer = pipeline.stages().stream()
                    .map(StageSpec::infer)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (!mine.isEmpty() && infer != null) {
                double fps = scenario.cameras().stream()
                        .filter(camera -> camera.id().equals(pipeline.cameras().get(0)))
                        .map(CameraSpec::fps)
                        .findFirst()
                        .orElseThrow()
                        .perS();
                maps.add(new FeasibilityMap(
                        pipeline.id(), fps, List.of(infer.inputWidthPx(), infer.inputHeightPx()), mine));
            }
        }
        return maps;
    }

    /** Frame rates, rising. */
    public List<Double> rates() {
        return points.stream().map(FrontierPoint::fps).distinct().sorted().toList();
    }

    /** Inputs, by their number of pixels. */
    public List<List<Integer>> inputs() {
        return points.stream()
                .map(FrontierPoint::input)
                .distinct()
                .sorted(Comparator.comparingLong(FeasibilityMap::pixels))
                .toList();
    }

    private static long pixels(List<Integer> input) {
        return (long) input.get(0) * input.get(1);
    }

    /** {@code 224×224}. */
    public static String text(List<Integer> input) {
        return input.get(0) + "×" + input.get(1);
    }

    /** Whether any point has a steady state. */
    public boolean steady() {
        return points.stream().anyMatch(point -> point.feasibleSustained() != null);
    }

    boolean has(Kind kind) {
        return points.stream().anyMatch(point -> Kind.of(point) == kind);
    }

    /** The largest input at the scenario's rate, or the fastest rate where only one input is known. */
    public String sentence() {
        boolean byInput = inputs().size() > 1;
        String burst = most(byInput, FrontierPoint::feasibleBurst);
        String sustained = most(byInput, point -> Boolean.TRUE.equals(point.feasibleSustained()));
        String what = byInput
                ? "largest of " + inputs().size() + " inputs at " + Numbers.plain(ownFps) + "\u00a0fps"
                : "fastest of " + rates().size() + " rates at " + text(ownInput);
        String answer = !steady()
                ? burst + " in the first minute"
                : burst.equals(sustained)
                        ? burst + ", in the first minute and sustained"
                        : burst + " in the first minute, " + sustained + " sustained";
        return pipeline + ", " + what + ": " + answer + "." + smallerIsWorse();
    }

    /** What no map knows, in a sentence; empty without a map. */
    public static String notSeen(List<FeasibilityMap> maps) {
        if (maps.isEmpty()) {
            return "";
        }
        return maps.stream().anyMatch(FeasibilityMap::steady)
                ? "The map looks at the first minute and at the steady state: a temperature that is highest between them, or a battery"
                        + " that is empty before, is not in it; the run of the scenario as it stands, and what else could be done, go"
                        + " through the whole time."
                : "The map looks at the first minute alone; what comes later is not in it.";
    }

    /** Why an input can fail where a larger one holds; empty where none does. */
    private String smallerIsWorse() {
        for (FrontierPoint larger : points) {
            for (FrontierPoint smaller : points) {
                if (larger.fps() == smaller.fps()
                        && pixels(smaller.input()) < pixels(larger.input())
                        && larger.feasibleBurst()
                        && !smaller.feasibleBurst()) {
                    return " At " + Numbers.plain(larger.fps()) + "\u00a0fps " + text(larger.input()) + " holds and "
                            + text(smaller.input())
                            + " does not: a time that was measured or stated counts for its own input"
                            + " alone, any other is predicted, and networks of different inputs take turns in an accelerator's"
                            + " memory.";
                }
            }
        }
        return "";
    }

    private String most(boolean byInput, Predicate<FrontierPoint> meets) {
        return points.stream()
                .filter(point -> byInput ? point.fps() == ownFps : point.input().equals(ownInput))
                .filter(meets)
                .max(
                        byInput
                                ? Comparator.comparingLong(point -> pixels(point.input()))
                                : Comparator.comparingDouble(FrontierPoint::fps))
                .map(point -> byInput ? text(point.input()) : Numbers.plain(point.fps()) + "\u00a0fps")
                .orElse("none");
    }
}
