package org.framebudget.sim.hil;

import java.util.List;

/** How long the answers of a network take as a rule, the way there and back included, and how long is too long. */
final class Usual {
    /** Systems stand still for a moment now and then. */
    private static final long LEAST_NS = 1_000_000_000;

    private static final int TIMES = 10;

    private final Lateness took = new Lateness();
    private final double beforeMs;

    /**
     * Before the first answer.
     *
     * @param predictedMs what holds where there was no warm-up
     */
    Usual(double predictedMs, List<Long> warmupNs) {
        this.beforeMs = warmupNs.stream().mapToLong(Long::longValue).average().orElse(predictedMs * 1e6) * 1e-6;
    }

    void took(long ns) {
        took.record(ns);
    }

    double medianMs() {
        Double median = took.spread().p50();
        return median == null ? beforeMs : median;
    }

    /** After so long nobody will answer. */
    long mostNs() {
        return Math.max(LEAST_NS, Math.round(TIMES * medianMs() * 1e6));
    }
}
