package org.framebudget.sim.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.latency.LabAndField;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.MeasuredLatency;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario.Conditions;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.StatedTime;
import org.jspecify.annotations.Nullable;

/** The latencies of inferences, each looked up or predicted once. Filled before any run starts; safe for many threads. */
final class StageLatencies {
    private record Key(
            String profile,
            LatencyQuery query,
            Conditions conditions,
            @Nullable StatedTime stated) {}

    private final Map<String, LatencyPredictor> predictors = new ConcurrentHashMap<>();
    private final Map<Key, StageLatency> known = new ConcurrentHashMap<>();

    /** Looks an inference up. Throws where it is neither measured nor in the catalogue, where the scenario says it. */
    void resolve(Places places, String workKey, Infer infer, RunPlan.Device device) {
        DeviceProfile profile = device.profile();
        StageProblems.unitIndex(places, workKey, infer.unit(), profile, device.id());
        Key key = key(infer, device);
        if (known.containsKey(key)) {
            return;
        }
        LatencyQuery query = key.query();
        Prediction prediction =
                predictor(device).measured(query).orElseGet(() -> predict(places, workKey, query, device));
        StageLatency found = StageLatency.of(prediction, profile);
        StatedTime stated = key.stated();
        if (stated != null) {
            found = found.stated(stated);
        } else if (key.conditions() == Conditions.APP && !BenchAndApp.inApp(found)) {
            found = found.inApp(LabAndField.shipped().slowestFactor());
        }
        known.put(key, found);
    }

    private Prediction predict(Places places, String workKey, LatencyQuery query, RunPlan.Device device) {
        DeviceProfile profile = device.profile();
        if (Networks.find(query.network()).isEmpty()) {
            throw places.error(
                    StageProblems.whatDiffers(workKey, query, profile),
                    new MeasuredLatency(profile.id(), profile.latency()).missMessage(query),
                    null);
        }
        return places.blame(workKey + ".input", () -> predictor(device).predict(query));
    }

    private LatencyPredictor predictor(RunPlan.Device device) {
        return predictors.computeIfAbsent(device.use().profile(), id -> new LatencyPredictor(device.profile()));
    }

    /** Of an inference that was resolved. */
    StageLatency of(Infer infer, RunPlan.Device device) {
        StageLatency found = known.get(key(infer, device));
        if (found == null) {
            throw new IllegalStateException("The plan left '" + infer.network() + "' unresolved.");
        }
        return found;
    }

    private static Key key(Infer infer, RunPlan.Device device) {
        Integer threads = infer.threads();
        return new Key(
                device.use().profile(),
                new LatencyQuery(
                        infer.network(),
                        infer.inputWidthPx(),
                        infer.inputHeightPx(),
                        infer.precision(),
                        infer.unit(),
                        threads == null ? 0 : threads),
                device.use().conditions(),
                infer.stated());
    }
}
