package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.report.AssumedValue;
import org.framebudget.sim.report.BurstAndSustained;
import org.framebudget.sim.report.DeviceRanking;
import org.framebudget.sim.report.FeasibilityMap;
import org.framebudget.sim.report.FleetReport;
import org.framebudget.sim.report.MoreFits;
import org.framebudget.sim.report.Origin;
import org.framebudget.sim.report.OtherWays;
import org.framebudget.sim.report.Paper;
import org.framebudget.sim.report.ReportInput;
import org.framebudget.sim.report.UsersMeeting;
import org.framebudget.sim.report.VerdictTable;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioText;
import org.jspecify.annotations.Nullable;

/** Turns a plan into what its PDF is made of. */
public final class Plans {
    private Plans() {}

    /**
     * What the PDF of a plan is made of.
     *
     * @param command the command line that gives the same plan again
     */
    public static ReportInput report(Scenario scenario, CapacityPlan plan, String command, Paper paper) {
        RunOutcome outcome = plan.whole();
        OverTime overTime = overTime(outcome);
        return new ReportInput(
                plan.scenario(),
                whole(plan),
                overTime.timeline(),
                outcome.budgetLatencyByStream(),
                phases(plan),
                overTime.trips(),
                assumed(outcome),
                outcome.result().citations(),
                String.join("\n\n", ScenarioText.sentences(scenario, use -> hasBattery(use, outcome))),
                PlanValidation.of(scenario, outcome),
                new Origin(command, Version.text(), hashes(outcome)),
                paper);
    }

    /** The run of the whole scenario, with what the plan warns of beyond that run; what has a place of its own is not said twice. */
    public static RunResult whole(CapacityPlan plan) {
        RunResult run = plan.whole().result();
        if (plan.fleet() != null) {
            return run;
        }
        List<String> warnings = new ArrayList<>(plan.result().warnings());
        warnings.removeAll(plan.headroomNotes());
        warnings.removeAll(plan.sensitivityNotes());
        return run.withWarnings(warnings);
    }

    /** The plan contract, in the words of the PDF and of the terminal. */
    public static PlanResult contract(CapacityPlan plan) {
        return plan.result().withWhy(VerdictTable.sentence(whole(plan), phases(plan)));
    }

    private static Map<String, String> hashes(RunOutcome outcome) {
        Map<String, String> hashes = new LinkedHashMap<>();
        outcome.profiles().forEach(profile -> hashes.put(profile.id(), profile.sha256()));
        return hashes;
    }

    private static boolean hasBattery(Scenario.DeviceUse use, RunOutcome outcome) {
        String first = use.count() == 1 ? use.id() : use.id() + "-1";
        return outcome.result().devices().stream()
                .anyMatch(device -> device.id().equals(first) && device.battery() != null);
    }

    /** First minute, steady state and all that was looked for. */
    public static BurstAndSustained phases(CapacityPlan plan) {
        return new BurstAndSustained(
                phase(plan.burst(), null),
                plan.sustained()
                        .map(sustained -> phase(sustained.outcome(), sustained.cycleS()))
                        .orElse(null),
                new MoreFits(
                        plan.result().headroom(),
                        plan.headroomNotes(),
                        plan.result().naive()),
                new OtherWays(
                        plan.result().verdict().meets(),
                        plan.result().alternatives(),
                        plan.result().sensitivity(),
                        plan.sensitivityNotes(),
                        Objects.requireNonNullElse(plan.result().contradictions(), List.of()),
                        plan.result().nearest()),
                FeasibilityMap.of(plan.scenario(), plan.result().frontier()),
                Optional.ofNullable(plan.result().population())
                        .map(UsersMeeting::new)
                        .orElse(null),
                new DeviceRanking(plan.result().devices(), plan.result().recommended()),
                plan.fleet() == null ? null : new FleetReport(plan.fleet()));
    }

    /** First minute and steady state alone. */
    public static BurstAndSustained phases(RunOutcome burst, Optional<SteadyState.Sustained> sustained) {
        return new BurstAndSustained(
                phase(burst, null),
                sustained.map(found -> phase(found.outcome(), found.cycleS())).orElse(null));
    }

    /**
     * A run over time as charts show it.
     *
     * @param timeline with the sensors of skin policies among the temperatures
     * @param trips temperatures at which a limiter begins to act
     */
    public record OverTime(Timeline timeline, List<ReportInput.TripPoint> trips) {}

    /** @param outcome with a timeline */
    public static OverTime overTime(RunOutcome outcome) {
        SkinSensors sensors =
                SkinSensors.of(outcome, Objects.requireNonNull(outcome.timeline(), "charts need the timeline"));
        List<ReportInput.TripPoint> trips = new ArrayList<>(tripPoints(outcome));
        trips.addAll(sensors.trips());
        return new OverTime(sensors.timeline(), trips);
    }

    private static BurstAndSustained.Phase phase(RunOutcome outcome, @Nullable Double cycleS) {
        List<BurstAndSustained.StreamFigures> streams = new ArrayList<>();
        for (int i = 0; i < outcome.result().streams().size(); i++) {
            RunResult.Stream stream = outcome.result().streams().get(i);
            streams.add(new BurstAndSustained.StreamFigures(
                    stream.id(),
                    stream.processedFps(),
                    stream.missFraction(),
                    outcome.budgetLatencyByStream().get(i)));
        }
        return new BurstAndSustained.Phase(
                outcome.result().meets(),
                streams,
                cycleS,
                outcome.result().slo().checks(),
                outcome.result().devices());
    }

    /** Values in use that nobody measured. */
    public static List<AssumedValue> assumed(RunOutcome outcome) {
        return assumed(outcome.used());
    }

    /** Those of some that nobody measured. */
    public static List<AssumedValue> assumed(List<RunOutcome.UsedValue> values) {
        List<AssumedValue> assumed = new ArrayList<>();
        for (RunOutcome.UsedValue used : values) {
            if (used.source().assumed()) {
                Sourced value = used.value();
                String note = used.source().note();
                assumed.add(new AssumedValue(
                        used.profile(),
                        used.path(),
                        value == null ? Double.NaN : value.value(),
                        value == null || value.low() == null ? Double.NaN : value.low(),
                        value == null || value.high() == null ? Double.NaN : value.high(),
                        note == null ? "" : note));
            }
        }
        return assumed;
    }

    /** Where limiters that look at one node begin. */
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
