package org.framebudget.sim.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * How long one end of a link has sent or received. A link sends one transfer after another, so one span is enough; what of it
 * lies ahead counts once its time has come.
 */
final class AirTime {
    /** Power of this end's radio meanwhile. */
    final double powerW;

    private long fromNs;
    private long toNs;
    private long takenNs;
    private long airNs;

    AirTime(double powerW) {
        this.powerW = powerW;
    }

    /** A transfer is on the air, if that end's profile says what it takes. */
    static void add(@Nullable AirTime end, long fromNs, long toNs) {
        if (end != null) {
            end.add(fromNs, toNs);
        }
    }

    /** A transfer is on the air; the one before has ended. */
    void add(long fromNs, long toNs) {
        airNs += Math.max(0, this.toNs - Math.max(this.fromNs, takenNs));
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    /** Time on the air since this was last asked. */
    long takeNs(long nowNs) {
        long ns = airNs + Math.max(0, Math.min(toNs, nowNs) - Math.max(fromNs, takenNs));
        airNs = 0;
        takenNs = nowNs;
        return ns;
    }
}
