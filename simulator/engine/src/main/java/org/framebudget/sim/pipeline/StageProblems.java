package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.MeasuredLatency;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/** What a stage asks for and cannot get, told where the scenario says it. */
final class StageProblems {
    private StageProblems() {}

    /** The key of a stage. */
    static String key(String pipelineId, String stageId) {
        return "pipelines." + pipelineId + ".stages." + stageId;
    }

    /** The key of what the stage does. */
    static String workKey(String pipelineId, StageSpec stage) {
        return stage.ofRule() ? stage.at() : "pipelines." + pipelineId + "." + stage.at();
    }

    /** Position of a unit that a stage names. */
    static int unitIndex(Places places, String workKey, String unitId, DeviceProfile profile, String deviceId) {
        int index = profile.unitIndex(unitId);
        if (index < 0) {
            throw places.error(
                    workKey + ".unit",
                    "the device '" + deviceId + "' (" + profile.id() + ") has no unit '" + unitId + "'.",
                    "It has: " + profile.units().stream().map(UnitProfile::id).collect(Collectors.joining(", ")) + ".");
        }
        return index;
    }

    static InputException noPreprocessCost(Places places, String workKey, String unitId, DeviceProfile profile) {
        List<String> priced = profile.units().stream()
                .filter(unit -> unit.preprocessFixedMs() != null && unit.preprocessNsPerPx() != null)
                .map(UnitProfile::id)
                .toList();
        return places.error(
                workKey + ".unit",
                "the profile '" + profile.id() + "' has no cost of preprocessing on '" + unitId + "'.",
                "State its time, as in 'preprocess: {unit: " + unitId + ", mean_ms: 2.0}'"
                        + (priced.isEmpty() ? "" : ", or take a unit that has one: " + String.join(", ", priced))
                        + ".");
    }

    /** The one key whose change leads to the nearest measurement, or the inference as a whole where it takes several. */
    static String whatDiffers(String workKey, LatencyQuery query, DeviceProfile profile) {
        List<String> keys = new ArrayList<>();
        for (LatencyRow row : new MeasuredLatency(profile.id(), profile.latency()).nearest(query, 1)) {
            differs(keys, "network", row.network().equals(query.network()));
            differs(
                    keys,
                    "input",
                    row.inputWidthPx() == query.inputWidthPx() && row.inputHeightPx() == query.inputHeightPx());
            differs(keys, "precision", row.precision().equals(query.precision()));
            differs(keys, "unit", row.unit().equals(query.unit()));
            differs(keys, "threads", query.threads() == 0 || row.threads() == query.threads());
        }
        return keys.size() == 1 ? workKey + "." + keys.get(0) : workKey;
    }

    private static void differs(List<String> keys, String key, boolean same) {
        if (!same) {
            keys.add(key);
        }
    }
}
