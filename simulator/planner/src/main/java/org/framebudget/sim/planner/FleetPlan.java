package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.Scenario;

/** The plan of a fleet: the devices to buy, and everything else about the fullest one of them. */
final class FleetPlan {
    private static final double SHARE = 0.6;

    private FleetPlan() {}

    static CapacityPlan of(
            Scenario scenario,
            ProfileRepository profiles,
            CapacityPlanner.Effort effort,
            Basis basis,
            int threads,
            DoubleConsumer progress,
            Consumer<PlanResult.FrontierPoint> points) {
        Fleets.Found found;
        try (Parallel parallel = new Parallel(threads)) {
            Scenario question = CapacityPlanner.withObjective(scenario);
            Trials trials = new Trials(question, profiles, effort.draws());
            found = new Fleets(question, trials, CapacityPlanner.burstS(question), parallel)
                    .find(share -> progress.accept(SHARE * share));
        }
        // the scenario's own objectives, so that the report says the same of none as without a fleet
        Scenario box = found.rest().withoutFleet();
        if (asksForNothing(scenario)) {
            box = box.with(box.devices(), box.cameras(), box.pipelines(), scenario.slo());
        }
        CapacityPlan plan = CapacityPlanner.ofOne(
                box, profiles, effort, basis, threads, share -> progress.accept(SHARE + (1 - SHARE) * share), points);
        FleetAnswer answer = found.answer();
        List<String> warnings = new ArrayList<>();
        if (!answer.reason().isEmpty()) {
            warnings.add(answer.reason());
        }
        warnings.addAll(answer.notes());
        warnings.add("Everything but the fleet in this plan is about " + answer.box() + ".");
        warnings.addAll(plan.result().warnings());
        PlanResult.Fleet fleet = answer.fleet();
        String why = fleet == null
                ? answer.reason()
                : fleet.boxes().size() + " devices carry all " + fleet.cameras() + " cameras.";
        PlanResult.Verdict verdict =
                new PlanResult.Verdict(fleet != null, why, fleet == null ? null : fleet.sureTogether());
        return plan.of(plan.result().withFleet(fleet, verdict, warnings), answer);
    }

    private static boolean asksForNothing(Scenario scenario) {
        return CapacityPlanner.withObjective(scenario) != scenario;
    }
}
