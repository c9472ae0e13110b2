package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Upper bounds of response times on one server that is never taken away from a job: what no run can exceed, whatever the phases. A
 * contention factor stretches every service time for what other units do to the memory both share.
 */
public final class ResponseBound {
    /** Busy periods longer than this are not followed: the load is at its limit. */
    private static final long LONGEST_NS = 3_600_000_000_000L;

    private ResponseBound() {}

    /**
     * A periodic stream of jobs.
     *
     * @param periodNs at least this much between releases
     * @param serviceNs longest service time
     * @param priority larger goes first
     */
    public record Task(long periodNs, long serviceNs, int priority) {
        /** Throws {@link IllegalArgumentException} for times that are not positive. */
        public Task {
            if (periodNs <= 0 || serviceNs <= 0) {
                throw new IllegalArgumentException("Period and service time must be positive.");
            }
        }

        private Task stretched(double contention) {
            return new Task(periodNs, (long) Math.ceil(serviceNs * contention), priority);
        }
    }

    /**
     * Fixed priorities, first come first served among equals: the longest of all responses in the level's busy period (Davis and
     * others 2007, doi 10.1007/s11241-007-9012-7, equations 6 to 10).
     *
     * @param contention at least 1
     * @return response of {@code tasks[index]} in ns; empty where the load has no bound
     */
    public static OptionalLong fixedPriorityNs(List<Task> tasks, int index, double contention) {
        List<Task> all = stretched(tasks, contention);
        Task own = all.get(index);
        long blockingNs = 0;
        List<Task> before = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).priority() < own.priority()) {
                blockingNs = Math.max(blockingNs, all.get(i).serviceNs());
            } else if (i != index) {
                before.add(all.get(i));
            }
        }
        List<Task> level = new ArrayList<>(before);
        level.add(own);
        long busyNs = busyPeriodNs(level, blockingNs);
        if (busyNs > LONGEST_NS) {
            return OptionalLong.empty();
        }
        long worstNs = 0;
        for (long q = 0; q * own.periodNs() < busyNs; q++) {
            long waitNs = waitNs(before, blockingNs + q * own.serviceNs());
            worstNs = Math.max(worstNs, waitNs + own.serviceNs() - q * own.periodNs());
        }
        return OptionalLong.of(worstNs);
    }

    /** Until the q-th job starts: everything that is released up to then goes first. */
    private static long waitNs(List<Task> before, long ownNs) {
        long waitNs = ownNs;
        while (true) {
            long nextNs = ownNs;
            for (Task task : before) {
                nextNs += (waitNs / task.periodNs() + 1) * task.serviceNs();
            }
            if (nextNs == waitNs || nextNs > LONGEST_NS) {
                return nextNs;
            }
            waitNs = nextNs;
        }
    }

    /**
     * Earliest deadline first, or any rule that keeps the server busy: no response outlasts the longest busy period, which begins with
     * every task released at once behind the longest job of another.
     *
     * @param contention at least 1
     * @return response of any of the tasks in ns; empty where the load has no bound
     */
    public static OptionalLong workConservingNs(List<Task> tasks, double contention) {
        List<Task> all = stretched(tasks, contention);
        long longestNs = all.stream().mapToLong(Task::serviceNs).max().orElse(0);
        long busyNs = busyPeriodNs(all, longestNs);
        return busyNs > LONGEST_NS ? OptionalLong.empty() : OptionalLong.of(busyNs);
    }

    private static long busyPeriodNs(List<Task> tasks, long blockingNs) {
        double utilisation = tasks.stream()
                .mapToDouble(t -> (double) t.serviceNs() / t.periodNs())
                .sum();
        if (utilisation >= 1) {
            return Long.MAX_VALUE;
        }
        long busyNs = blockingNs;
        for (Task task : tasks) {
            busyNs += task.serviceNs();
        }
        while (true) {
            long nextNs = blockingNs;
            for (Task task : tasks) {
                nextNs += (busyNs + task.periodNs() - 1) / task.periodNs() * task.serviceNs();
            }
            if (nextNs == busyNs || nextNs > LONGEST_NS) {
                return nextNs;
            }
            busyNs = nextNs;
        }
    }

    private static List<Task> stretched(List<Task> tasks, double contention) {
        if (!(contention >= 1)) {
            throw new IllegalArgumentException("A contention factor is at least 1, not " + contention + ".");
        }
        return tasks.stream().map(task -> task.stretched(contention)).toList();
    }
}
