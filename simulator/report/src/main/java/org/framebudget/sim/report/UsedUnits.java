package org.framebudget.sim.report;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.framebudget.sim.results.RunResult;

/** Which units of a device the scenario asks for anything; the rest only idle and would clutter charts and tables. */
final class UsedUnits {
    private UsedUnits() {}

    /** Units that a stage names or that were busy, the latter for stages that a link brings here. */
    static Set<String> of(RunResult result, RunResult.Device device) {
        Set<String> used = new TreeSet<>();
        for (RunResult.Stream stream : result.streams()) {
            if (stream.device().equals(device.id())) {
                stream.stages().forEach(stage -> used.add(stage.unit()));
            }
        }
        device.units().stream().filter(unit -> unit.utilisation() > 0).forEach(unit -> used.add(unit.id()));
        return used;
    }

    /** The other units, in the device's order. */
    static List<String> idle(RunResult result, RunResult.Device device) {
        Set<String> used = of(result, device);
        return device.units().stream()
                .map(RunResult.Unit::id)
                .filter(id -> !used.contains(id))
                .toList();
    }

    /** Clock steps of the used units; steps of an idle one change nothing. */
    static List<RunResult.ThrottleStep> steps(RunResult result, RunResult.Device device) {
        Set<String> used = of(result, device);
        return device.throttle().steps().stream()
                .filter(step -> used.contains(step.unit()))
                .toList();
    }
}
