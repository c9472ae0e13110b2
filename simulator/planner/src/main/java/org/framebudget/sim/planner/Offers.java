package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.planner.Change.Kind;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Dispatch;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.QueueSpec;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.jspecify.annotations.Nullable;

/** What could be done otherwise in one pipeline without other hardware and with the same network. */
final class Offers {
    /** As network video recorders queue. */
    private static final QueueSpec FIFO_OF_TWO = new QueueSpec(Policy.FIFO, 2, WhenFull.DROP_NEWEST);

    private static final QueueSpec LATEST = new QueueSpec(Policy.LATEST, 1, WhenFull.DROP_OLDEST);
    private static final QueueSpec NO_QUEUE = new QueueSpec(Policy.DROP_WHEN_BUSY, 0, WhenFull.DROP_NEWEST);

    /** Rates of usual cameras. */
    private static final List<Double> USUAL_FPS =
            List.of(5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 50.0, 60.0, 90.0, 120.0, 240.0);

    final Scenario scenario;
    final Trials trials;
    final PipelineSpec pipeline;

    /** The first inference; absent where nothing is inferred. */
    final @Nullable Infer infer;

    private final List<PlanResult.Headroom> headroom;

    /** @param headroom of the whole scenario */
    Offers(Scenario scenario, Trials trials, PipelineSpec pipeline, List<PlanResult.Headroom> headroom) {
        this.scenario = scenario;
        this.trials = trials;
        this.pipeline = pipeline;
        this.headroom = headroom.stream()
                .filter(h -> h.pipeline().equals(pipeline.id()))
                .toList();
        this.infer = pipeline.stages().stream()
                .map(StageSpec::infer)
                .filter(i -> i != null)
                .findFirst()
                .orElse(null);
    }

    /** The sentence, with the pipeline where there are several. */
    String in(String sentence) {
        return scenario.pipelines().size() == 1 ? sentence : pipeline.id() + ": " + sentence;
    }

    /** A sentence about the pipeline's cameras, which others may look through too, with their names where there are several pipelines. */
    private String ofCameras(String sentence) {
        return scenario.pipelines().size() == 1 ? sentence : String.join(", ", pipeline.cameras()) + ": " + sentence;
    }

    /** The network whose published accuracy holds as things are: at the size that it was published for. */
    @Nullable
    NetworkInfo published() {
        Infer own = infer;
        return own == null
                ? null
                : Networks.find(own.network())
                        .filter(info -> own.inputWidthPx() == info.defaultInputPx()
                                && own.inputHeightPx() == info.defaultInputPx())
                        .orElse(null);
    }

    DeviceUse device() {
        String id = Axes.device(scenario, pipeline);
        return scenario.devices().stream()
                .filter(device -> device.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<CameraSpec> cameras() {
        return pipeline.cameras().stream().map(id -> Axes.camera(scenario, id)).toList();
    }

    private Change setting(String text, Scenario other) {
        return new Change(Kind.SETTING, 0, in(text), other, published());
    }

    /** The same work in another order. */
    List<Change> settings() {
        List<Change> changes = new ArrayList<>();
        Policy policy = pipeline.queue().policy();
        if (policy != Policy.LATEST) {
            changes.add(queue("Of the frames that wait only the latest is kept (LATEST)", LATEST));
        }
        if (policy != Policy.FIFO) {
            changes.add(queue("Two frames may wait, in their order (FIFO)", FIFO_OF_TWO));
        }
        if (policy != Policy.DROP_WHEN_BUSY) {
            changes.add(queue("A frame that finds the pipeline busy is dropped at once (DROP_WHEN_BUSY)", NO_QUEUE));
        }
        int stages = Math.max(2, pipeline.stages().size());
        if (pipeline.framesInFlightMax() < stages && pipeline.stages().size() > 1) {
            changes.add(setting(
                    "Stages work at the same time on " + stages + " frames in turn (frames_in_flight_max " + stages
                            + ")",
                    Copies.pipeline(scenario, pipeline, Copies.inFlight(pipeline, stages))));
        }
        Infer own = infer;
        if (own != null) {
            boolean several = own.perFrameMean() > 1
                    || own.perFrameDrawn()
                    || !own.perFrameTrace().isEmpty();
            if (several && own.dispatch() == Dispatch.SERIAL) {
                changes.add(setting(
                        "The inferences of a frame are started together (dispatch PARALLEL)",
                        Axes.withInfer(scenario, pipeline, own, i -> Copies.dispatch(i, Dispatch.PARALLEL))));
            }
            int unit = trials.profile(device().profile()).unitIndex(own.unit());
            if (unit >= 0
                    && trials.profile(device().profile()).units().get(unit).idleRamp() != null) {
                changes.add(setting(
                        own.keepWarm()
                                ? own.unit() + " may slow down between frames (keep_warm off)"
                                : own.unit() + " is kept at its clock between frames (keep_warm)",
                        Axes.withInfer(scenario, pipeline, own, i -> Copies.keepWarm(i, !own.keepWarm()))));
            }
        }
        return changes;
    }

    private Change queue(String text, QueueSpec queue) {
        return setting(text, Copies.pipeline(scenario, pipeline, Copies.queue(pipeline, queue)));
    }

    /** Another order among the streams of the pipeline's device; for scenarios with several streams. */
    List<Change> scheduling() {
        List<Change> changes = new ArrayList<>();
        DeviceUse use = device();
        for (Scheduling other : List.of(Scheduling.EARLIEST_DEADLINE, Scheduling.ROUND_ROBIN, Scheduling.FIFO)) {
            if (use.scheduling() != other && changes.size() < 2) {
                String text = switch (other) {
                    case EARLIEST_DEADLINE -> "the frame whose budget ends first goes first";
                    case ROUND_ROBIN -> "streams take turns";
                    default -> "frames go in the order they came";
                };
                List<DeviceUse> devices = scenario.devices().stream()
                        .map(d -> d == use ? Copies.device(d, d.profile(), other, d.count()) : d)
                        .toList();
                changes.add(new Change(
                        Kind.SETTING,
                        0,
                        "On " + use.id() + " " + text + " (" + other + ")",
                        Copies.devices(scenario, devices),
                        published()));
            }
        }
        return changes;
    }

    /** A rate that gives as many results as are asked for, where the cameras' own cannot. */
    List<Change> moreFrames() {
        Slo slo = scenario.slo();
        double asked = Math.max(
                Objects.requireNonNullElse(slo.usefulFpsMin(), 0.0),
                Objects.requireNonNullElse(slo.processedFpsMin(), 0.0));
        List<CameraSpec> cameras = cameras();
        double own = cameras.get(0).fps().perS();
        double slowest = cameras.stream()
                .mapToDouble(camera -> camera.fps().perS())
                .min()
                .orElse(own);
        if (asked <= slowest
                || cameras.stream().anyMatch(camera -> !camera.traceNs().isEmpty() || camera.lowLightFps() != null)) {
            return List.of();
        }
        // the last frame has no result yet, so a rate just as asked for gives less
        double usual = USUAL_FPS.stream().filter(fps -> fps > asked).findFirst().orElse(Math.ceil(1.05 * asked));
        double fps = own * usual / slowest;
        return List.of(new Change(
                Kind.SETTING,
                0,
                ofCameras(Figures.plain(fps) + " instead of " + Figures.plain(own)
                        + " fps, if the camera's sensor gives them"),
                Axes.atFps(scenario, cameras, fps),
                published()));
    }

    /** Lower rates, and every second frame without inference. */
    List<Change> fewerFrames() {
        List<Change> changes = new ArrayList<>();
        List<CameraSpec> cameras = cameras();
        boolean fixed =
                cameras.stream().anyMatch(camera -> !camera.traceNs().isEmpty() || camera.lowLightFps() != null);
        if (!fixed) {
            double own = cameras.get(0).fps().perS();
            List<Double> rates = new ArrayList<>(List.of(own * 3 / 4, own / 2, own / 3));
            most("fps")
                    .filter(most -> rates.stream().noneMatch(r -> Math.abs(r - most) < 0.05 * most))
                    .ifPresent(rates::add);
            for (double fps : rates) {
                changes.add(new Change(
                        Kind.FEWER_FRAMES,
                        1 - fps / own,
                        ofCameras(Figures.plain(fps) + " instead of " + Figures.plain(own) + " fps"
                                + unlessFramesAreAskedFor()),
                        Axes.atFps(scenario, cameras, fps),
                        published()));
            }
        }
        Infer own = infer;
        if (own != null && !own.perFrameDrawn() && own.perFrameTrace().isEmpty()) {
            int each = (int) Math.round(own.perFrameMean());
            changes.add(new Change(
                    Kind.FEWER_FRAMES,
                    0.5,
                    in("Only every second frame is inferred, the next one goes on with that answer"),
                    Axes.withInfer(scenario, pipeline, own, i -> Copies.counts(i, List.of(each, 0))),
                    published()));
        }
        return changes;
    }

    /** The largest value of an axis that meets, where it lies below the scenario's own. */
    Optional<Double> most(String axis) {
        return headroom.stream()
                .filter(h -> h.axis().equals(axis))
                .findFirst()
                .map(h -> {
                    double burst = h.maxBurst() == null ? 0 : h.maxBurst();
                    double most = h.maxSustained() == null ? burst : Math.min(burst, h.maxSustained());
                    return most < h.current() ? most : 0;
                })
                .filter(most -> most > 0);
    }

    private String unlessFramesAreAskedFor() {
        boolean asked = scenario.slo().usefulFpsMin() != null || scenario.slo().processedFpsMin() != null;
        return asked ? "" : " (no objective holds the frame rate)";
    }

    /** Half the camera's picture, where preparing it costs by the pixel. */
    List<Change> smallerPicture() {
        boolean byPixel = pipeline.stages().stream()
                .anyMatch(stage ->
                        stage.preprocess() != null && stage.preprocess().meanMs() == null);
        CameraSpec first = cameras().get(0);
        int width = first.widthPx() / 2;
        int height = first.heightPx() / 2;
        Infer own = infer;
        boolean enough = own == null || (width >= own.inputWidthPx() && height >= own.inputHeightPx());
        if (!byPixel || !enough || width < 1 || height < 1) {
            return List.of();
        }
        List<CameraSpec> cameras = cameras();
        return List.of(new Change(
                Kind.FEWER_PIXELS,
                0,
                ofCameras("Camera pictures of " + width + " × " + height + " px instead of " + first.widthPx() + " × "
                        + first.heightPx() + ", network input as it is"),
                Copies.cameras(
                        scenario,
                        c -> cameras.contains(c)
                                ? Copies.pixels(c, Math.max(1, c.widthPx() / 2), Math.max(1, c.heightPx() / 2))
                                : c),
                published()));
    }
}
