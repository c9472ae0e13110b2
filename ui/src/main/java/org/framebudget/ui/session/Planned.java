package org.framebudget.ui.session;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.framebudget.sim.report.FeasibilityMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan, or what is known of one that is being made.
 *
 * @param question what it is of
 * @param points of the feasibility map, those that are known
 * @param plan absent until it is finished
 */
public record Planned(
        Question question,
        List<FrontierPoint> points,
        @Nullable CapacityPlan plan) {

    /** Copies the points. */
    public Planned {
        points = List.copyOf(points);
    }

    static Planned of(Question question) {
        return new Planned(question, List.of(), null);
    }

    Planned with(FrontierPoint point) {
        List<FrontierPoint> more = new ArrayList<>(points);
        more.add(point);
        return new Planned(question, more, plan);
    }

    /** One map a pipeline of which a point is known; of a fleet that of its fullest box. */
    public List<FeasibilityMap> maps() {
        return FeasibilityMap.of(plan == null ? question.scenario() : plan.scenario(), points);
    }
}
