package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/**
 * The way of a stream's frames: its pipeline's stages with a hop over a link wherever the next one runs on another
 * device. A result is used on the camera's device, so one that comes to be elsewhere goes back: straight where a link
 * joins the two, else the way the frame came.
 */
final class FrameRoute {
    /** A result on its way over a link: some boxes or classes with their scores; ASSUMED. */
    static final double RESULT_BYTES = 4096;

    private final RunPlan plan;
    private final PipelineSpec pipeline;
    private final List<Step> steps = new ArrayList<>();

    /** Scenario ids of the devices from the camera's to the present one, each joined by a link to the one before. */
    private final List<String> path = new ArrayList<>();

    private final Map<String, String> firstFrom = new HashMap<>();
    private final Map<String, Integer> crossings = new HashMap<>();

    /** A station on the way. */
    sealed interface Step {}

    /** A stage of the pipeline. */
    record Compute(StageSpec stage) implements Step {}

    /**
     * A transfer.
     *
     * @param id the link's; with {@code -back} in the direction that the stream takes second, and a number from 2 on where it
     *     goes the same way again
     * @param from scenario id of the device that sends
     * @param to scenario id of the device that receives
     * @param bytes what crosses: the camera's frame, after preprocessing the network's input, after that a result
     */
    record Hop(String id, LinkSpec link, String from, String to, double bytes) implements Step {}

    private FrameRoute(RunPlan plan, PipelineSpec pipeline) {
        this.plan = plan;
        this.pipeline = pipeline;
    }

    /** The steps of a stream in order; throws an input exception where no link leads on. */
    static List<Step> of(RunPlan plan, RunPlan.StreamAt stream) {
        return new FrameRoute(plan, stream.pipeline())
                .steps(plan.cameras().get(stream.cameraIndex()).spec());
    }

    private List<Step> steps(CameraSpec camera) {
        String home = camera.device();
        path.add(home);
        boolean inferred = false;
        double bytes = Wiring.BYTES_PER_PX * camera.widthPx() * camera.heightPx();
        for (StageSpec stage : pipeline.stages()) {
            String to = stage.device() == null ? home : stage.device();
            if (!to.equals(here())) {
                hop(link(here(), to, StageProblems.key(pipeline.id(), stage.id()) + ".device"), to, bytes);
            }
            steps.add(new Compute(stage));
            if (stage.compare() != null) {
                steps.add(new Compute(stage.compare().check()));
            }
            if (stage.infer() != null) {
                inferred = true;
                bytes = RESULT_BYTES;
            } else if (stage.preprocess() != null && !inferred) {
                bytes = pipeline.stages().stream()
                        .map(StageSpec::infer)
                        .filter(Objects::nonNull)
                        .mapToDouble(FrameRoute::inputBytes)
                        .findFirst()
                        .orElse(bytes);
            }
        }
        while (!here().equals(home)) {
            String to = joins(here(), home) ? home : path.get(path.size() - 2);
            hop(link(here(), to, "pipelines." + pipeline.id()), to, RESULT_BYTES);
        }
        return steps;
    }

    private String here() {
        return path.get(path.size() - 1);
    }

    private void hop(LinkSpec link, String to, double bytes) {
        String from = here();
        boolean forth = from.equals(firstFrom.computeIfAbsent(link.id(), id -> from));
        String id = forth ? link.id() : link.id() + "-back";
        int crossing = crossings.merge(id, 1, Integer::sum);
        String name = crossing == 1 ? id : id + "-" + crossing;
        if (pipeline.stages().stream().anyMatch(stage -> stage.id().equals(name))) {
            throw plan.scenario()
                    .places()
                    .error(
                            StageProblems.key(pipeline.id(), name) + ".id",
                            "the way over links." + link.id() + " has the name '" + name + "' in the result.",
                            "Give the stage another id.");
        }
        steps.add(new Hop(name, link, from, to, bytes));
        int known = path.indexOf(to);
        if (known < 0) {
            path.add(to);
        } else {
            path.subList(known + 1, path.size()).clear();
        }
    }

    private boolean joins(String a, String b) {
        return plan.scenario().links().stream().anyMatch(link -> joins(link, a, b));
    }

    private static boolean joins(LinkSpec link, String a, String b) {
        return (link.from().equals(a) && link.to().equals(b))
                || (link.from().equals(b) && link.to().equals(a));
    }

    private LinkSpec link(String from, String to, String key) {
        return plan.scenario().links().stream()
                .filter(link -> joins(link, from, to))
                .findFirst()
                .orElseThrow(() -> plan.scenario()
                        .places()
                        .error(key, "no link joins '" + from + "' and '" + to + "'.", "Add one under 'links'."));
    }

    /** A network's input: three colours in its number format. */
    private static double inputBytes(Infer infer) {
        int bytes = switch (infer.precision()) {
            case "fp32" -> 4;
            case "fp16" -> 2;
            default -> 1;
        };
        return 3.0 * bytes * infer.inputWidthPx() * infer.inputHeightPx();
    }
}
