package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.SteadyState.Sustained;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** The ranks of a scenario's devices, and the one among several that a plan recommends. */
public final class DeviceChoice {
    private static final double MINUTE_S = 60;

    private final List<PlanResult.DeviceRank> devices = new ArrayList<>();
    private final Map<String, Integer> first;
    private final Map<String, Integer> late;
    private final String lateWhen;

    /**
     * @param whole the scenario as it stands, with its timeline
     * @param burst its first minute
     * @param sustained its steady state, where there is one
     */
    DeviceChoice(RunOutcome whole, RunOutcome burst, Optional<Sustained> sustained) {
        first = DeviceRanks.inMinute(1, whole);
        Map<String, Integer> thirtieth = DeviceRanks.inMinute(30, whole);
        Map<String, Integer> steady =
                sustained.map(s -> DeviceRanks.overall(s.outcome())).orElse(Map.of());
        late = thirtieth.isEmpty() ? steady : thirtieth;
        lateWhen = thirtieth.isEmpty() ? "in steady state" : "in minute 30";
        Map<String, Double> energyMj = DeviceRanks.energyPerFrameMj(whole);
        Map<String, Integer> frugal = DeviceRanks.ranked(energyMj);
        boolean compared = first.size() > 1;
        whole.result().devices().stream()
                .map(RunResult.Device::profile)
                .distinct()
                .map(profile -> new PlanResult.DeviceRank(
                        profile,
                        burst.result().meets(),
                        sustained.map(s -> s.outcome().result().meets()).orElse(null),
                        first.get(profile),
                        thirtieth.get(profile),
                        compared ? steady.get(profile) : null,
                        compared ? energyMj.get(profile) : null,
                        compared ? frugal.get(profile) : null))
                .forEach(devices::add);
    }

    /** Without the rest of a plan: the scenario, its first minute and its steady state, each once. */
    public static DeviceChoice of(Scenario scenario, ProfileRepository profiles) {
        RunOutcome whole = Simulation.run(scenario, profiles, new RunOptions(1, 1, true, false, share -> {}));
        RunOutcome burst = scenario.durationS() <= MINUTE_S
                ? whole
                : Simulation.run(scenario.withDurationS(MINUTE_S), profiles, RunOptions.PLAIN);
        return new DeviceChoice(whole, burst, SteadyState.of(scenario, profiles));
    }

    /** In the order of the scenario. */
    public List<PlanResult.DeviceRank> devices() {
        return List.copyOf(devices);
    }

    /** Null where there is nothing to choose from. */
    public PlanResult.@Nullable Recommendation recommended(Basis basis) {
        if (first.size() < 2) {
            return null;
        }
        boolean early = basis == Basis.BURST || late.isEmpty();
        String best = best(early ? first : late);
        String when = early ? "in minute 1" : lateWhen;
        String other = best(early ? late : first);
        List<String> said = new ArrayList<>();
        said.add(best + " does best " + when);
        if (!other.isEmpty() && !other.equals(best)) {
            said.add(other + " does " + (early ? lateWhen : "in minute 1"));
        }
        devices.stream()
                .filter(d ->
                        d.rankEnergyPerFrame() != null && d.rankEnergyPerFrame() == 1 && d.energyPerFrameMj() != null)
                .filter(d -> !d.profile().equals(best))
                .findFirst()
                .ifPresent(d -> said.add(d.profile() + " takes the least energy for a frame, "
                        + Figures.plain(d.energyPerFrameMj() == null ? 0 : d.energyPerFrameMj()) + " mJ"));
        return new PlanResult.Recommendation(best, early ? "burst" : "sustained", String.join("; ", said) + ".");
    }

    private static String best(Map<String, Integer> ranks) {
        return ranks.entrySet().stream()
                .filter(rank -> rank.getValue() == 1)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
