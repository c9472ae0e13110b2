package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Replications of one variant, added up as they come. For one thread. */
public final class Sample {
    private final RunPlan plan;
    private final double durationS;
    private final ResultAssembler sum;
    private final List<Trial> each = new ArrayList<>();
    private boolean drawn;

    Sample(RunPlan plan, double durationS) {
        this.plan = plan;
        this.durationS = durationS;
        this.sum = new ResultAssembler(plan);
    }

    /** Runs the next replication. */
    public void replicate() {
        Run run = Wiring.wire(plan, plan.scenario().seed(), each.size(), durationS, false, null);
        Simulation.checkHorizon(run);
        run.advanceTo(run.endNs);
        run.finish();
        drawn |= run.drawn();
        sum.add(run);
        ResultAssembler alone = new ResultAssembler(plan);
        alone.add(run);
        each.add(Trial.of(plan, alone));
    }

    /** Each replication alone, in their order. */
    public List<Trial> each() {
        return List.copyOf(each);
    }

    /** All of them together, as a run of so many replications reports them. */
    public Trial together() {
        return Trial.of(plan, sum);
    }

    /** Whether another replication may differ from the first. */
    public boolean drawn() {
        return drawn;
    }
}
