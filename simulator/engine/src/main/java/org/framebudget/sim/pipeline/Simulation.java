package org.framebudget.sim.pipeline;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs scenarios: one simulator per replication and thread, results added up in the order of replications. */
public final class Simulation {
    private static final int PROGRESS_STEPS = 50;

    private Simulation() {}

    /**
     * Resolves everything a scenario refers to without running it.
     *
     * @throws InputException for an unknown profile, unit or network, or one outside the catalogue that nobody measured so
     */
    public static void check(Scenario scenario, ProfileRepository profiles) {
        Run run = Wiring.wire(RunPlan.of(scenario, profiles), scenario.seed(), 0, scenario.durationS(), false, null);
        checkHorizon(run);
        OtherProfiles.check(scenario, profiles);
    }

    /**
     * Runs a scenario.
     *
     * @throws InputException as {@link #check}
     */
    public static RunOutcome run(Scenario scenario, ProfileRepository profiles, RunOptions options) {
        return run(scenario, profiles, options, OutsideLoop.NONE);
    }

    /**
     * Runs a scenario once, with devices that something outside answers for.
     *
     * @throws InputException as {@link #check}
     */
    public static RunOutcome run(
            Scenario scenario, ProfileRepository profiles, RunOptions options, OutsideLoop outside) {
        long beganNs = System.nanoTime();
        RunPlan plan = RunPlan.of(scenario, profiles);
        RunLog log = options.log() ? new RunLog() : null;
        int all = options.replications() + options.draws();
        if (all > 1 && !outside.attachments().isEmpty()) {
            throw new IllegalArgumentException("What stands outside a run answers one replication, not " + all + ".");
        }
        AtomicLongArray finished = new AtomicLongArray(all);
        ResultAssembler assembler =
                new ResultAssembler(plan, outside.attachments().keySet());
        PredictionInterval interval = new PredictionInterval(plan, options.replications());
        Draws draws = options.draws() == 0 ? null : new Draws(scenario.seed(), options.draws());
        Deque<Future<Run>> ahead = new ArrayDeque<>();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(options.threads(), all), Simulation::worker);
        int taken = 0;
        try {
            for (int r = 0; r < all; r++) {
                int number = r;
                ahead.add(workers.submit(() -> number < options.replications()
                        ? replicate(plan, number, number, options, number == 0 ? log : null, finished, outside)
                        : drawn(plan, draws, number - options.replications(), options, finished)));
                // keep few finished runs in memory
                if (ahead.size() > 2 * options.threads()) {
                    take(result(ahead.remove()), taken++ < options.replications(), assembler, interval);
                }
            }
            while (!ahead.isEmpty()) {
                take(result(ahead.remove()), taken++ < options.replications(), assembler, interval);
            }
        } finally {
            workers.shutdownNow();
        }
        options.progress().accept(1);
        return assembler.outcome((System.nanoTime() - beganNs) * 1e-9, log, draws == null ? null : interval);
    }

    private static void take(Run run, boolean replication, ResultAssembler assembler, PredictionInterval interval) {
        if (replication) {
            assembler.add(run);
        } else {
            interval.add(run);
        }
    }

    /** A replication with other values for what the profiles leave open. */
    private static Run drawn(
            RunPlan plan, @Nullable Draws draws, int draw, RunOptions options, AtomicLongArray finished) {
        return replicate(
                plan.drawn(Objects.requireNonNull(draws), draw),
                PredictionInterval.replication(draw, options.replications()),
                options.replications() + draw,
                options,
                null,
                finished,
                OutsideLoop.NONE);
    }

    /** {@code number} counts replications and draws. */
    private static Run replicate(
            RunPlan plan,
            int replication,
            int number,
            RunOptions options,
            @Nullable RunLog log,
            AtomicLongArray finished,
            OutsideLoop outside) {
        Scenario scenario = plan.scenario();
        Run run = Wiring.wire(
                plan,
                scenario.seed(),
                replication,
                scenario.durationS(),
                options.timeline() && number == 0,
                log,
                outside);
        checkHorizon(run);
        for (int step = 1; step <= PROGRESS_STEPS; step++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("The run was interrupted.");
            }
            run.advanceTo(step == PROGRESS_STEPS ? run.endNs : run.endNs / PROGRESS_STEPS * step);
            finished.set(number, step);
            long sum = 0;
            for (int i = 0; i < finished.length(); i++) {
                sum += finished.get(i);
            }
            options.progress().accept((double) sum / (PROGRESS_STEPS * finished.length()));
        }
        run.finish();
        return run;
    }

    static void checkHorizon(Run run) {
        // half of it, so that whatever is scheduled near the end still fits
        long horizonNs = Simulator.horizonNs(run.activityCount()) / 2;
        if (run.endNs > horizonNs) {
            String seconds = BigDecimal.valueOf(run.plan.scenario().durationS())
                    .stripTrailingZeros()
                    .toPlainString();
            throw run.plan
                    .scenario()
                    .places()
                    .error(
                            "duration_s",
                            seconds + " is too long for so many cameras and units.",
                            "At most " + horizonNs / 1_000_000_000L + ".");
        }
    }

    private static Run result(Future<Run> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "replication");
        thread.setDaemon(true);
        return thread;
    }
}
