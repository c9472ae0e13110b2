package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures the jobs of a plan again and again: what disturbs one round is gone in another. */
final class HostRounds {
    private final HostBench bench;
    private final HostClock clock;
    private final HostPlan plan;
    private final int threads;
    private final double secondsPerRun;
    private final Consumer<List<HostTiming>> afterEach;
    private final List<HostTiming> timings = new ArrayList<>();
    private int rounds;

    /**
     * @param threads of the jobs on all cores
     * @param afterEach told all runs so far after each, so that what was measured is not lost with what follows
     */
    HostRounds(
            HostBench bench,
            HostClock clock,
            HostPlan plan,
            int threads,
            double secondsPerRun,
            Consumer<List<HostTiming>> afterEach) {
        this.bench = bench;
        this.clock = clock;
        this.plan = plan;
        this.threads = threads;
        this.secondsPerRun = secondsPerRun;
        this.afterEach = afterEach;
    }

    /** Each job once, as far as the time goes; at least one job in all. */
    void round() {
        rounds++;
        for (HostPlan.Job job : plan.jobs()) {
            if (!timings.isEmpty() && clock.over()) {
                return;
            }
            int of = job.threads(threads);
            timings.add(HostTiming.of(job, of, rounds, bench.run(job, of, secondsPerRun, List.of())));
            afterEach.accept(timings());
        }
    }

    List<HostTiming> timings() {
        return List.copyOf(timings);
    }
}
