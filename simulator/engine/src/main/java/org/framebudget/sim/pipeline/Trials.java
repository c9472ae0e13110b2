package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Many short runs of variants of a scenario, for planners. Profiles are read, latencies looked up and profiles drawn once for all
 * of them. Every variant runs on the random numbers of the same replications (common random numbers), so that two of them differ by
 * what was changed. Safe for many threads.
 */
public final class Trials {
    /** An early look at misses costs little beside what it saves. */
    private static final int LOOKS = 12;

    private final ProfileRepository profiles;
    private final Scenario base;
    private final Map<String, DeviceProfile> loaded = new ConcurrentHashMap<>();
    private final StageLatencies latencies = new StageLatencies();
    private final Draws draws;
    private final List<Map<DeviceProfile, DeviceProfile>> drawn = new ArrayList<>();

    /**
     * @param base where relative paths start and whose seed all variants share
     * @param draws sets of values for what the profiles leave open; 0 for none
     */
    public Trials(Scenario base, ProfileRepository profiles, int draws) {
        this.profiles = profiles;
        this.base = base;
        this.draws = new Draws(base.seed(), draws);
        for (int k = 0; k < draws; k++) {
            drawn.add(Collections.synchronizedMap(new IdentityHashMap<>()));
        }
    }

    /** Number of draws. */
    public int draws() {
        return draws.count();
    }

    /** What was drawn so far: for each quantity, named by its profile and its place there, its probability in every draw. */
    public Map<String, double[]> quantities() {
        return draws.quantities();
    }

    /** A device's profile, by the name that a scenario gives it. */
    public DeviceProfile profile(String name) {
        // not computeIfAbsent, whose lock reading a file would hold
        DeviceProfile known = loaded.get(name);
        if (known == null) {
            DeviceProfile read = profiles.load(name, base.baseDir());
            known = loaded.putIfAbsent(name, read);
            known = known == null ? read : known;
        }
        return known;
    }

    /**
     * Resolves a variant.
     *
     * @throws InputException as {@link Simulation#check}
     */
    public Variant of(Scenario scenario) {
        return new Variant(RunPlan.of(scenario, this::profile, latencies));
    }

    /** A scenario that can be run again and again. */
    public final class Variant {
        private final RunPlan plan;

        private Variant(RunPlan plan) {
            this.plan = plan;
        }

        /** What runs. */
        public Scenario scenario() {
            return plan.scenario();
        }

        /** What its profiles leave open and its runs rest on. */
        public List<OpenValue> open() {
            return ValueAtEnd.of(plan);
        }

        /** Numbers of the profiles that its runs rest on. */
        public List<RunOutcome.UsedValue> used() {
            return UsedSources.of(plan);
        }

        /** What those were taken from. */
        public List<String> citations() {
            return UsedSources.citations(plan, used());
        }

        /** The same with one open value at an end of its range, all others as they are. */
        public Variant atEnd(OpenValue value, boolean high) {
            return new Variant(plan.with(new ValueAtEnd(value, high)));
        }

        /** An empty sum of replications of this length. */
        public Sample sample(double durationS) {
            return new Sample(plan, durationS);
        }

        /** The steady state, where there is one. */
        public Optional<SteadyState.Sustained> sustained() {
            return SteadyState.of(plan);
        }

        /**
         * Whether there is a steady state and it meets every objective: what {@link #sustained} comes to, but simulated only
         * as long as that is open. A device that runs away hot does not meet.
         */
        public boolean meetsSustained() {
            return SustainedVerdict.of(plan);
        }

        /**
         * Like {@link #meetsSustained}, from two minutes of it: for comparing with the one below.
         *
         * @param warmth where to begin, and where the next one may
         */
        public boolean meetsSustainedBriefly(Warmth warmth) {
            return SustainedVerdict.brief(plan, warmth);
        }

        /** @param draw 0 to {@link #draws()} − 1 */
        public boolean meetsSustainedBriefly(int draw, Warmth warmth) {
            return SustainedVerdict.brief(plan.drawn(draws, draw, drawn.get(draw)), warmth);
        }

        /**
         * Whether one replication on a set of drawn values meets every objective. It ends as soon as too many frames are missed.
         *
         * @param draw 0 to {@link #draws()} − 1
         */
        public boolean meets(int draw, int replication, double durationS) {
            RunPlan with = plan.drawn(draws, draw, drawn.get(draw));
            Run run = run(with, replication, durationS);
            return run != null
                    && Trial.of(with, ResultAssembler.forVerdict(run)).meets();
        }

        /**
         * The last minute of a long run against all of it.
         *
         * @param durationS more than a minute
         */
        public Lasting lasting(int replication, double durationS) {
            Run run = Wiring.wire(plan, plan.scenario().seed(), replication, durationS, false, null);
            Simulation.checkHorizon(run);
            run.advanceTo(run.endNs - Lasting.MINUTE_NS);
            long before = useful(run);
            run.advanceTo(run.endNs);
            run.finish();
            return new Lasting(
                    (useful(run) - before) / (Lasting.MINUTE_NS * 1e-9),
                    useful(run) / (run.endNs * 1e-9),
                    mostChanges(run));
        }

        /** One whole replication on the values as they are. */
        public Trial trial(int replication, double durationS) {
            Run run = Wiring.wire(plan, plan.scenario().seed(), replication, durationS, false, null);
            Simulation.checkHorizon(run);
            run.advanceTo(run.endNs);
            run.finish();
            return Trial.of(plan, summed(plan, run));
        }

        /**
         * Replications 0 to {@code count} − 1 of the scenario's own length together, as a run of so many reports them.
         *
         * @throws CancellationException where the thread was interrupted meanwhile
         */
        public Trial together(int count) {
            ResultAssembler sum = new ResultAssembler(plan);
            for (int r = 0; r < count; r++) {
                Run run = Wiring.wire(
                        plan, plan.scenario().seed(), r, plan.scenario().durationS(), false, null);
                Simulation.checkHorizon(run);
                for (long untilNs = Lasting.MINUTE_NS; run.nowNs() < run.endNs; untilNs += Lasting.MINUTE_NS) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancellationException("The run was interrupted.");
                    }
                    run.advanceTo(untilNs);
                }
                run.finish();
                sum.add(run);
            }
            return Trial.of(plan, sum);
        }

        /** Whether one replication on the values as they are meets every objective. */
        public boolean meets(int replication, double durationS) {
            Run run = run(plan, replication, durationS);
            return run != null
                    && Trial.of(plan, ResultAssembler.forVerdict(run)).meets();
        }
    }

    private static long useful(Run run) {
        return run.streams.stream().mapToLong(stream -> stream.stats.useful).sum();
    }

    private static long mostChanges(Run run) {
        Adaptation adaptation = run.adaptation;
        return adaptation == null
                ? 0
                : run.streams.stream()
                        .flatMap(stream -> adaptation.of(stream.index).rules().stream())
                        .mapToLong(StreamRule::switches)
                        .max()
                        .orElse(0);
    }

    private static ResultAssembler summed(RunPlan plan, Run run) {
        ResultAssembler assembler = new ResultAssembler(plan);
        assembler.add(run);
        return assembler;
    }

    /** A finished run; null where it was left since more frames are missed than may be, whatever follows. */
    private static @Nullable Run run(RunPlan plan, int replication, double durationS) {
        Scenario scenario = plan.scenario();
        Run run = Wiring.wire(plan, scenario.seed(), replication, durationS, false, null);
        Simulation.checkHorizon(run);
        Double most = scenario.slo().missFractionMax();
        for (int look = 1; look <= LOOKS; look++) {
            run.advanceTo(look == LOOKS ? run.endNs : run.endNs / LOOKS * look);
            if (most != null && missesTooMany(run, most)) {
                return null;
            }
        }
        run.finish();
        return run;
    }

    private static boolean missesTooMany(Run run, double most) {
        for (int s = 0; s < run.streams.size(); s++) {
            StreamStats stats = run.streams.get(s).stats;
            if (stats.late + stats.dropped > most * run.cameraOfStream.get(s).capturedAtMost()) {
                return true;
            }
        }
        return false;
    }
}
