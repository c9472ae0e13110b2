package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.OtherProfiles;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.SteadyState.Sustained;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Answers whether a scenario meets its objectives: as a whole, in its first minute and in steady state. */
public final class CapacityPlanner {
    private static final double BURST_S = 60;

    /**
     * How much a plan may cost.
     *
     * @param replications independent repetitions, so that figures come with an interval
     * @param draws sets of values for what the profiles leave open, of the whole scenario
     * @param headroomDraws the same for the headroom, each a search of its own
     * @param frontier how many rates and inputs the frontier has
     */
    record Effort(int replications, int draws, int headroomDraws, Grid.Steps frontier) {
        /** The fewest draws that have an interval; the fewest searches whose ends of 95 % rest on five of them. */
        static final Effort PLAN = new Effort(5, RunOptions.DRAWS_MIN, 200, Grid.Steps.PLAN);
    }

    /** ASSUMED objective of a scenario that asks for none. */
    private static final double MISSES_MAX = 0.01;

    private static final Scenario.Slo NO_OBJECTIVE = new Scenario.Slo(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, List.of());

    private CapacityPlanner() {}

    /**
     * Plans.
     *
     * @param threads replications at the same time, at least 1; changes no figure
     * @param progress told the finished share, 0 to 1, now and then, from any thread
     */
    public static CapacityPlan plan(
            Scenario scenario, ProfileRepository profiles, int threads, DoubleConsumer progress) {
        return plan(scenario, profiles, Basis.SUSTAINED, threads, progress);
    }

    /**
     * The headroom of the frame rate of the first pipeline alone, of the scenario's own objectives and without what the profiles leave
     * open: a small part of a plan, for who asks nothing else.
     */
    public static PlanResult.Headroom headroomOfFps(Scenario scenario, ProfileRepository profiles, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Headrooms(
                            new Trials(scenario, profiles, 0),
                            Math.min(BURST_S, scenario.durationS()),
                            SteadyState.existsFor(scenario),
                            parallel)
                    .of(scenario, EnumSet.of(Axis.Name.FPS), share -> {})
                    .headroom()
                    .get(0);
        }
    }

    /**
     * Plans.
     *
     * @param basis which time the recommended device is best in
     */
    public static CapacityPlan plan(
            Scenario scenario, ProfileRepository profiles, Basis basis, int threads, DoubleConsumer progress) {
        return plan(scenario, profiles, Effort.PLAN, basis, threads, progress, point -> {});
    }

    /**
     * Plans, and shows the feasibility map while it comes to be.
     *
     * @param points told each point of {@link PlanResult#frontier} when it is known, in any order and from any thread
     */
    public static CapacityPlan plan(
            Scenario scenario,
            ProfileRepository profiles,
            int threads,
            DoubleConsumer progress,
            Consumer<PlanResult.FrontierPoint> points) {
        return plan(scenario, profiles, Effort.PLAN, Basis.SUSTAINED, threads, progress, points);
    }

    /**
     * How many of the accelerators that a scenario attaches would do, without the rest of a plan: one answer a device with any.
     *
     * @param scenario with an objective
     * @param threads at the same time, at least 1; changes no figure
     */
    public static List<PlanResult.AcceleratorsNeeded> acceleratorsNeeded(
            Scenario scenario, ProfileRepository profiles, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Accelerators(
                            scenario,
                            new Trials(scenario, profiles, Effort.PLAN.headroomDraws()),
                            Math.min(BURST_S, scenario.durationS()),
                            parallel)
                    .needed();
        }
    }

    /**
     * What else could be done, without the rest of a plan.
     *
     * @param scenario with an objective
     * @param threads at the same time, at least 1; changes no figure
     */
    public static List<PlanResult.Alternative> alternatives(
            Scenario scenario, ProfileRepository profiles, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            Trials trials = new Trials(scenario, profiles, 0);
            double burstS = Math.min(BURST_S, scenario.durationS());
            List<PlanResult.Headroom> headroom = new Headrooms(trials, burstS, false, parallel)
                    .of(scenario, EnumSet.allOf(Axis.Name.class), share -> {})
                    .headroom();
            return new Alternatives(scenario, true, trials, parallel)
                    .of(headroom, share -> {})
                    .alternatives();
        }
    }

    static CapacityPlan plan(
            Scenario scenario, ProfileRepository profiles, Effort effort, int threads, DoubleConsumer progress) {
        return plan(scenario, profiles, effort, Basis.SUSTAINED, threads, progress, point -> {});
    }

    private static CapacityPlan plan(
            Scenario scenario,
            ProfileRepository profiles,
            Effort effort,
            Basis basis,
            int threads,
            DoubleConsumer progress,
            Consumer<PlanResult.FrontierPoint> points) {
        // before minutes of work
        OtherProfiles.check(scenario, profiles);
        return scenario.fleet() == null
                ? ofOne(scenario, profiles, effort, basis, threads, progress, points)
                : FleetPlan.of(scenario, profiles, effort, basis, threads, progress, points);
    }

    /** Of the devices that are given. */
    static CapacityPlan ofOne(
            Scenario scenario,
            ProfileRepository profiles,
            Effort effort,
            Basis basis,
            int threads,
            DoubleConsumer progress,
            Consumer<PlanResult.FrontierPoint> points) {
        RunOutcome whole = Simulation.run(
                scenario,
                profiles,
                new RunOptions(
                        effort.replications(),
                        threads,
                        true,
                        false,
                        effort.draws(),
                        share -> progress.accept(share * 0.4)));
        double burstS = burstS(scenario);
        RunOutcome burst = Simulation.run(
                scenario.withDurationS(burstS),
                profiles,
                new RunOptions(effort.replications(), threads, false, false, share -> {}));
        progress.accept(0.43);
        Optional<Sustained> sustained = SteadyState.of(scenario, profiles);
        progress.accept(0.45);
        Searches found = Searches.of(
                scenario,
                profiles,
                effort,
                whole.result(),
                threads,
                share -> progress.accept(0.45 + 0.55 * share),
                points);
        progress.accept(1);
        return new CapacityPlan(
                scenario,
                result(scenario, whole, burst, sustained, found, basis),
                whole,
                burst,
                sustained,
                found.headroomNotes(),
                found.sensitivity().notes(),
                found.alternatives().tried(),
                null);
    }

    static double burstS(Scenario scenario) {
        return Math.min(BURST_S, scenario.durationS());
    }

    /** Few misses, where the scenario asks for nothing. */
    static Scenario withObjective(Scenario scenario) {
        return scenario.slo().equals(NO_OBJECTIVE)
                ? scenario.with(
                        scenario.devices(),
                        scenario.cameras(),
                        scenario.pipelines(),
                        Scenario.Slo.missFraction(MISSES_MAX))
                : scenario;
    }

    private static PlanResult result(
            Scenario scenario,
            RunOutcome whole,
            RunOutcome burst,
            Optional<Sustained> sustained,
            Searches found,
            Basis basis) {
        RunResult run = whole.result();
        List<String> warnings = new ArrayList<>(run.warnings());
        if (found.population().isPresent()) {
            // a run says that a plan would ask; this one did
            warnings.removeIf(warning -> warning.startsWith("population: "));
        }
        if (sustained.isEmpty()) {
            warnings.add("There is no steady state to report: the ambient or a camera is recorded, or a device ends"
                    + " before it settles.");
        } else if (!sustained.get().settled()) {
            warnings.add("The steady state was not reached within the search: temperatures still drift.");
        }
        if (run.slo().checks().isEmpty()) {
            warnings.add("The scenario asks for no objective; headroom is counted for at most "
                    + Figures.plain(100 * MISSES_MAX) + " % missed frames (ASSUMED).");
        }
        if (run.devices().stream().anyMatch(device -> device.evidence().equals(Evidence.SPECIFICATION.name()))) {
            warnings.add(
                    "Headroom and feasible settings take a specification's figures as if they were measured; nothing that"
                            + " rests on them is called met.");
        }
        warnings.addAll(found.headroom().notes());
        warnings.addAll(found.sensitivity().notes());
        found.population().map(PlanResult.Population::notes).ifPresent(warnings::addAll);
        DeviceChoice choice = new DeviceChoice(whole, burst, sustained);
        return new PlanResult(
                PlanResult.SCHEMA,
                run.scenario(),
                run.seed(),
                new PlanResult.Verdict(run.meets(), why(run), null),
                found.headroom().headroom(),
                found.frontier(),
                null,
                found.alternatives().alternatives(),
                choice.devices(),
                found.sensitivity().all(),
                Naive.of(scenario, run),
                warnings,
                run.assumedValues(),
                run.citations(),
                found.rule().orElse(null),
                found.population().orElse(null),
                found.accelerators().isEmpty() ? null : found.accelerators(),
                choice.recommended(basis),
                found.contradictions().isEmpty() ? null : found.contradictions(),
                found.alternatives().nearest(),
                fieldTraces(scenario, run));
    }

    /** Stages whose time is the application's own, each once for all cameras of its pipeline; null without any. */
    private static @Nullable List<PlanResult.FieldTimes> fieldTraces(Scenario scenario, RunResult run) {
        Set<PlanResult.FieldTimes> times = new LinkedHashSet<>();
        for (Scenario.PipelineSpec pipeline : scenario.pipelines()) {
            for (RunResult.Stream stream : run.streams()) {
                if (stream.id().equals(pipeline.id()) || stream.id().startsWith(pipeline.id() + "/")) {
                    stream.stages()
                            .forEach(stage -> field(stage)
                                    .map(field -> new PlanResult.FieldTimes(
                                            pipeline.id(),
                                            stage.id(),
                                            field.file(),
                                            field.inferences(),
                                            field.ratio(),
                                            field.ratio95()))
                                    .ifPresent(times::add));
                }
            }
        }
        return times.isEmpty() ? null : List.copyOf(times);
    }

    private static Optional<RunResult.Field> field(RunResult.Stage stage) {
        return Optional.ofNullable(stage.invoke()).map(RunResult.Invoke::field);
    }

    /** How many objectives hold; reports, which have words for each of them, say more. */
    private static String why(RunResult run) {
        String ended = run.deviceEnded() ? "A device ends before the run does. " : "";
        List<RunResult.Check> checks = run.slo().checks();
        if (checks.isEmpty()) {
            return ended + "The scenario asks for no objective.";
        }
        long met = checks.stream().filter(RunResult.Check::met).count();
        return ended + met + " of " + checks.size()
                + (checks.size() == 1 ? " objective is met." : " objectives are met.");
    }
}
