package org.framebudget.ui.session;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.CapacityPlanner;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.report.BurstAndSustained;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Reads and answers questions in the background, the newest first and alone: a new question ends the work on the last one.
 * An answer comes in steps, each one complete in itself: the run; then its interval, first minute and steady state. A plan
 * is made on request.
 */
final class WhatIf implements AutoCloseable {
    /** More frames than this are not kept one by one: their table would take more memory than the rest of the program. */
    static final long FRAMES_KEPT_MAX = 250_000;

    /** A run that takes longer is not repeated for an interval unasked. */
    static final double QUICK_S = 1.5;

    /** Quiet time before the second step, so that a slider in motion does not start it. */
    private static final long QUIET_MS = 250;

    /** In which the window shows what was opened, its longest work: on two processors a simulation beside it doubles it. */
    private static final long SHOWN_MS = 120;

    private static final double BURST_S = 60;
    private static final long PROGRESS_NS = 100_000_000;

    /** Told from the executor that was given. */
    interface Listener {
        /** A question that was to be read is asked now; told before all of its answers. */
        void asked(Question question);

        /** A question that was to be read cannot be. */
        void refused(Throwable why);

        void answered(Answer answer);

        /** A point of the feasibility map of a plan that is being made. */
        void mapped(Question question, PlanResult.FrontierPoint point);

        /** The finished share of the present work, 0 to 1; 1 where nothing is left to do. */
        void progressed(double share);

        void failed(Question question, Throwable why);
    }

    private final ProfileRepository profiles;
    private final Executor deliver;
    private final Listener listener;
    private final double quickS;
    private final int threads = Runtime.getRuntime().availableProcessors();
    // of its own: a run that was told to end does so at its next step only
    private final Background reader = new Background("what-if-reader");
    private final Background worker = new Background("what-if");

    private @Nullable Future<?> present;
    private boolean closed;
    private volatile long newest;
    // of what progress was told last, and when
    private volatile long progressed;
    private final AtomicLong progressedNs = new AtomicLong();

    /**
     * Idle at first.
     *
     * @param deliver where the listener is told, as the thread of the window
     * @param quickS a run that takes longer is not repeated unasked, as {@link #QUICK_S}
     */
    WhatIf(ProfileRepository profiles, Executor deliver, double quickS, Listener listener) {
        this.profiles = profiles;
        this.deliver = deliver;
        this.listener = listener;
        this.quickS = quickS;
    }

    /** Simulates what was just opened; whatever was being worked on ends. */
    void open(Question question) {
        begin(question, next(), number -> {
            progress(number, 0);
            TimeUnit.MILLISECONDS.sleep(SHOWN_MS);
            simulate(question, number);
        });
    }

    /** Simulates; whatever was being worked on ends. */
    void ask(Question question) {
        begin(question, next(), number -> simulate(question, number));
    }

    /** Reads a question, then simulates it; whatever was being worked on ends. */
    void read(Supplier<Question> reading) {
        long number = next();
        reader.run(
                () -> {
                    if (number != newest) {
                        return;
                    }
                    Question question = reading.get();
                    tell(number, () -> listener.asked(question));
                    begin(question, number, own -> simulate(question, own));
                },
                why -> {
                    if (why != null) {
                        tell(number, () -> listener.refused(why));
                    }
                });
    }

    /** Reads a question and leaves the present work alone; one of both is told. */
    void readAside(Supplier<Question> reading, Consumer<Question> then, Consumer<Throwable> failed) {
        reader.run(
                () -> {
                    Question question = reading.get();
                    deliver.execute(() -> then.accept(question));
                },
                why -> {
                    if (why != null) {
                        deliver.execute(() -> failed.accept(why));
                    }
                });
    }

    /** Makes the whole plan of a question. */
    void plan(Question question) {
        begin(question, next(), number -> {
            CapacityPlan plan = CapacityPlanner.plan(
                    question.scenario(),
                    profiles,
                    threads,
                    share -> progress(number, share),
                    point -> tell(number, () -> listener.mapped(question, point)));
            Answer answer =
                    new Answer(question, plan.whole(), Plans.overTime(plan.whole()), Plans.phases(plan), plan, null);
            tell(number, () -> listener.answered(answer));
        });
    }

    /** Ends the present work; what it answered so far stays. */
    void cancel() {
        next();
        deliver.execute(() -> listener.progressed(1));
    }

    private interface Work {
        void run(long number) throws InterruptedException;
    }

    /** Ends what is being worked on; the number of what comes next. */
    private synchronized long next() {
        if (present != null) {
            present.cancel(true);
        }
        return ++newest;
    }

    private synchronized void begin(Question question, long number, Work work) {
        // what was read while the window closed is not asked any more
        if (number != newest || closed) {
            return;
        }
        present = worker.run(
                () -> {
                    // else of a request that was cancelled before it began
                    if (number == newest) {
                        work.run(number);
                    }
                },
                why -> tell(number, () -> {
                    listener.progressed(1);
                    if (why != null) {
                        listener.failed(question, why);
                    }
                }));
    }

    private void simulate(Question question, long number) throws InterruptedException {
        Scenario scenario = question.scenario();
        boolean keep = frames(scenario) <= FRAMES_KEPT_MAX;
        long beganNs = System.nanoTime();
        RunOutcome outcome = Simulation.run(
                scenario, profiles, new RunOptions(1, 1, true, keep, 0, share -> progress(number, 0.5 * share)));
        double tookS = (System.nanoTime() - beganNs) * 1e-9;
        FrameTable frames = frames(outcome);
        Answer quick = new Answer(question, outcome, Plans.overTime(outcome), null, null, frames);
        tell(number, () -> listener.answered(quick));
        if (tookS > quickS) {
            return;
        }
        TimeUnit.MILLISECONDS.sleep(QUIET_MS);
        RunOutcome drawn = Simulation.run(
                scenario,
                profiles,
                new RunOptions(
                        1, threads, true, false, RunOptions.DRAWS_MIN, share -> progress(number, 0.5 + 0.4 * share)));
        BurstAndSustained phases = phases(scenario);
        tell(number, () -> listener.answered(new Answer(question, drawn, quick.overTime(), phases, null, frames)));
    }

    private BurstAndSustained phases(Scenario scenario) {
        RunOutcome burst = Simulation.run(
                scenario.withDurationS(Math.min(BURST_S, scenario.durationS())), profiles, RunOptions.PLAIN);
        Optional<SteadyState.Sustained> sustained = SteadyState.of(scenario, profiles);
        return Plans.phases(burst, sustained);
    }

    private static @Nullable FrameTable frames(RunOutcome outcome) {
        return outcome.log() == null
                ? null
                : new FrameTable(
                        outcome.log(),
                        outcome.result().streams().stream()
                                .mapToInt(stream -> stream.stages().size())
                                .toArray());
    }

    private static double frames(Scenario scenario) {
        return scenario.durationS()
                * scenario.cameras().stream()
                        .mapToDouble(camera -> camera.count() * camera.fps().perS())
                        .sum();
    }

    /** Seldom enough that telling it costs nothing. */
    private void progress(long number, double share) {
        long nowNs = System.nanoTime();
        long lastNs = progressedNs.get();
        if (number != progressed
                || share >= 1
                || nowNs - lastNs >= PROGRESS_NS && progressedNs.compareAndSet(lastNs, nowNs)) {
            progressed = number;
            tell(number, () -> listener.progressed(share));
        }
    }

    private void tell(long number, Runnable news) {
        deliver.execute(() -> {
            if (number == newest) {
                news.run();
            }
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        next();
        reader.close();
        worker.close();
    }
}
