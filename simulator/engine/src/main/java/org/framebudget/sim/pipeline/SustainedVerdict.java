package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.jspecify.annotations.Nullable;

/**
 * Whether the steady state meets every objective: the run of {@link SteadyState}, left as soon as nothing that may follow can
 * turn a no into a yes. The answer is that of the whole run, always.
 */
final class SustainedVerdict {
    private static final long LOOK_NS = 10 * SteadyState.SECOND_NS;

    /** Counted where two answers are held against each other; a governor that cycles is counted longer. */
    private static final long BRIEF_NS = 120 * SteadyState.SECOND_NS;

    private final Run run;
    private final Slo slo;
    private final boolean brief;
    private final long countNs;

    private final @Nullable Warmth warmth;

    private SustainedVerdict(Run run, @Nullable Warmth warmth) {
        boolean brief = warmth != null;
        this.warmth = warmth;
        this.run = run;
        this.slo = run.plan.scenario().slo();
        this.brief = brief;
        this.countNs = brief ? BRIEF_NS : SteadyState.COUNT_NS;
    }

    /** False where there is no steady state too. */
    static boolean of(RunPlan plan) {
        return of(plan, null);
    }

    /**
     * The same from two minutes once temperatures stay, a third of the work: to be held against other brief ones, as those of drawn
     * values against that of the values as they are.
     *
     * @param warmth where to begin, and where the next one may
     */
    static boolean brief(RunPlan plan, Warmth warmth) {
        return of(plan, warmth);
    }

    private static boolean of(RunPlan plan, @Nullable Warmth warmth) {
        if (!SteadyState.existsFor(plan.scenario())) {
            return false;
        }
        try {
            Run run = SteadyState.wire(plan);
            return !CannotMeet.inSteadyState(run) && new SustainedVerdict(run, warmth).meets();
        } catch (InputException e) {
            // it runs away hot
            return false;
        }
    }

    private boolean meets() {
        if (warmth != null) {
            warmth.give(run);
        }
        SteadyState.warmUp(run);
        if (killed()) {
            return false;
        }
        if (warmth != null) {
            warmth.take(run);
        }
        if (!brief) {
            SteadyState.waitUntilSettled(run);
        }
        run.restart();
        MissDoubt doubt = new MissDoubt(run);
        long endNs = run.nowNs() + countNs;
        while (run.nowNs() < endNs) {
            if (lost(endNs)) {
                return false;
            }
            doubt.advanceTo(run.nowNs() + LOOK_NS);
        }
        if (lost(endNs)) {
            return false;
        }
        if (brief) {
            SteadyState.countCycles(run, run::advanceTo);
        } else {
            SteadyState.countOn(run, doubt);
        }
        run.finish();
        if (killed()) {
            return false;
        }
        ResultAssembler.Figures figures = ResultAssembler.forVerdict(run).figures();
        return SloCheck.of(slo, figures.streams(), figures.devices(), new ArrayList<>()).checks().stream()
                .allMatch(RunResult.Check::met);
    }

    private boolean killed() {
        return run.devices.stream().anyMatch(device -> device.killedNs() != DeviceRun.ALIVE);
    }

    /** Whatever follows, an objective fails: what it is held against can only grow. */
    private boolean lost(long endNs) {
        return killed()
                || tooHot("skin", slo.skinDegCMax())
                || tooHot("junction", slo.junctionDegCMax())
                || tooManyInARow()
                || missesTooMany(endNs);
    }

    private boolean tooHot(String node, @Nullable Double limitDegC) {
        if (limitDegC == null) {
            return false;
        }
        for (DeviceRun device : run.devices) {
            int index = device.profile.thermal().nodeIndex(node);
            if (index >= 0 && device.state.maxTemperatureDegC(index) > limitDegC) {
                return true;
            }
        }
        return false;
    }

    private boolean tooManyInARow() {
        Integer most = slo.consecutiveMissMax();
        return most != null && run.streams.stream().anyMatch(stream -> stream.stats.consecutiveMissMax > most);
    }

    /**
     * Only where counting surely ends then: no slow cycle of a governor makes it go on, nor any doubt, which a brief answer
     * does not know.
     */
    private boolean missesTooMany(long endNs) {
        for (int s = 0; s < run.streams.size(); s++) {
            StreamStats stats = run.streams.get(s).stats;
            double limit = MissDoubt.limit(run, s);
            long missed = stats.late + stats.dropped;
            long captured = run.capturedUntil(s, endNs);
            if (brief ? missed > limit * (1 + 1e-9) * captured : MissDoubt.surelyBroken(limit, captured, missed)) {
                return ClockCycles.longestByS(run, endNs) * SteadyState.CYCLES_MIN <= countNs * 1e-9;
            }
        }
        return false;
    }
}
