package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.framebudget.models.Ratio;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/** The axes that a scenario's pipelines have. */
final class Axes {
    /** Rates as people give them: tenths below 10, whole ones up to 240, tens above. */
    private static final List<int[]> FPS_TENTHS =
            List.of(new int[] {1, 99, 1}, new int[] {100, 2400, 10}, new int[] {2500, 10_000, 100});

    private static final List<int[]> CAMERAS_TENTHS = List.of(new int[] {10, 5120, 10});
    private static final List<int[]> WHOLE_TENTHS = List.of(new int[] {10, 2560, 10});
    private static final List<int[]> MEAN_TENTHS = List.of(new int[] {1, 99, 1}, new int[] {100, 2560, 10});

    /** What most networks take without padding: their strides multiply to it. */
    private static final int INPUT_STEP_PX = 32;

    private static final int INPUT_MOST_PX = 2048;

    private final Scenario scenario;
    private final Trials trials;
    private final List<String> left = new ArrayList<>();

    Axes(Scenario scenario, Trials trials) {
        this.scenario = scenario;
        this.trials = trials;
    }

    /** Why some axes were left out. */
    List<String> left() {
        return List.copyOf(left);
    }

    List<Axis> all() {
        List<Axis> axes = new ArrayList<>();
        for (int p = 0; p < scenario.pipelines().size(); p++) {
            fps(p).ifPresent(axes::add);
            axes.add(cameras(p));
            input(p).ifPresent(axes::add);
            inferences(p).ifPresent(axes::add);
        }
        return axes;
    }

    private PipelineSpec pipeline(int p) {
        return scenario.pipelines().get(p);
    }

    private CameraSpec camera(String id) {
        return camera(scenario, id);
    }

    static CameraSpec camera(Scenario scenario, String id) {
        return scenario.cameras().stream()
                .filter(camera -> camera.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The scenario reader lets a camera through: " + id));
    }

    String device(int p) {
        return device(scenario, pipeline(p));
    }

    /** Of the first inference, else of the first camera. */
    static String device(Scenario scenario, PipelineSpec pipeline) {
        return pipeline.stages().stream()
                .filter(stage -> stage.infer() != null)
                .findFirst()
                .map(StageSpec::device)
                .orElse(camera(scenario, pipeline.cameras().get(0)).device());
    }

    /** All cameras of the pipeline, in proportion; the value is the first one's. */
    Optional<Axis> fps(int p) {
        List<CameraSpec> mine = pipeline(p).cameras().stream().map(this::camera).toList();
        if (mine.stream().anyMatch(camera -> !camera.traceNs().isEmpty())) {
            left.add(pipeline(p).id() + ": a recorded camera has no frame rate to raise.");
            return Optional.empty();
        }
        if (mine.stream().anyMatch(camera -> camera.lowLightFps() != null)) {
            left.add(pipeline(p).id() + ": the dark holds the frame rate down (low_light_fps), so it is not raised.");
            return Optional.empty();
        }
        CameraSpec first = mine.get(0);
        double own = first.fps().perS();
        double most = Double.POSITIVE_INFINITY;
        for (CameraSpec camera : mine) {
            most = Math.min(most, own / camera.fps().perS() * 1e3 / Math.max(1, readoutMs(camera)));
        }
        List<Double> values = Axis.grid(FPS_TENTHS, own, most);
        return Optional.of(new Axis(
                Axis.Name.FPS,
                pipeline(p).id(),
                device(p),
                values,
                values.indexOf(own),
                "the sensor's readout takes no shorter",
                at -> values.get(at) == own ? scenario : atFps(scenario, mine, values.get(at))));
    }

    /** Cameras at other rates, in proportion; {@code fps} is the first one's. */
    static Scenario atFps(Scenario scenario, List<CameraSpec> cameras, double fps) {
        return Copies.cameras(
                scenario,
                camera -> cameras.contains(camera) ? camera.withFps(scaled(camera, cameras.get(0), fps)) : camera);
    }

    private double readoutMs(CameraSpec camera) {
        if (camera.readoutMs() != null) {
            return camera.readoutMs();
        }
        return scenario.devices().stream()
                .filter(device -> device.id().equals(camera.device()))
                .mapToDouble(device ->
                        trials.profile(device.profile()).camera().readoutMs().value())
                .findFirst()
                .orElse(0);
    }

    private static Ratio scaled(CameraSpec camera, CameraSpec first, double value) {
        double rate = value * camera.fps().perS() / first.fps().perS();
        long thousandths = Math.max(1, Math.round(rate * 1000));
        return new Ratio(thousandths, 1000);
    }

    /** One more of the pipeline's cameras in turn, each with all that looks through it; one less from the last on. */
    Axis cameras(int p) {
        List<CameraSpec> mine = pipeline(p).cameras().stream().map(this::camera).toList();
        int own = mine.stream().mapToInt(CameraSpec::count).sum();
        List<Double> values = Axis.grid(CAMERAS_TENTHS, own, 512);
        return new Axis(
                Axis.Name.CAMERAS,
                pipeline(p).id(),
                device(p),
                values,
                values.indexOf((double) own),
                "no more were tried",
                at -> CameraCount.set(scenario, mine, (int) Math.round(values.get(at))));
    }

    private Optional<Infer> firstInfer(int p) {
        return pipeline(p).stages().stream()
                .filter(stage -> stage.infer() != null)
                .map(StageSpec::infer)
                .findFirst();
    }

    private Scenario withFirstInfer(int p, Infer own, UnaryOperator<Infer> change) {
        return withInfer(scenario, pipeline(p), own, change);
    }

    /** An equal second inference of the same pipeline changes with the first, and so does one that is compared. */
    static Scenario withInfer(Scenario scenario, PipelineSpec pipeline, Infer own, UnaryOperator<Infer> change) {
        return Copies.pipeline(
                scenario, pipeline, pipeline.withInfer(infer -> alike(infer, own) ? change.apply(infer) : infer));
    }

    private static boolean alike(Infer a, Infer b) {
        return a.network().equals(b.network())
                && a.inputWidthPx() == b.inputWidthPx()
                && a.inputHeightPx() == b.inputHeightPx()
                && a.precision().equals(b.precision());
    }

    /** The longer side in steps of 32 pixels, the other in proportion. */
    Optional<Axis> input(int p) {
        Optional<Infer> infer = firstInfer(p);
        if (infer.isEmpty()) {
            return Optional.empty();
        }
        Infer own = infer.get();
        if (Networks.find(own.network()).isEmpty()) {
            left.add(pipeline(p).id() + ": the network " + own.network()
                    + " is not in the catalogue, so nothing is known of other input sizes.");
            return Optional.empty();
        }
        int longer = Math.max(own.inputWidthPx(), own.inputHeightPx());
        List<Double> values = Axis.grid(
                List.of(new int[] {INPUT_STEP_PX * 10, INPUT_MOST_PX * 10, INPUT_STEP_PX * 10}), longer, INPUT_MOST_PX);
        return Optional.of(new Axis(
                Axis.Name.INPUT,
                pipeline(p).id(),
                device(p),
                values,
                values.indexOf((double) longer),
                "no larger input was tried",
                at -> {
                    double factor = values.get(at) / longer;
                    return withFirstInfer(
                            p, own, i -> i.withInput(side(i.inputWidthPx(), factor), side(i.inputHeightPx(), factor)));
                }));
    }

    static int side(int px, double factor) {
        return factor == 1
                ? px
                : Math.max(INPUT_STEP_PX, (int) Math.round(px * factor / INPUT_STEP_PX) * INPUT_STEP_PX);
    }

    Optional<Axis> inferences(int p) {
        Optional<Infer> infer = firstInfer(p);
        if (infer.isEmpty()) {
            return Optional.empty();
        }
        Infer own = infer.get();
        if (!own.perFrameTrace().isEmpty()) {
            left.add(pipeline(p).id() + ": recorded inferences per frame have no number to raise.");
            return Optional.empty();
        }
        List<Double> values = Axis.grid(own.perFrameDrawn() ? MEAN_TENTHS : WHOLE_TENTHS, own.perFrameMean(), 256);
        return Optional.of(new Axis(
                Axis.Name.INFERENCES,
                pipeline(p).id(),
                device(p),
                values,
                values.indexOf(own.perFrameMean()),
                "no more were tried",
                at -> withFirstInfer(p, own, i -> i.withPerFrame(values.get(at)))));
    }
}
