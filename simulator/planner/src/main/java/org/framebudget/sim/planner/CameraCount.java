package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;

/** More or fewer of a scenario's cameras. */
final class CameraCount {
    private CameraCount() {}

    /**
     * The scenario with {@code total} of these cameras: further ones are added to them in turn, fewer are taken away from the last on.
     * A camera that is gone is gone from every pipeline, and so is a pipeline without cameras.
     *
     * @param total at least 1
     */
    static Scenario set(Scenario scenario, List<CameraSpec> cameras, int total) {
        int[] counts = cameras.stream().mapToInt(CameraSpec::count).toArray();
        int now = Arrays.stream(counts).sum();
        for (int i = 0; now < total; i = (i + 1) % counts.length, now++) {
            counts[i]++;
        }
        for (int i = counts.length - 1; now > total; i--) {
            int taken = Math.min(counts[i], now - total);
            counts[i] -= taken;
            now -= taken;
        }
        Map<String, Integer> countOf = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            countOf.put(cameras.get(i).id(), counts[i]);
        }
        List<CameraSpec> kept = new ArrayList<>();
        for (CameraSpec camera : scenario.cameras()) {
            int count = countOf.getOrDefault(camera.id(), camera.count());
            if (count > 0) {
                kept.add(count == camera.count() ? camera : camera.withCount(count));
            }
        }
        List<PipelineSpec> pipelines = new ArrayList<>();
        for (PipelineSpec pipeline : scenario.pipelines()) {
            List<String> left = pipeline.cameras().stream()
                    .filter(id -> countOf.getOrDefault(id, 1) > 0)
                    .toList();
            if (!left.isEmpty()) {
                pipelines.add(left.size() == pipeline.cameras().size() ? pipeline : pipeline.withCameras(left));
            }
        }
        return scenario.with(kept, pipelines);
    }
}
