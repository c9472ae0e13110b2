package org.framebudget.sim.pipeline;

import org.framebudget.sim.results.LatencyHistogram;
import org.jspecify.annotations.Nullable;

/** Counts and histograms of one stream. Recording allocates nothing. */
final class StreamStats {
    private static final long NEVER = Long.MIN_VALUE;

    final LatencyHistogram latencyNs = new LatencyHistogram();

    /** From photon and from the budget's start to the result; absent where both are latency plus a constant. */
    private final @Nullable LatencyHistogram ownPhotonNs;

    private final @Nullable LatencyHistogram ownBudgetNs;
    private final Lead lead;
    final LatencyHistogram resultGapNs = new LatencyHistogram();

    /** Latency from the budget's start within the present window of the timeline; absent where nobody draws one. */
    @Nullable
    LatencyHistogram windowLatencyNs;

    long delivered;
    long onTime;
    long late;
    long dropped;

    /** Not processed since a rule said so. */
    long skipped;

    /** What the last lost unit means to this stream; absent before the first. */
    @Nullable
    StreamFailure failure;

    /** Results that were on time and not stale when first used. */
    long useful;

    /** The last result was stale when first used. */
    boolean stale;

    long uses;
    long staleUses;
    long presentations;
    long janks;
    long consecutiveMissMax;

    private final long staleNs;
    private final @Nullable Display display;
    private long consecutiveMiss;
    private long lastResultNs = NEVER;
    private long lastPhotonNs;
    private long lastRefresh = NEVER;

    /**
     * @param staleNs age at use above which a result is stale; {@code Long.MAX_VALUE} for no limit
     * @param display where results are shown; absent where they are used at once
     * @param lead what comes before delivery
     */
    StreamStats(long staleNs, @Nullable Display display, Lead lead) {
        this.lead = lead;
        this.ownPhotonNs = lead.constant() ? null : new LatencyHistogram();
        this.ownBudgetNs = lead.constant() ? null : new LatencyHistogram();
        this.staleNs = staleNs;
        this.display = display;
    }

    void drop() {
        dropped++;
        miss();
    }

    /**
     * What comes before delivery.
     *
     * @param constant true where it is the same for every frame, so that one histogram serves for all three latencies
     * @param photonNs from mid-exposure of the centre row to delivery
     * @param budgetNs from the budget's start to delivery
     */
    record Lead(boolean constant, long photonNs, long budgetNs) {
        /** Photon, budget and delivery are one. */
        static final Lead NONE = new Lead(true, 0, 0);
    }

    /** From where the budget starts to the result. */
    LatencyHistogram budgetNs() {
        return ownBudgetNs == null ? latencyNs.shifted(lead.budgetNs) : ownBudgetNs;
    }

    /** From mid-exposure of the centre row to the result. */
    LatencyHistogram photonToResultNs() {
        return ownPhotonNs == null ? latencyNs.shifted(lead.photonNs) : ownPhotonNs;
    }

    Lead lead() {
        return lead;
    }

    void result(long nowNs, long photonNs, long sinceDeliveryNs, long sinceBudgetNs, boolean isLate) {
        latencyNs.record(sinceDeliveryNs);
        if (ownPhotonNs != null && ownBudgetNs != null) {
            ownPhotonNs.record(nowNs - photonNs);
            ownBudgetNs.record(sinceBudgetNs);
        }
        if (windowLatencyNs != null) {
            windowLatencyNs.record(sinceBudgetNs);
        }
        if (failure != null) {
            failure.result(nowNs, sinceDeliveryNs, isLate);
        }
        if (lastResultNs != NEVER) {
            resultGapNs.record(nowNs - lastResultNs);
        }
        if (isLate) {
            late++;
            miss();
        } else {
            onTime++;
            consecutiveMiss = 0;
        }
        stale = display == null ? useAtOnce(nowNs - photonNs) : show(display, nowNs, photonNs);
        if (!isLate && !stale) {
            useful++;
        }
        lastResultNs = nowNs;
        lastPhotonNs = photonNs;
    }

    /** The last result stays on the display until {@code nowNs}. */
    void finish(long nowNs) {
        if (display != null && lastRefresh != NEVER) {
            countRefreshes(display, display.upTo(nowNs));
        }
    }

    /** Counts anew, as if {@code open} frames had just been delivered. */
    void restart(long open) {
        latencyNs.clear();
        resultGapNs.clear();
        if (ownPhotonNs != null && ownBudgetNs != null) {
            ownPhotonNs.clear();
            ownBudgetNs.clear();
        }
        delivered = open;
        onTime = 0;
        late = 0;
        dropped = 0;
        skipped = 0;
        failure = null;
        useful = 0;
        uses = 0;
        staleUses = 0;
        presentations = 0;
        janks = 0;
        consecutiveMissMax = 0;
    }

    private boolean useAtOnce(long ageNs) {
        uses++;
        boolean old = ageNs > staleNs;
        if (old) {
            staleUses++;
        }
        return old;
    }

    /** Shows the result at the next refresh; between two results the older one is shown again at every refresh. */
    private boolean show(Display on, long nowNs, long photonNs) {
        long refresh = on.from(nowNs);
        boolean old = on.instantNs(refresh) - photonNs > staleNs;
        if (lastRefresh != NEVER) {
            if (refresh == lastRefresh) {
                // replaced before it was ever shown: it is not used
                return old;
            }
            countRefreshes(on, refresh - 1);
            if (refresh - lastRefresh > on.refreshesPerFrame) {
                janks++;
            }
        }
        presentations++;
        lastRefresh = refresh;
        return old;
    }

    /** Uses of the last result at refreshes {@code lastRefresh .. until}. */
    private void countRefreshes(Display on, long until) {
        long shown = Math.max(0, until - lastRefresh + 1);
        uses += shown;
        if (staleNs != Long.MAX_VALUE) {
            long lastFresh = on.upTo(lastPhotonNs + staleNs);
            staleUses += Math.max(0, Math.min(shown, until - Math.max(lastFresh, lastRefresh - 1)));
        }
    }

    private void miss() {
        consecutiveMiss++;
        consecutiveMissMax = Math.max(consecutiveMissMax, consecutiveMiss);
    }
}
