package org.framebudget.sim.pipeline;

import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.AdaptationRule;

/** One rule on one stream, summed over replications. */
final class RuleTotals {
    private static final double MINUTE_S = 60;

    private final AdaptationRule rule;
    private long switches;
    private long activeNs;
    private long firstNs = StreamRule.NEVER;
    private double countedS;

    RuleTotals(AdaptationRule rule) {
        this.rule = rule;
    }

    void add(StreamRule followed, Run run) {
        switches += followed.switches();
        activeNs += followed.activeNs(run.nowNs());
        countedS += run.countedS();
        long first = followed.firstNs();
        if (first != StreamRule.NEVER) {
            firstNs = firstNs == StreamRule.NEVER ? first : Math.min(firstNs, first);
        }
    }

    RunResult.Adaptation result() {
        return new RunResult.Adaptation(
                rule.number(),
                rule.when().words(),
                rule.change().words(),
                rule.until().words(),
                switches,
                countedS == 0 ? 0 : activeNs * 1e-9 / countedS,
                firstNs == StreamRule.NEVER ? null : firstNs / 1e9);
    }

    /** It begins and ends more often than once a minute, which people notice. */
    boolean chatters() {
        return switches > Math.max(2, countedS / MINUTE_S);
    }
}
