package org.framebudget.sim.pipeline;

/**
 * What a scenario still gives after a long time.
 *
 * @param usefulFpsLast useful results a second of all streams together, in the last minute
 * @param usefulFps the same over the whole run
 * @param changes how often the busiest rule of a stream began or ended to work
 */
public record Lasting(double usefulFpsLast, double usefulFps, long changes) {
    static final long MINUTE_NS = 60_000_000_000L;
}
