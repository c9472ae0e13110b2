package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * Objectives that cannot be met by any order, queue or unit as long as cameras and networks are what they are: more results than frames, more
 * accuracy than was ever published, less power than the idle device and its cameras take, less time than a frame needs where nothing waits.
 */
final class Contradictions {
    /** What is left of a figure's last digits. */
    private static final double SURELY = 1 + 1e-9;

    private final Scenario scenario;
    private final Trials trials;
    private final RunResult run;

    private Contradictions(Scenario scenario, Trials trials, RunResult run) {
        this.scenario = scenario;
        this.trials = trials;
        this.run = run;
    }

    /**
     * A sentence for each; none where there is none.
     *
     * @param run of the scenario as it stands
     */
    static List<String> of(Scenario scenario, Trials trials, RunResult run) {
        Contradictions contradictions = new Contradictions(scenario, trials, run);
        List<String> all = new ArrayList<>();
        contradictions.results().ifPresent(all::add);
        contradictions.accuracy().ifPresent(all::add);
        contradictions.power().ifPresent(all::add);
        contradictions.photon().ifPresent(all::add);
        contradictions.budget().ifPresent(all::add);
        return all;
    }

    private Optional<String> results() {
        Double useful = scenario.slo().usefulFpsMin();
        Double processed = scenario.slo().processedFpsMin();
        double asked = Math.max(Objects.requireNonNullElse(useful, 0.0), Objects.requireNonNullElse(processed, 0.0));
        return scenario.pipelines().stream()
                .flatMap(pipeline -> pipeline.cameras().stream())
                .map(id -> Axes.camera(scenario, id))
                .min(Comparator.comparingDouble(this::fps))
                .filter(camera -> asked > fps(camera) * SURELY)
                .map(camera -> Figures.plain(asked)
                        + (useful != null && useful == asked ? " useful" : "")
                        + " results a second are asked for, and the camera " + camera.id() + " gives no more than "
                        + Figures.plain(fps(camera)) + " frames");
    }

    private double fps(CameraSpec camera) {
        if (!camera.traceNs().isEmpty()) {
            long frames = camera.traceNs().stream()
                    .filter(at -> at < scenario.durationS() * 1e9)
                    .count();
            return frames / scenario.durationS();
        }
        return camera.lowLightFps() == null
                ? camera.fps().perS()
                : camera.lowLightFps().perS();
    }

    /** Of any network of the same task. */
    private Optional<String> accuracy() {
        Double asked = scenario.slo().accuracyMin();
        if (asked == null) {
            return Optional.empty();
        }
        for (PipelineSpec pipeline : scenario.pipelines()) {
            for (Infer infer : infers(pipeline)) {
                NetworkInfo own = Networks.find(infer.network()).orElse(null);
                if (own == null) {
                    continue;
                }
                Optional<NetworkInfo> best = Networks.all().stream()
                        .filter(other -> other.task().equals(own.task()) && other.accuracyFraction() != null)
                        .max(Comparator.comparingDouble(
                                other -> Objects.requireNonNullElse(other.accuracyFraction(), 0.0)));
                double most = best.map(NetworkInfo::accuracyFraction).orElse(0.0);
                if (asked > most * SURELY) {
                    return Optional.of("an accuracy of " + percent(asked) + " is asked for, and the best network for "
                            + own.task() + " that is known, "
                            + best.map(NetworkInfo::id).orElse("none") + ", has " + percent(most));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Infer> infers(PipelineSpec pipeline) {
        return pipeline.stages().stream()
                .map(StageSpec::infer)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String percent(double fraction) {
        return Figures.plain(Math.round(1e4 * fraction) / 100.0) + " %";
    }

    private Optional<String> power() {
        for (RunResult.Device device : run.devices()) {
            double idleW = device.averagePowerW() - device.appPowerW();
            Double most = scenario.slo().appPowerWMax();
            if (most != null && device.cameraPowerW() > most * SURELY) {
                return Optional.of(watts(most) + " above idle are asked of " + device.id()
                        + ", and its cameras alone take " + watts(device.cameraPowerW()));
            }
            Double whole = scenario.slo().powerWMax();
            double leastW = idleW + device.cameraPowerW();
            if (whole != null && leastW > whole * SURELY) {
                return Optional.of(watts(whole) + " are asked of " + device.id()
                        + ", and idle with its screen and its cameras it takes " + watts(leastW));
            }
        }
        return Optional.empty();
    }

    private static String watts(double watts) {
        return Figures.plain(Math.round(1000 * watts) / 1000.0) + " W";
    }

    /** What passes before a frame is delivered is no unit's doing. */
    private Optional<String> photon() {
        Double most = scenario.slo().photonToResultP99MsMax();
        if (most == null) {
            return Optional.empty();
        }
        for (RunResult.Stream stream : run.streams()) {
            Double photon = stream.photonToResultMs().mean();
            Double delivered = stream.latencyMs().mean();
            if (photon != null && delivered != null && photon - delivered > most * SURELY) {
                return Optional.of(
                        "a result within " + Figures.plain(most) + " ms of the photon is asked for, and a frame of "
                                + stream.id() + " is delivered after "
                                + Figures.plain(Math.round(10 * (photon - delivered)) / 10.0)
                                + " ms");
            }
        }
        return Optional.empty();
    }

    /** On average, where nothing waits and each inference has the fastest unit that its device has. */
    private Optional<String> budget() {
        Double most = scenario.slo().missFractionMax();
        if (most == null || most >= 0.5) {
            return Optional.empty();
        }
        for (PipelineSpec pipeline : scenario.pipelines()) {
            double leastMs = leastMs(pipeline);
            if (leastMs > pipeline.budgetMs() * SURELY) {
                return Optional.of(
                        "a result of " + pipeline.id() + " is due after " + Figures.plain(pipeline.budgetMs())
                                + " ms, and its stages take " + Figures.plain(Math.round(10 * leastMs) / 10.0)
                                + " ms on average though no frame waits and each network runs where it is fastest");
            }
        }
        return Optional.empty();
    }

    private double leastMs(PipelineSpec pipeline) {
        double sumMs = 0;
        for (StageSpec stage : pipeline.stages()) {
            String id = stage.device() == null
                    ? Axes.camera(scenario, pipeline.cameras().get(0)).device()
                    : stage.device();
            DeviceProfile profile = scenario.devices().stream()
                    .filter(device -> device.id().equals(id))
                    .map(device -> trials.profile(device.profile()))
                    .findFirst()
                    .orElseThrow();
            sumMs += leastMs(
                    stage, profile, Axes.camera(scenario, pipeline.cameras().get(0)));
        }
        return sumMs;
    }

    private static double leastMs(StageSpec stage, DeviceProfile profile, CameraSpec camera) {
        if (stage.infer() != null) {
            Infer infer = stage.infer();
            boolean each = infer.dispatch() == Scenario.Dispatch.SERIAL
                    && infer.perFrameTrace().isEmpty();
            return leastMs(infer, profile) * (each ? infer.perFrameMean() : Math.min(1, infer.perFrameMean()));
        }
        if (stage.postprocess() != null) {
            return stage.postprocess().meanMs();
        }
        Double stated = stage.preprocess() == null
                ? Double.valueOf(0)
                : stage.preprocess().meanMs();
        return stated != null ? stated : preprocessMs(stage, profile, camera);
    }

    private static double preprocessMs(StageSpec stage, DeviceProfile profile, CameraSpec camera) {
        UnitProfile unit = profile.units().get(profile.unitIndex(stage.unit()));
        @Nullable Sourced fixed = unit.preprocessFixedMs();
        @Nullable Sourced perPx = unit.preprocessNsPerPx();
        return fixed == null || perPx == null
                ? 0
                : fixed.value() + perPx.value() * 1e-6 * camera.widthPx() * camera.heightPx();
    }

    /** 0 where nothing is known. */
    private static double leastMs(Infer infer, DeviceProfile profile) {
        LatencyPredictor predictor = new LatencyPredictor(profile);
        double leastMs = Double.POSITIVE_INFINITY;
        for (UnitProfile unit : profile.units()) {
            for (String precision : PortedStages.PRECISIONS) {
                try {
                    leastMs = Math.min(
                            leastMs,
                            predictor
                                    .predict(new LatencyQuery(
                                            infer.network(),
                                            infer.inputWidthPx(),
                                            infer.inputHeightPx(),
                                            precision,
                                            unit.id(),
                                            0))
                                    .meanMs());
                } catch (InputException e) {
                    // it does not run there
                    continue;
                }
            }
        }
        return Double.isInfinite(leastMs) ? 0 : leastMs;
    }
}
