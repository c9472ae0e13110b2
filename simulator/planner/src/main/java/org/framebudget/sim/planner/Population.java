package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.framebudget.devices.Evidence;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Sample;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.pipeline.Trials.Variant;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.PopulationSpec;
import org.framebudget.sim.scenario.PopulationSpec.AmbientShare;
import org.framebudget.sim.scenario.PopulationSpec.ProfileShare;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Which share of a scenario's users meets its objectives: the scenario on each profile in each air, over its own duration, its first
 * minute and in steady state. Decision 21.
 */
final class Population {
    /** Draws of a profile: as few as have an interval, since each is a whole run in every air. */
    private static final int DRAWS_MAX = RunOptions.DRAWS_MIN;

    /** Replications whose random numbers the draws share in turn. */
    private static final int SHARED = 5;

    private final Scenario scenario;
    private final PopulationSpec spec;
    private final Trials trials;
    private final double burstS;
    private final Parallel parallel;
    private final int draws;

    /**
     * @param scenario with an objective
     * @param burstS length of the burst
     */
    Population(Scenario scenario, PopulationSpec spec, Trials trials, double burstS, Parallel parallel) {
        this.scenario = scenario;
        this.spec = spec;
        this.trials = trials;
        this.burstS = burstS;
        this.parallel = parallel;
        this.draws = Math.min(DRAWS_MAX, trials.draws());
    }

    /** Users of one profile in one air. */
    private record Users(ProfileShare profile, @Nullable Double ambientDegC, double shareFraction, Ported ported) {}

    PlanResult.Population of(DoubleConsumer progress) {
        List<Users> users = users();
        List<PlanResult.PopulationCell> plain = parallel.map(users.size(), i -> cell(users.get(i)));
        progress.accept(0.2);
        List<List<Boolean>> drawn = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            drawn.add(draws(users.get(i)));
            progress.accept(0.2 + 0.8 * (i + 1) / users.size());
        }
        List<PlanResult.PopulationCell> cells = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            cells.add(drawn.get(i).isEmpty() ? plain.get(i) : plain.get(i).with(share(drawn.get(i))));
        }
        boolean steady = cells.stream().anyMatch(cell -> cell.meetsSustained() != null);
        double meeting = sum(cells, PlanResult.PopulationCell::meets);
        return new PlanResult.Population(
                cells,
                meeting,
                draws == 0 ? null : ShareInterval.around(meeting, byProfile(users, drawn)),
                sum(cells, PlanResult.PopulationCell::meetsBurst),
                steady ? sum(cells, cell -> Boolean.TRUE.equals(cell.meetsSustained())) : null,
                cells.stream()
                        .mapToDouble(cell -> cell.share() * cell.usefulFraction())
                        .sum(),
                spec.source(),
                spec.ambientSource(),
                notes(users));
    }

    private static double sum(List<PlanResult.PopulationCell> cells, Predicate<PlanResult.PopulationCell> which) {
        return cells.stream()
                .filter(which)
                .mapToDouble(PlanResult.PopulationCell::share)
                .sum();
    }

    private static double share(List<Boolean> meets) {
        return (double) meets.stream().filter(m -> m).count() / meets.size();
    }

    private List<Users> users() {
        double ofProfiles =
                spec.devices().stream().mapToDouble(ProfileShare::shareFraction).sum();
        double ofAmbients = spec.ambients().stream()
                .mapToDouble(AmbientShare::shareFraction)
                .sum();
        List<Users> users = new ArrayList<>();
        for (ProfileShare profile : spec.devices()) {
            double share = profile.shareFraction() / ofProfiles;
            Ported ported = Ported.to(scenario, spec.device(), profile.profile(), profile.unit(), trials);
            if (spec.ambients().isEmpty()) {
                Environment air = scenario.environment();
                users.add(new Users(profile, air.ambientTrace().isEmpty() ? air.ambientDegC() : null, share, ported));
            }
            for (AmbientShare ambient : spec.ambients()) {
                users.add(new Users(
                        profile, ambient.ambientDegC(), share * ambient.shareFraction() / ofAmbients, ported));
            }
        }
        return users;
    }

    private @Nullable Variant variant(Users users) {
        Scenario ported = users.ported().scenario();
        if (ported == null) {
            return null;
        }
        return trials.of(inTheirAir(ported, users));
    }

    private Scenario inTheirAir(Scenario any, Users users) {
        Double degC = users.ambientDegC();
        return degC == null || spec.ambients().isEmpty()
                ? any
                : Copies.environment(any, new Environment(degC, List.of()));
    }

    private PlanResult.PopulationCell cell(Users users) {
        String profile = trials.profile(users.profile().profile()).id();
        Variant variant = variant(users);
        if (variant == null) {
            return new PlanResult.PopulationCell(
                    profile,
                    users.ambientDegC(),
                    users.shareFraction(),
                    "",
                    "",
                    false,
                    false,
                    SteadyState.existsFor(inTheirAir(scenario, users)) ? false : null,
                    0,
                    1,
                    null,
                    users.ported().reason());
        }
        Sample sample = variant.sample(scenario.durationS());
        int replications = Alternatives.replications(scenario);
        do {
            sample.replicate();
        } while (sample.drawn() && sample.each().size() < replications);
        Trial whole = sample.together();
        boolean known = known(variant, whole);
        boolean meets = whole.meets() && known;
        boolean steady = SteadyState.existsFor(variant.scenario());
        return new PlanResult.PopulationCell(
                profile,
                users.ambientDegC(),
                users.shareFraction(),
                users.ported().unit(),
                users.ported().precision(),
                meets,
                known && Decision.of(variant.sample(burstS)).meets(),
                steady ? known && variant.meetsSustained() : null,
                useful(whole, sample.each().size() * scenario.durationS()),
                whole.streams().stream()
                        .mapToDouble(RunResult.Stream::missFraction)
                        .max()
                        .orElse(0),
                null,
                meets
                        ? null
                        : known
                                ? Binding.text(whole)
                                : "known from a specification alone, which nothing is called met of");
    }

    /** Of a specification alone nothing is called met, as in a run's verdict. */
    private static boolean known(Variant variant, Trial trial) {
        return trial.devices().stream().noneMatch(device -> device.evidence().equals(Evidence.SPECIFICATION.name()));
    }

    /** Of all streams together, on time and not stale over requested. */
    private static double useful(Trial trial, double simulatedS) {
        double requestedPerS =
                trial.streams().stream().mapToLong(RunResult.Stream::requested).sum() / simulatedS;
        double usefulPerS = trial.streams().stream()
                .mapToDouble(RunResult.Stream::usefulFps)
                .sum();
        return requestedPerS == 0 ? 0 : usefulPerS / requestedPerS;
    }

    /** Whether each draw of the profile meets over the scenario's duration; none where there are no draws or it does not run. */
    private List<Boolean> draws(Users users) {
        Variant variant = variant(users);
        if (variant == null || draws == 0) {
            return List.of();
        }
        boolean known = trials.profile(users.profile().profile()).evidence() != Evidence.SPECIFICATION;
        return parallel.map(draws, k -> known && variant.meets(k, k % SHARED, scenario.durationS()));
    }

    /** For each profile the share of all users that have it and meet, by draw: its draws are the same in every air. */
    private List<double[]> byProfile(List<Users> users, List<List<Boolean>> drawn) {
        Map<String, double[]> all = new LinkedHashMap<>();
        for (int i = 0; i < users.size(); i++) {
            // a profile that is listed on two units is one device all the same
            double[] sums = all.computeIfAbsent(users.get(i).profile().profile(), profile -> new double[draws]);
            for (int k = 0; k < drawn.get(i).size(); k++) {
                sums[k] += drawn.get(i).get(k) ? users.get(i).shareFraction() : 0;
            }
        }
        return List.copyOf(all.values());
    }

    private List<String> notes(List<Users> users) {
        List<String> notes = new ArrayList<>();
        if (spec.source() == null) {
            notes.add("The shares of devices are ASSUMED: no source is given for them.");
        }
        if (!spec.ambients().isEmpty() && spec.ambientSource() == null) {
            notes.add("The shares of ambients are ASSUMED: no source is given for them.");
        }
        Map<String, String> said = new LinkedHashMap<>();
        for (ProfileShare share : spec.devices()) {
            Ported ported = users.stream()
                    .filter(each -> each.profile() == share)
                    .map(Users::ported)
                    .findFirst()
                    .orElseThrow();
            String name = trials.profile(share.profile()).id();
            ported.sentences().forEach(sentence -> said.merge(sentence, name, (a, b) -> a + ", " + b));
            String reason = ported.reason();
            if (reason != null) {
                notes.add(name + " cannot run it and counts as not meeting: " + reason);
            }
        }
        said.forEach((sentence, names) -> notes.add(names + ": " + sentence));
        return notes;
    }
}
