package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures the jobs of a plan again and again: what disturbs one round is gone in another. */
final class HostRounds {
    /** After a run on cores that others had, so many like it wait for the next round. */
    private static final int SKIPPED = 3;
    /** However little time there is: with less than a dozen in each precision a profile predicts nothing. */
    static final int LEAST_RUNS = 24;

    private final HostBench bench;
    private final HostClock clock;
    private final HostPlan plan;
    private final int threads;
    private final int cores;
    private final double secondsPerRun;
    private final List<HostTiming> timings = new ArrayList<>();
    private final Set<HostPlan.Job> postponed = new LinkedHashSet<>();
    private int rounds;

    /**
     * @param threads of the jobs on all cores
     * @param cores of the machine
     */
    HostRounds(HostBench bench, HostClock clock, HostPlan plan, int threads, int cores, double secondsPerRun) {
        this.bench = bench;
        this.clock = clock;
        this.plan = plan;
        this.threads = threads;
        this.cores = cores;
        this.secondsPerRun = secondsPerRun;
    }

    /** Each job once, as far as the time goes; at least {@link #LEAST_RUNS} in all. */
    void round() {
        rounds++;
        int skip = 0;
        for (HostPlan.Job job : plan.jobs()) {
            if (timings.size() >= LEAST_RUNS && clock.over()) {
                return;
            }
            if (job.allCores() && skip > 0) {
                skip--;
                postponed.add(job);
                continue;
            }
            int of = job.threads(threads);
            HostTiming timing = HostTiming.of(job, of, rounds, bench.run(job, of, secondsPerRun, List.of()));
            timings.add(timing);
            skip = timing.crowded(cores) ? SKIPPED : 0;
        }
    }

    /** Jobs that were not measured at all, since others had the cores. */
    int neverMeasured() {
        Set<HostPlan.Job> never = new LinkedHashSet<>(postponed);
        timings.forEach(timing -> never.remove(timing.job()));
        return never.size();
    }

    List<HostTiming> timings() {
        return List.copyOf(timings);
    }
}
