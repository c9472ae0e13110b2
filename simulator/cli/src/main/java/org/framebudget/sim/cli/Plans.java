package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.report.AssumedValue;
import org.framebudget.sim.report.ReportInput;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioText;

/** Turns a run into the plan's two documents. */
final class Plans {
    private Plans() {}

    static ReportInput report(Scenario scenario, RunOutcome outcome, String command) {
        return new ReportInput(
                scenario,
                outcome.result(),
                Objects.requireNonNull(outcome.timeline(), "a plan needs the timeline"),
                outcome.budgetLatencyByStream(),
                null,
                tripPoints(outcome),
                assumed(outcome),
                outcome.result().citations(),
                String.join("\n\n", ScenarioText.sentences(scenario)),
                command);
    }

    static PlanResult result(RunOutcome outcome) {
        RunResult run = outcome.result();
        return new PlanResult(
                PlanResult.SCHEMA,
                run.scenario(),
                run.seed(),
                new PlanResult.Verdict(run.slo().met(), why(run)),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                run.warnings(),
                run.assumedValues(),
                run.citations());
    }

    private static String why(RunResult run) {
        if (run.slo().checks().isEmpty()) {
            return "The scenario asks for no objective.";
        }
        String missed = run.slo().checks().stream()
                .filter(check -> !check.met())
                .map(check -> check.name() + " " + check.limit() + " is not met"
                        + (check.actual() == null
                                ? " (unknown)"
                                : String.format(Locale.ROOT, " (%.4g)", check.actual())))
                .collect(Collectors.joining("; "));
        if (missed.isEmpty()) {
            return "Every objective is met.";
        }
        return missed + "."
                + (run.bottleneck() == null ? "" : " " + run.bottleneck().why());
    }

    private static List<AssumedValue> assumed(RunOutcome outcome) {
        List<AssumedValue> assumed = new ArrayList<>();
        for (RunOutcome.UsedValue used : outcome.used()) {
            Sourced value = used.value();
            if (used.source().assumed() && value != null && value.low() != null && value.high() != null) {
                String note = used.source().note();
                assumed.add(new AssumedValue(
                        used.profile(),
                        used.path(),
                        value.value(),
                        value.low(),
                        value.high(),
                        note == null ? "" : note));
            }
        }
        return assumed;
    }

    /** Where limiters that look at one node begin; a skin policy looks at mixtures of nodes, which no chart shows. */
    private static List<ReportInput.TripPoint> tripPoints(RunOutcome outcome) {
        Set<ReportInput.TripPoint> trips = new LinkedHashSet<>();
        for (int i = 0; i < outcome.profiles().size(); i++) {
            DeviceProfile profile = outcome.profiles().get(i);
            String device = outcome.result().devices().get(i).id();
            for (LimiterProfile limiter : profile.limiters()) {
                if (limiter instanceof LimiterProfile.StepWise step) {
                    trips.add(new ReportInput.TripPoint(
                            device, step.node(), step.tripDegC().value(), step.name()));
                } else if (limiter instanceof LimiterProfile.ClockCeiling ceiling
                        && !ceiling.ramps().isEmpty()) {
                    trips.add(new ReportInput.TripPoint(
                            device,
                            ceiling.node(),
                            ceiling.ramps().get(0).fromDegC().value(),
                            ceiling.name()));
                }
            }
        }
        return List.copyOf(trips);
    }
}
