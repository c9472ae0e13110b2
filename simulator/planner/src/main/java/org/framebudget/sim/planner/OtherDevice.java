package org.framebudget.sim.planner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * A scenario with one of its devices on another profile, its work on the units that suit it there.
 *
 * @param scenario as it is there
 * @param sets the same as overrides, {@code path} to value, where each difference can be written so
 * @param sentences what is different beside the profile, as an objective on what the other device does not have
 */
public record OtherDevice(Scenario scenario, Map<String, String> sets, List<String> sentences) {

    /**
     * Moves a device.
     *
     * @param device its id in the scenario
     * @param profile id or path, as a scenario names it
     * @throws InputException where there is no such profile, or where the work does not run there
     */
    public static OtherDevice of(Scenario scenario, String device, String profile, ProfileRepository profiles) {
        Ported ported = Ported.to(scenario, device, profile, null, new Trials(scenario, profiles, 0));
        Scenario moved = ported.scenario();
        if (moved == null) {
            throw new InputException("On " + profile + " this does not run: " + ported.reason());
        }
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put("devices." + device + ".profile", profile);
        for (int p = 0; p < moved.pipelines().size(); p++) {
            PipelineSpec before = scenario.pipelines().get(p);
            for (int s = 0; s < before.stages().size(); s++) {
                stage(
                        "pipelines." + before.id() + ".stages."
                                + before.stages().get(s).id() + ".",
                        before.stages().get(s),
                        moved.pipelines().get(p).stages().get(s),
                        sets);
            }
        }
        return new OtherDevice(moved, sets, ported.sentences());
    }

    private static void stage(String path, StageSpec before, StageSpec after, Map<String, String> sets) {
        if (before.infer() != null && after.infer() != null) {
            set(path + "infer.unit", before.infer().unit(), after.infer().unit(), sets);
            set(
                    path + "infer.precision",
                    before.infer().precision(),
                    after.infer().precision(),
                    sets);
            set(
                    path + "infer.threads",
                    text(before.infer().threads()),
                    text(after.infer().threads()),
                    sets);
        }
        if (before.preprocess() != null && after.preprocess() != null) {
            set(
                    path + "preprocess.unit",
                    before.preprocess().unit(),
                    after.preprocess().unit(),
                    sets);
        }
        if (before.postprocess() != null && after.postprocess() != null) {
            set(
                    path + "postprocess.unit",
                    before.postprocess().unit(),
                    after.postprocess().unit(),
                    sets);
        }
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static void set(String path, String before, String after, Map<String, String> sets) {
        if (!before.equals(after) && !after.isEmpty()) {
            sets.put(path, after);
        }
    }
}
