package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * A scenario with one of its devices on another profile, or why it cannot be there. Inferences go to the unit that {@link PortedStages}
 * finds, other stages to its CPU. What the other profile does not have is left out, and a sentence says so.
 *
 * @param scenario absent where the work does not run there
 * @param unit of the first inference on that device, empty where it makes none or the work does not run
 * @param precision of the same inference
 * @param sentences what is different there beside the profile
 * @param reason why it does not run, absent where it does
 */
record Ported(
        @Nullable Scenario scenario,
        String unit,
        String precision,
        List<String> sentences,
        @Nullable String reason) {

    /**
     * Moves a device.
     *
     * @param device its id in the scenario
     * @param profile id or path, as a scenario names it
     * @param unit for all inferences, absent for each one's fastest
     * @throws InputException where there is no such profile
     */
    static Ported to(Scenario scenario, String device, String profile, @Nullable String unit, Trials trials) {
        DeviceProfile other = trials.profile(profile);
        List<String> sentences = new ArrayList<>();
        try {
            PortedStages stages = new PortedStages(scenario, device, other, unit, sentences);
            Scenario moved = scenario.with(
                            scenario.devices().stream()
                                    .map(use -> use.id().equals(device) ? use(use, profile, other, sentences) : use)
                                    .toList(),
                            scenario.cameras(),
                            stages.pipelines(),
                            objectives(scenario.slo(), other, sentences))
                    .withAdaptation(stages.rules());
            trials.of(moved);
            Infer first = moved.pipelines().stream()
                    .flatMap(pipeline -> infersOn(moved, pipeline, device).stream())
                    .findFirst()
                    .orElse(null);
            return new Ported(
                    moved,
                    first == null ? "" : first.unit(),
                    first == null ? "" : first.precision(),
                    List.copyOf(sentences),
                    null);
        } catch (InputException e) {
            return new Ported(null, "", "", List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static List<Infer> infersOn(Scenario scenario, PipelineSpec pipeline, String device) {
        List<Infer> infers = new ArrayList<>();
        for (StageSpec stage : pipeline.stages()) {
            if (stage.infer() != null
                    && PortedStages.devices(scenario, pipeline, stage).contains(device)) {
                infers.add(stage.infer());
            }
        }
        return infers;
    }

    private static DeviceUse use(DeviceUse use, String profile, DeviceProfile other, List<String> sentences) {
        boolean charged = other.battery() != null;
        if (!charged && use.batteryStartFraction() < 1) {
            sentences.add("It has no battery: the charge at the start is left out.");
        }
        return new DeviceUse(
                use.id(),
                profile,
                charged ? use.batteryStartFraction() : 1,
                use.startDegC(),
                use.screenFraction(),
                setting("case", use.caseId(), other, sentences),
                setting("fan", use.fanId(), other, sentences),
                use.scheduling(),
                use.count(),
                kept(
                        use.failures(),
                        failure -> other.unitIndex(failure.unit()) >= 0,
                        "failures of units that it has not",
                        sentences),
                kept(use.clocks(), clock -> hasClock(other, clock), "clocks that it has not", sentences),
                kept(
                        use.batching(),
                        batching -> other.unitIndex(batching.unit()) >= 0,
                        "batching on units that it has not",
                        sentences),
                kept(use.pools(), pool -> hasAll(other, pool.units()), "pools of units that it has not", sentences),
                kept(
                        use.linkTraffic(),
                        traffic -> hasAll(other, traffic.units()),
                        "traffic on links of units that it has not",
                        sentences),
                use.conditions());
    }

    private static boolean hasAll(DeviceProfile other, List<String> units) {
        return units.stream().allMatch(unit -> other.unitIndex(unit) >= 0);
    }

    private static boolean hasClock(DeviceProfile other, Scenario.UnitClock clock) {
        int unit = other.unitIndex(clock.unit());
        return unit >= 0
                && other.units().get(unit).operatingPoints().stream()
                        .anyMatch(point -> point.clockMhz().value() == clock.clockMhz());
    }

    private static @Nullable String setting(
            String kind, @Nullable String id, DeviceProfile other, List<String> sentences) {
        if (id == null
                || other.thermal().settings().stream()
                        .anyMatch(setting ->
                                setting.kind().equals(kind) && setting.id().equals(id))) {
            return id;
        }
        sentences.add("Its profile describes no " + kind + " '" + id + "': it runs without.");
        return null;
    }

    private static <T> List<T> kept(Collection<T> all, Predicate<T> fits, String what, List<String> sentences) {
        List<T> kept = all.stream().filter(fits).toList();
        if (kept.size() < all.size()) {
            sentences.add("Left out: " + what + ".");
        }
        return kept;
    }

    /** An objective on what a device has not is a mistake; it is left out of the whole scenario. */
    private static Slo objectives(Slo slo, DeviceProfile other, List<String> sentences) {
        return new Slo(
                slo.missFractionMax(),
                slo.processedFpsMin(),
                slo.usefulFpsMin(),
                slo.accuracyMin(),
                slo.consecutiveMissMax(),
                slo.resultGapP99MsMax(),
                slo.photonToResultP99MsMax(),
                asked(slo.batteryHoursMin(), other.battery() != null, "h of battery", "it has none", sentences),
                asked(slo.skinDegCMax(), has(other, "skin"), "°C of skin", "its profile has no such node", sentences),
                asked(
                        slo.junctionDegCMax(),
                        has(other, "junction"),
                        "°C of junction",
                        "its profile has no such node",
                        sentences),
                slo.powerWMax(),
                slo.appPowerWMax(),
                slo.memoryMbMax(),
                slo.throttledFractionMax(),
                slo.cameras());
    }

    private static boolean has(DeviceProfile profile, String node) {
        return profile.thermal().nodeIndex(node) >= 0;
    }

    private static @Nullable Double asked(
            @Nullable Double limit, boolean has, String what, String why, List<String> sentences) {
        if (limit == null || has) {
            return limit;
        }
        sentences.add("The objective of " + Figures.plain(limit) + " " + what + " is left out: " + why + ".");
        return null;
    }
}
