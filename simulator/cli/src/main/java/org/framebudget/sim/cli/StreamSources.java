package org.framebudget.sim.cli;

import java.util.List;
import java.util.Locale;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream of a result comes from. A stream's id is its pipeline's, or {@code pipeline/camera} where there are
 * several cameras.
 *
 * @param pipeline its pipeline
 * @param camera its camera
 * @param device result id of the device that the first inference runs on, else of the camera's
 * @param unit unit of the first inference; absent where the pipeline has none
 * @param midExposureNs from a frame's start to mid-exposure of its centre row
 */
record StreamSources(
        Scenario.PipelineSpec pipeline,
        Scenario.CameraSpec camera,
        String device,
        @Nullable String unit,
        long midExposureNs) {

    static StreamSources of(
            RunResult.Stream stream, Scenario scenario, RunResult result, List<DeviceProfile> profiles) {
        int slash = stream.id().indexOf('/');
        String pipelineId = slash < 0 ? stream.id() : stream.id().substring(0, slash);
        Scenario.PipelineSpec pipeline = scenario.pipelines().stream()
                .filter(p -> p.id().equals(pipelineId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no pipeline for stream " + stream.id()));
        Scenario.CameraSpec camera =
                camera(scenario, pipeline, slash < 0 ? "" : stream.id().substring(slash + 1));
        String device = stream.device();
        String unit = null;
        for (Scenario.StageSpec stage : pipeline.stages()) {
            if (stage.infer() != null) {
                unit = stage.infer().unit();
                device = stage.device() == null ? device : stage.device();
                break;
            }
        }
        double readoutMs = camera.readoutMs() != null
                ? camera.readoutMs()
                : profile(stream.device(), result, profiles)
                        .camera()
                        .readoutMs()
                        .value();
        return new StreamSources(
                pipeline, camera, device, unit, Math.round((camera.exposureMs() + readoutMs) / 2 * 1e6));
    }

    private static Scenario.CameraSpec camera(Scenario scenario, Scenario.PipelineSpec pipeline, String name) {
        // equal cameras add a number to the id, so the longest id that the name starts with is the one
        Scenario.CameraSpec best = null;
        for (Scenario.CameraSpec camera : scenario.cameras()) {
            boolean fits = pipeline.cameras().contains(camera.id())
                    && (name.toLowerCase(Locale.ROOT).startsWith(camera.id()) || name.isEmpty());
            if (fits && (best == null || camera.id().length() > best.id().length())) {
                best = camera;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no camera '" + name + "' in pipeline " + pipeline.id());
        }
        return best;
    }

    private static DeviceProfile profile(String device, RunResult result, List<DeviceProfile> profiles) {
        for (int i = 0; i < profiles.size(); i++) {
            if (result.devices().get(i).id().equals(device)) {
                return profiles.get(i);
            }
        }
        throw new IllegalStateException("no device " + device);
    }
}
