package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.calibration.LatencyValidation;
import org.framebudget.devices.calibration.ProfileValidation;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.report.UnitValidation;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;

/** The left-out measurements of exactly the units and precisions that a scenario infers on. */
final class PlanValidation {
    private record Key(String profile, String unit, String precision) {}

    private PlanValidation() {}

    /** One a profile, unit and precision, in the order of the streams. */
    static List<UnitValidation> of(Scenario scenario, RunOutcome outcome) {
        Map<String, DeviceProfile> byDevice = new LinkedHashMap<>();
        for (int i = 0; i < outcome.profiles().size(); i++) {
            byDevice.put(
                    outcome.result().devices().get(i).id(), outcome.profiles().get(i));
        }
        Map<Key, Set<String>> networks = new LinkedHashMap<>();
        Map<String, DeviceProfile> profiles = new LinkedHashMap<>();
        for (int i = 0; i < outcome.result().streams().size(); i++) {
            RunResult.Stream stream = outcome.result().streams().get(i);
            DeviceProfile profile =
                    byDevice.get(outcome.inferenceDeviceByStream().get(i));
            if (profile == null) {
                continue;
            }
            profiles.put(profile.id(), profile);
            for (Scenario.Infer infer : inferences(scenario, stream)) {
                networks.computeIfAbsent(
                                new Key(profile.id(), infer.unit(), infer.precision()), key -> new LinkedHashSet<>())
                        .add(infer.network());
            }
        }
        Map<String, List<LatencyValidation.Row>> rows = new LinkedHashMap<>();
        profiles.forEach((id, profile) -> rows.put(id, ProfileValidation.rows(profile)));
        List<UnitValidation> all = new ArrayList<>();
        networks.forEach((key, of) -> all.add(new UnitValidation(
                key.profile(),
                key.unit(),
                key.precision(),
                List.copyOf(of),
                rows.getOrDefault(key.profile(), List.of()).stream()
                        .filter(row ->
                                row.unit().equals(key.unit()) && row.precision().equals(key.precision()))
                        .toList())));
        return List.copyOf(all);
    }

    /** Those of the pipeline that a stream belongs to. */
    private static List<Scenario.Infer> inferences(Scenario scenario, RunResult.Stream stream) {
        String pipelineId = stream.id().replaceFirst("/.*", "");
        List<Scenario.Infer> all = new ArrayList<>();
        for (Scenario.PipelineSpec pipeline : scenario.pipelines()) {
            if (pipeline.id().equals(pipelineId)) {
                for (Scenario.StageSpec stage : pipeline.everyWork()) {
                    if (stage.infer() != null) {
                        all.add(stage.infer());
                    }
                }
            }
        }
        return all;
    }
}
