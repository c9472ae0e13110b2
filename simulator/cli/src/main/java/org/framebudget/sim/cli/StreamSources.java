package org.framebudget.sim.cli;

import java.util.Objects;
import java.util.stream.IntStream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream of a result comes from. A stream's id is its pipeline's, or {@code pipeline/camera} where there are
 * several cameras.
 *
 * @param camera its camera
 * @param device result id of the device that the first inference runs on, else of the camera's
 * @param unit unit of the first inference; absent where the pipeline has none
 * @param midExposureNs from a frame's start to mid-exposure of its centre row
 */
record StreamSources(
        Scenario.CameraSpec camera, String device, @Nullable String unit, long midExposureNs) {

    /** Of the stream at a position of the result. */
    static StreamSources of(int index, Scenario scenario, RunOutcome outcome) {
        RunResult.Stream stream = outcome.result().streams().get(index);
        int slash = stream.id().indexOf('/');
        String pipelineId = slash < 0 ? stream.id() : stream.id().substring(0, slash);
        Scenario.PipelineSpec pipeline = scenario.pipelines().stream()
                .filter(p -> p.id().equals(pipelineId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no pipeline for stream " + stream.id()));
        Scenario.CameraSpec camera =
                camera(scenario, pipeline, slash < 0 ? "" : stream.id().substring(slash + 1));
        String unit = pipeline.stages().stream()
                .map(Scenario.StageSpec::infer)
                .filter(Objects::nonNull)
                .map(Scenario.Infer::unit)
                .findFirst()
                .orElse(null);
        double readoutMs = camera.readoutMs() != null
                ? camera.readoutMs()
                : profile(stream.device(), outcome).camera().readoutMs().value();
        return new StreamSources(
                camera,
                outcome.inferenceDeviceByStream().get(index),
                unit,
                Math.round((camera.exposureMs() + readoutMs) / 2 * 1e6));
    }

    private static Scenario.CameraSpec camera(Scenario scenario, Scenario.PipelineSpec pipeline, String name) {
        for (Scenario.CameraSpec camera : scenario.cameras()) {
            if (pipeline.cameras().contains(camera.id()) && (name.isEmpty() || isOne(name, camera))) {
                return camera;
            }
        }
        throw new IllegalStateException("no camera '" + name + "' in pipeline " + pipeline.id());
    }

    private static boolean isOne(String name, Scenario.CameraSpec camera) {
        return IntStream.rangeClosed(1, camera.count())
                .anyMatch(number -> name.equals(Scenario.numbered(camera.id(), number, camera.count())));
    }

    private static DeviceProfile profile(String device, RunOutcome outcome) {
        for (int i = 0; i < outcome.profiles().size(); i++) {
            if (outcome.result().devices().get(i).id().equals(device)) {
                return outcome.profiles().get(i);
            }
        }
        throw new IllegalStateException("no device " + device);
    }
}
