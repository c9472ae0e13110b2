package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.Source;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyRow;

/** Picks from the profiles what a scenario rests on, so that reports cite that and no more. */
final class UsedSources {
    private UsedSources() {}

    static List<RunOutcome.UsedValue> of(RunPlan plan) {
        List<RunOutcome.UsedValue> used = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (RunPlan.Device device : plan.devices()) {
            DeviceProfile profile = device.profile();
            if (!done.add(profile.id())) {
                continue;
            }
            Set<LatencyRow> rows = new LinkedHashSet<>();
            Set<String> units = new HashSet<>();
            for (RunPlan.Device same : plan.devices()) {
                if (same.profile() == profile) {
                    plan.uses(same, units, rows);
                }
            }
            ProfileNumbers numbers = ProfileNumbers.of(profile);
            for (Map.Entry<String, Source> entry : numbers.sources().entrySet()) {
                String path = entry.getKey();
                if (inUse(path, profile, units)) {
                    used.add(new RunOutcome.UsedValue(
                            profile.id(), path, numbers.numbers().get(path), entry.getValue()));
                }
            }
            for (LatencyRow row : rows) {
                used.add(new RunOutcome.UsedValue(
                        profile.id(), "latency[" + row.network() + " on " + row.unit() + "]", null, row.source()));
            }
        }
        return used;
    }

    /** An idle unit still draws its idle power; nothing else of it counts. */
    private static boolean inUse(String path, DeviceProfile profile, Set<String> units) {
        if (path.startsWith("latency")) {
            return false;
        }
        for (UnitProfile unit : profile.units()) {
            String prefix = "units[" + unit.id() + "]";
            if (path.startsWith(prefix) && !units.contains(unit.id())) {
                return path.equals(prefix + ".idle_w");
            }
        }
        return true;
    }
}
