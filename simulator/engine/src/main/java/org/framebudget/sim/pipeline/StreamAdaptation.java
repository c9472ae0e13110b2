package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * All rules of one stream, and what they make of it together: the lowest rate, the fewest frames, and for each stage the inference
 * of the last rule in the scenario's order that has one.
 */
final class StreamAdaptation {
    private final Stream stream;
    private final StreamRule[] rules;
    private final List<Variant> variants = new ArrayList<>();

    /** What a rule runs instead of a stage. */
    private static final class Variant {
        private final StreamStage main;
        private final StreamStage instead;
        private final int rule;
        private boolean placed;
        private long placedFromNs;
        private long placedNs;

        Variant(StreamStage main, StreamStage instead, int rule) {
            this.main = main;
            this.instead = instead;
            this.rule = rule;
        }
    }

    StreamAdaptation(Stream stream, List<StreamRule> rules) {
        this.stream = stream;
        this.rules = rules.toArray(StreamRule[]::new);
    }

    /**
     * A stage that may run instead of another one.
     *
     * @param rule position among the stream's rules
     */
    void add(StreamStage main, StreamStage instead, int rule) {
        main.mayBe(instead);
        variants.add(new Variant(main, instead, rule));
    }

    List<StreamRule> rules() {
        return List.of(rules);
    }

    /** True where any rule begins or ends to work now. */
    boolean look(long nowNs) {
        boolean changed = false;
        for (StreamRule rule : rules) {
            changed |= rule.look(nowNs);
        }
        return changed;
    }

    /** Puts what the rules say into effect, but for the camera's rate. */
    void apply(long nowNs) {
        int every = 1;
        for (StreamRule rule : rules) {
            every = rule.active() ? Math.max(every, rule.rule.change().everyNthFrame()) : every;
        }
        stream.rulesTakeEvery(every);
        for (StreamStage main : stream.stages) {
            place(nowNs, main);
        }
    }

    private void place(long nowNs, StreamStage main) {
        Variant before = null;
        Variant after = null;
        for (Variant variant : variants) {
            if (variant.main == main) {
                before = variant.placed ? variant : before;
                after = rules[variant.rule].active() ? variant : after;
            }
        }
        if (before == after) {
            return;
        }
        if (before != null) {
            before.placed = false;
            before.placedNs += nowNs - before.placedFromNs;
        }
        if (after != null) {
            after.placed = true;
            after.placedFromNs = nowNs;
        }
        main.replacedBy(after == null ? null : after.instead);
        StageSubstitute.move(nowNs, before == null ? main : before.instead, after == null ? main : after.instead);
    }

    /** The lowest rate that a working rule asks of the camera; absent for its own. */
    @Nullable
    Ratio fps() {
        Ratio lowest = null;
        for (StreamRule rule : rules) {
            Ratio asked = rule.active() ? rule.rule.change().fps() : null;
            if (asked != null && (lowest == null || asked.perS() < lowest.perS())) {
                lowest = asked;
            }
        }
        return lowest;
    }

    /** Share of the counted time in which frames came to a stage: a rule's, or one that rules may replace; 1 for others. */
    double share(StreamStage stage, long fromNs, long nowNs) {
        double countedNs = Math.max(1, nowNs - fromNs);
        double share = 1;
        for (Variant variant : variants) {
            double placed = (variant.placedNs + (variant.placed ? nowNs - variant.placedFromNs : 0)) / countedNs;
            if (variant.instead == stage) {
                return placed;
            }
            share -= variant.main == stage ? placed : 0;
        }
        return Math.max(0, share);
    }

    /** The stage that another one may replace; absent where that is none of a rule. */
    @Nullable
    StreamStage mainOf(StreamStage instead) {
        for (Variant variant : variants) {
            if (variant.instead == instead) {
                return variant.main;
            }
        }
        return null;
    }

    /** Counts anew from here. */
    void restart(long nowNs) {
        for (StreamRule rule : rules) {
            rule.restart(nowNs);
        }
        for (Variant variant : variants) {
            variant.placedNs = 0;
            variant.placedFromNs = nowNs;
        }
    }
}
