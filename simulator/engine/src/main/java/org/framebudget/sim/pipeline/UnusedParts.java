package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/** What stands in a scenario and has no part in it: most likely a slip. */
final class UnusedParts {
    private UnusedParts() {}

    /** A warning for each. */
    static List<String> of(Scenario scenario) {
        Set<String> watched = new HashSet<>();
        Set<String> busy = new HashSet<>();
        for (PipelineSpec pipeline : scenario.pipelines()) {
            watched.addAll(pipeline.cameras());
            pipeline.everyWork().stream()
                    .map(StageSpec::device)
                    .filter(Objects::nonNull)
                    .forEach(busy::add);
        }
        List<String> warnings = new ArrayList<>();
        for (CameraSpec camera : scenario.cameras()) {
            busy.add(camera.device());
            if (!watched.contains(camera.id())) {
                warnings.add(camera.id() + ": no pipeline looks at this camera, which takes power all the same");
            }
        }
        scenario.devices().stream()
                .filter(device -> !busy.contains(device.id()))
                .forEach(device -> warnings.add(device.id() + ": no camera and no stage is on this device"));
        return warnings;
    }
}
