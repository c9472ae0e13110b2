package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.devices.Citations;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.Prediction;

/** Picks from the profiles what a scenario rests on, so that reports cite that and no more. */
final class UsedSources {
    /** Cited by what has no document behind it. */
    private static final String ASSUMPTION = "framebudget_assumed";

    private UsedSources() {}

    static List<RunOutcome.UsedValue> of(RunPlan plan) {
        List<RunOutcome.UsedValue> used = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (RunPlan.Device device : plan.devices()) {
            DeviceProfile profile = device.profile();
            if (!done.add(profile.id())) {
                continue;
            }
            Set<StageLatency> latencies = new LinkedHashSet<>();
            Set<String> units = new HashSet<>();
            for (RunPlan.Device same : plan.devices()) {
                if (same.profile() == profile) {
                    plan.uses(same, units, latencies);
                }
            }
            ProfileNumbers numbers = ProfileNumbers.of(profile);
            for (Map.Entry<String, Source> entry : numbers.sources().entrySet()) {
                String path = entry.getKey();
                if (inUse(path, profile, units) && (plan.linked(device) || !path.startsWith("power.network."))) {
                    used.add(new RunOutcome.UsedValue(
                            profile.id(), path, numbers.numbers().get(path), entry.getValue()));
                }
            }
            for (StageLatency latency : latencies) {
                if (latency.isStated()) {
                    continue;
                }
                add(used, profile, latency.prediction());
            }
        }
        return used;
    }

    /** What the values in use were taken from, then each device's profile. */
    static List<String> citations(RunPlan plan, List<RunOutcome.UsedValue> used) {
        Citations known = Citations.shipped();
        Set<String> texts = new LinkedHashSet<>();
        for (RunOutcome.UsedValue value : used) {
            String key = value.source().cite();
            texts.add(known.keys().contains(key) ? known.text(key) : key);
        }
        for (RunPlan.Device device : plan.devices()) {
            DeviceProfile profile = device.profile();
            texts.add("Profile " + profile.id() + ", sha256 " + profile.sha256());
        }
        return List.copyOf(texts);
    }

    /** A measured row has its own source; a prediction rests on the rows it was fitted to, and on guesses where it says so. */
    private static void add(List<RunOutcome.UsedValue> used, DeviceProfile profile, Prediction prediction) {
        LatencyQuery query = prediction.query();
        LatencyRow row = prediction.row();
        if (row != null) {
            used.add(new RunOutcome.UsedValue(
                    profile.id(), "latency[" + row.network() + " on " + row.unit() + "]", null, row.source()));
            return;
        }
        String path = "latency[" + query.text() + "].mean_ms";
        boolean assumed = prediction.assumed();
        List<String> sources = new ArrayList<>(prediction.sources());
        if (sources.isEmpty()) {
            sources.add(ASSUMPTION);
        }
        for (int i = 0; i < sources.size(); i++) {
            // one prediction counts once, however many measurements it was fitted to
            SourceKind kind = assumed && i == 0 ? SourceKind.ASSUMED : SourceKind.FITTED;
            Source source = new Source(kind, sources.get(i), String.join("; ", prediction.notes()));
            Sourced value = new Sourced(prediction.meanMs(), prediction.lowMs(), prediction.highMs(), source);
            used.add(new RunOutcome.UsedValue(profile.id(), path, value, source));
        }
    }

    /** An idle unit still draws its idle power; nothing else of it counts. What a camera offers is not what it does. */
    private static boolean inUse(String path, DeviceProfile profile, Set<String> units) {
        if (path.startsWith("latency") || path.startsWith("camera.modes[")) {
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
