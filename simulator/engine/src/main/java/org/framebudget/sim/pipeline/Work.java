package org.framebudget.sim.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What one job asks of a unit: how long it takes alone on the idle unit at its fastest clock, and how that changes.
 * Immutable but for its random stream.
 *
 * @param name network id, or what is computed
 * @param network true for an inference
 * @param time service time alone at the fastest clock
 * @param computeFraction share that scales with the clock, 0 to 1
 * @param bytes memory traffic of one job, 0 where unknown
 * @param weightsMb weights that have to be on the accelerator, 0 where they do not count
 * @param occupancyFraction share of the service time that keeps the unit from taking the next job: below 1 on a pipelined
 *     accelerator
 * @param coldFirstFactor the first job of this network takes so many times as long
 * @param extraPowerFraction power above what the unit's operating point states, as a share of that above idle: of a job with
 *     several threads
 */
public record Work(
        String name,
        boolean network,
        ServiceTime time,
        double computeFraction,
        double bytes,
        double weightsMb,
        double occupancyFraction,
        double coldFirstFactor,
        double extraPowerFraction) {

    /** A job that scales with the clock as a whole and has no other property. */
    public static Work plain(String name, ServiceTime time) {
        return new Work(name, false, time, 1, 0, 0, 1, 1, 0);
    }

    /** The counts of inferences per frame; null stands for exactly one. */
    public interface Count {
        /** Jobs for the next frame, at least 0. */
        int next();
    }

    static int next(@Nullable Count count) {
        return count == null ? 1 : count.next();
    }
}
