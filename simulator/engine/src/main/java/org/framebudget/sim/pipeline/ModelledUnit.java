package org.framebudget.sim.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The modelled side of a unit: its clock, and what it remembers of earlier jobs. */
final class ModelledUnit {
    final Unit unit;
    private double clockFraction = 1;

    /** Full clock and nothing remembered: a job alone takes just what is drawn for it. */
    private boolean plain;

    /** End of the last job. */
    long endedNs;

    private final History history;
    private final Set<String> warm = new HashSet<>();
    private WeightCache cache;
    private boolean hasHistory;

    /** On its link to the host; absent for none. */
    private @Nullable LinkTraffic traffic;

    private boolean keptWarm;

    /**
     * What a profile says about earlier jobs; each acts only where the profile has a value for it.
     *
     * @param rampAfterNs pause after which the next job is slower; {@code Long.MAX_VALUE} for none
     * @param rampFactor service time of that job over a warm one
     * @param rampExtraNs time of that job on top
     * @param cacheMb on-chip memory for weights; infinite where weights need no transfer
     * @param linkMbPerS bandwidth at which weights reach the unit
     * @param deeper longer pauses, shortest first
     */
    record History(
            long rampAfterNs,
            double rampFactor,
            long rampExtraNs,
            double cacheMb,
            double linkMbPerS,
            List<Pause> deeper) {
        /** Without longer pauses that cost more. */
        History(long rampAfterNs, double rampFactor, long rampExtraNs, double cacheMb, double linkMbPerS) {
            this(rampAfterNs, rampFactor, rampExtraNs, cacheMb, linkMbPerS, List.of());
        }

        static final History NONE =
                new History(Long.MAX_VALUE, 1, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A pause that costs more than a shorter one. */
    record Pause(long afterNs, double factor, long extraNs) {}

    /**
     * @param anyCold true where some work of this unit has a slower first job
     */
    ModelledUnit(Unit unit, History history, boolean anyCold) {
        this.unit = unit;
        this.history = history;
        this.cache = new WeightCache(history.cacheMb());
        this.hasHistory = anyCold || history.rampAfterNs() != Long.MAX_VALUE || history.cacheMb() < 1e9;
        clock(1);
    }

    double clockFraction() {
        return clockFraction;
    }

    void clock(double fraction) {
        clockFraction = fraction;
        plain = fraction == 1 && !hasHistory;
    }

    /** Others use its link to the host. */
    void shares(LinkTraffic link) {
        traffic = link;
        hasHistory = true;
        clock(clockFraction);
    }

    /** How long a job that starts now waits for the link, whatever the clock. */
    double linkWaitNs(long nowNs) {
        return traffic == null ? 0 : traffic.waitNs(nowNs);
    }

    boolean plain() {
        return plain;
    }

    void keptWarm() {
        keptWarm = true;
    }

    boolean hasHistory() {
        return hasHistory;
    }

    /** What it remembers is gone, as after a restart. */
    void forget() {
        warm.clear();
        cache = new WeightCache(history.cacheMb());
    }

    /** Service time after cold start, pause and weight transfer, in this order. */
    long withHistory(Work work, long aloneNs, long nowNs) {
        double ns = aloneNs;
        if (work.coldFirstFactor() != 1 && warm.add(work.name())) {
            ns *= work.coldFirstFactor();
        } else if (!keptWarm && nowNs - endedNs >= history.rampAfterNs()) {
            ns = afterPause(ns, nowNs - endedNs);
        }
        if (work.weightsMb() > 0) {
            ns += cache.use(work.name(), work.weightsMb()) / history.linkMbPerS() * 1e9;
        }
        return ServiceTime.capped(Math.round(ns));
    }

    private double afterPause(double ns, long pauseNs) {
        List<Pause> deeper = history.deeper();
        for (int i = deeper.size() - 1; i >= 0; i--) {
            if (pauseNs >= deeper.get(i).afterNs()) {
                return ns * deeper.get(i).factor() + deeper.get(i).extraNs();
            }
        }
        return ns * history.rampFactor() + history.rampExtraNs();
    }

    /**
     * Share of a job done per unit of time relative to the idle unit at its fastest clock: the compute part stretches
     * with the clock, the rest with memory contention.
     */
    double rate(Work work, double memorySlowdown) {
        if (clockFraction == 1 && memorySlowdown == 1) {
            return 1;
        }
        return rate(work, clockFraction, memorySlowdown);
    }

    private static double rate(Work work, double atClockFraction, double memorySlowdown) {
        double compute = work.computeFraction();
        return 1 / (compute / atClockFraction + (1 - compute) * memorySlowdown);
    }

    /** What history may shorten a job by: at most 1, as cold starts and pauses mostly take longer. */
    double leastFactor(Work work) {
        return Math.min(1, work.coldFirstFactor()) * Math.min(1, history.rampFactor());
    }

    /** How much longer work without memory contention takes at the present clock than at an earlier one. */
    double stretch(Work work, double earlierClockFraction) {
        return rate(work, earlierClockFraction, 1) / rate(work, clockFraction, 1);
    }
}
