package org.framebudget.sim.planner;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** What gives way first, in a few words: a unit with its load, or the objective that fails although no unit is short of time. */
final class Binding {
    private Binding() {}

    static String text(Trial trial) {
        return text(trial.bottleneck(), trial.devices(), trial.slo().checks());
    }

    static String text(RunResult result) {
        return text(result.bottleneck(), result.devices(), result.slo().checks());
    }

    /** Objectives that fail; {@code lasts} among them where a device ends. */
    static Set<String> failed(Trial trial) {
        Set<String> names = new LinkedHashSet<>();
        trial.slo().checks().stream()
                .filter(check -> !check.met())
                .map(RunResult.Check::name)
                .forEach(names::add);
        if (trial.deviceEnded()) {
            names.add("lasts");
        }
        return names;
    }

    private static String text(
            RunResult.@Nullable Bottleneck bottleneck, List<RunResult.Device> devices, List<RunResult.Check> checks) {
        for (RunResult.Device device : devices) {
            if (device.killedAtS() != null) {
                return device.id() + " ends after " + Figures.plain(device.killedAtS()) + " s";
            }
        }
        List<RunResult.Check> failed =
                checks.stream().filter(check -> !check.met()).toList();
        String names =
                String.join(", ", failed.stream().map(RunResult.Check::name).toList());
        boolean frames = failed.stream().anyMatch(RunResult.Check::ofFrames);
        if (bottleneck == null || !frames) {
            return names;
        }
        String where = bottleneck.unit() != null
                ? bottleneck.unit() + " of " + bottleneck.device()
                : bottleneck.link() != null ? "link " + bottleneck.link() : bottleneck.policy();
        return where + " (" + bottleneck.why() + "): " + names;
    }
}
