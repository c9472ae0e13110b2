package org.framebudget.sim.sweep;

import org.jspecify.annotations.Nullable;

/**
 * How far a sweep is.
 *
 * @param points of the sweep, those left out not counted
 * @param before that an earlier process ran
 * @param ran that this one ran, failed ones among them
 * @param failed that this one could not run
 * @param seconds since the begin
 * @param firstFailure the first reason that came; absent without one
 */
public record Progress(
        long points,
        long before,
        long ran,
        long failed,
        double seconds,
        @Nullable String firstFailure) {
    double perS() {
        return seconds == 0 ? 0 : ran / seconds;
    }

    /** Seconds until the end at this rate; NaN where there is none yet. */
    double leftS() {
        return ran == 0 ? Double.NaN : (points - before - ran) / perS();
    }

    boolean done() {
        return before + ran == points;
    }
}
