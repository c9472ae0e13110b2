package org.framebudget.ui.evidence;

import java.util.Objects;
import java.util.Optional;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.planner.TriedAlternative;
import org.framebudget.sim.results.Figures;
import org.framebudget.ui.text.Texts;

/** Leads from what a plan tried to what its figures rest on. */
public final class TriedSources {
    private TriedSources() {}

    /** Shows those of one change. */
    public static void show(Sources sources, TriedAlternative tried, Topic topic) {
        String of = Texts.get(
                "map.tried",
                tried.change(),
                Integer.toString(tried.replications()),
                Figures.plain(tried.durationS()),
                Long.toString(tried.seed()));
        sources.of(of, () -> EvidenceRows.of(tried), topic);
    }

    /** What the plan names first: the cheapest change that meets, else the one that comes nearest; empty where that is none. */
    public static Optional<TriedAlternative> mending(CapacityPlan plan) {
        PlanResult.Nearest nearest = plan.result().nearest();
        String change = plan.result().alternatives().stream()
                .filter(PlanResult.Alternative::cheapest)
                .map(PlanResult.Alternative::change)
                .findFirst()
                .orElse(nearest == null ? null : nearest.change());
        return plan.alternatives().stream()
                .filter(tried -> Objects.equals(tried.change(), change))
                .findFirst();
    }
}
