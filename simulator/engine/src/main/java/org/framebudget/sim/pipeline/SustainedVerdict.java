package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
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
    private final long countNs;

    private SustainedVerdict(Run run, long countNs) {
        this.run = run;
        this.slo = run.plan.scenario().slo();
        this.countNs = countNs;
    }

    /** False where there is no steady state too. */
    static boolean of(RunPlan plan) {
        return of(plan, SteadyState.COUNT_NS);
    }

    /**
     * The same from two minutes once temperatures stay, a third of the work: to be held against other brief ones, as those of drawn
     * values against that of the values as they are.
     */
    static boolean brief(RunPlan plan) {
        return of(plan, BRIEF_NS);
    }

    private static boolean of(RunPlan plan, long countNs) {
        if (!SteadyState.existsFor(plan.scenario())) {
            return false;
        }
        try {
            Run run = SteadyState.wire(plan);
            return !CannotMeet.inSteadyState(run) && new SustainedVerdict(run, countNs).meets();
        } catch (InputException e) {
            // it runs away hot
            return false;
        }
    }

    private boolean meets() {
        SteadyState.warmUp(run);
        if (killed()) {
            return false;
        }
        if (countNs == SteadyState.COUNT_NS) {
            SteadyState.waitUntilSettled(run);
        }
        run.restart();
        long endNs = run.nowNs() + countNs;
        while (run.nowNs() < endNs) {
            if (lost(endNs)) {
                return false;
            }
            run.advanceTo(run.nowNs() + LOOK_NS);
        }
        if (lost(endNs)) {
            return false;
        }
        SteadyState.countOn(run);
        run.finish();
        if (killed()) {
            return false;
        }
        ResultAssembler assembler = new ResultAssembler(run.plan);
        assembler.add(run);
        ResultAssembler.Figures figures = assembler.figures();
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

    /** Only where counting surely ends then, and no slow cycle of a governor makes it go on. */
    private boolean missesTooMany(long endNs) {
        Double most = slo.missFractionMax();
        if (most == null) {
            return false;
        }
        List<Stream> streams = run.streams;
        for (int s = 0; s < streams.size(); s++) {
            StreamStats stats = streams.get(s).stats;
            if (stats.late + stats.dropped > most * (1 + 1e-9) * run.capturedUntil(s, endNs)) {
                return ClockCycles.longestByS(run, endNs) * SteadyState.CYCLES_MIN <= countNs * 1e-9;
            }
        }
        return false;
    }
}
