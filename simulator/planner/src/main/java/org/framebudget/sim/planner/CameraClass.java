package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;

/**
 * Cameras that differ in nothing but their names: the same camera with the same pipelines.
 *
 * @param first an entry of the scenario that stands for all of them
 * @param pipelines that look through them
 * @param names of all of them, as results name cameras
 */
record CameraClass(CameraSpec first, Set<String> pipelines, List<String> names) {
    private record Kind(CameraSpec camera, Set<String> pipelines) {}

    /** In the order of the scenario; cameras that no pipeline looks through are left out. */
    static List<CameraClass> of(Scenario scenario) {
        Map<Kind, CameraClass> classes = new LinkedHashMap<>();
        for (CameraSpec camera : scenario.cameras()) {
            Set<String> pipelines = Set.copyOf(scenario.pipelines().stream()
                    .filter(pipeline -> pipeline.cameras().contains(camera.id()))
                    .map(PipelineSpec::id)
                    .toList());
            if (pipelines.isEmpty()) {
                continue;
            }
            CameraClass mine = classes.computeIfAbsent(
                    new Kind(Copies.named(camera, "", 1), pipelines),
                    kind -> new CameraClass(camera, pipelines, new ArrayList<>()));
            for (int number = 1; number <= camera.count(); number++) {
                mine.names().add(Scenario.numbered(camera.id(), number, camera.count()));
            }
        }
        return List.copyOf(classes.values());
    }

    /** Number of cameras. */
    int count() {
        return names.size();
    }

    /** As in {@code 12 × lobby}. */
    String text(int number) {
        return number + "\u00a0×\u00a0" + first.id();
    }

    /** The scenario with so many of each class and nothing else; cameras of one class spread evenly over a frame interval. */
    static Scenario box(Scenario scenario, List<CameraClass> classes, int[] load) {
        List<CameraSpec> cameras = new ArrayList<>();
        for (int g = 0; g < load.length; g++) {
            if (load[g] > 0) {
                cameras.add(classes.get(g).first().withCount(load[g]));
            }
        }
        List<String> kept = cameras.stream().map(CameraSpec::id).toList();
        List<PipelineSpec> pipelines = new ArrayList<>();
        for (PipelineSpec pipeline : scenario.pipelines()) {
            List<String> left =
                    pipeline.cameras().stream().filter(kept::contains).toList();
            if (!left.isEmpty()) {
                pipelines.add(pipeline.withCameras(left));
            }
        }
        return scenario.with(cameras, pipelines)
                .withAdaptation(scenario.adaptation().stream()
                        .filter(rule -> pipelines.stream().anyMatch(rule::appliesTo))
                        .toList());
    }
}
