package org.framebudget.sim.pipeline;

import org.framebudget.sim.results.LatencyHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What one loss of a unit means to one stream, from differences of the stream's counters: frames pay for it with one branch a
 * result.
 */
final class StreamFailure {
    static final long NEVER = -1;

    private final StreamStats stats;
    private final @Nullable StreamFailure earlier;
    final long faultNs;
    private final Counts atFault;
    private @Nullable Counts atRecovery;
    private @Nullable Counts atTakeover;
    private @Nullable Counts atEnd;
    private long takeoverNs = NEVER;
    private long endNs = NEVER;
    private long recoveredNs = NEVER;

    /** Frames that the unit had in service, or that waited in front of a stage that was given up. */
    long lost;

    /** From delivery to the result, of what ends between takeover and return. */
    final LatencyHistogram degradedNs = new LatencyHistogram();

    /** Results and misses so far. */
    record Counts(long onTime, long late, long dropped, long skipped) {
        static Counts of(StreamStats stats) {
            return new Counts(stats.onTime, stats.late, stats.dropped, stats.skipped);
        }

        Counts since(Counts before) {
            return new Counts(
                    onTime - before.onTime, late - before.late, dropped - before.dropped, skipped - before.skipped);
        }
    }

    /** The fault happens now. */
    StreamFailure(StreamStats stats, long nowNs) {
        this.stats = stats;
        this.faultNs = nowNs;
        this.atFault = Counts.of(stats);
        this.earlier = stats.failure;
        stats.failure = this;
    }

    /** A result came; the counters do not have it yet. */
    void result(long nowNs, long sinceDeliveryNs, boolean late) {
        if (earlier != null) {
            earlier.result(nowNs, sinceDeliveryNs, late);
        }
        // one delivered before the fault may have been through the unit already
        if (recoveredNs == NEVER && !late && nowNs - sinceDeliveryNs >= faultNs) {
            recoveredNs = nowNs;
            atRecovery = Counts.of(stats);
        }
        if (takeoverNs != NEVER && endNs == NEVER) {
            degradedNs.record(sinceDeliveryNs);
        }
    }

    void takenOver(long nowNs) {
        takeoverNs = nowNs;
        atTakeover = Counts.of(stats);
    }

    /** The unit is back, or the run ends. */
    void ended(long nowNs) {
        if (endNs == NEVER) {
            endNs = nowNs;
            atEnd = Counts.of(stats);
        }
    }

    /** From the fault to the first result in time of a frame delivered after it; {@link #NEVER} where none came. */
    long recoveryNs() {
        return recoveredNs == NEVER ? NEVER : recoveredNs - faultNs;
    }

    /** Late and dropped frames from the fault until that result, or until now. */
    long missedUntilRecovery() {
        Counts missed = (atRecovery == null ? Counts.of(stats) : atRecovery).since(atFault);
        return missed.late() + missed.dropped();
    }

    /** What ended between takeover and return; absent where nothing was taken over. */
    @Nullable
    Counts degraded() {
        return atTakeover == null || atEnd == null ? null : atEnd.since(atTakeover);
    }

    /** From takeover to return. */
    long degradedForNs() {
        return takeoverNs == NEVER || endNs == NEVER ? 0 : endNs - takeoverNs;
    }
}
