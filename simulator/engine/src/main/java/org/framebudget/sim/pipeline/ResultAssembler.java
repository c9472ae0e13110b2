package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.framebudget.devices.Evidence;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.ScenarioText;
import org.jspecify.annotations.Nullable;

/** Adds replications up, in their order, and turns the sums into the result contract. */
final class ResultAssembler {
    /** Fewer frames on their way at the end are those of any run. */
    private static final int OPEN_MIN = 10;

    private final RunPlan plan;
    private final Set<String> outside;
    private final List<StreamTotals> streams = new ArrayList<>();
    private final List<DeviceTotals> devices = new ArrayList<>();
    private int replications;
    private long events;
    private @Nullable Run first;
    private @Nullable Timeline timeline;

    ResultAssembler(RunPlan plan) {
        this(plan, Set.of());
    }

    /** Of a run some of whose devices were answered for, so that nothing is said of what their profiles know. */
    ResultAssembler(RunPlan plan, Set<String> outside) {
        this(plan, outside, true);
    }

    private ResultAssembler(RunPlan plan, Set<String> outside, boolean forecast) {
        this.plan = plan;
        this.outside = outside;
        plan.streams().forEach(s -> streams.add(new StreamTotals()));
        plan.devices().forEach(d -> devices.add(new DeviceTotals(forecast)));
    }

    /** A run alone, for its objectives: the hours of battery only where there is one on them, since solving them costs. */
    static ResultAssembler forVerdict(Run run) {
        ResultAssembler alone = new ResultAssembler(
                run.plan, Set.of(), run.plan.scenario().slo().batteryHoursMin() != null);
        alone.add(run);
        return alone;
    }

    void add(Run run) {
        if (replications++ == 0) {
            first = run;
            timeline = run.timeline == null ? null : run.timeline.timeline();
        }
        events += run.simulator.eventCount();
        for (int s = 0; s < streams.size(); s++) {
            streams.get(s).add(run, s);
        }
        for (int d = 0; d < devices.size(); d++) {
            devices.get(d).add(run, d);
        }
    }

    /** Streams and devices by position as in the plan, and what binds them. */
    record Figures(List<RunResult.Stream> streams, List<RunResult.Device> devices, OfferedLoad load, Run first) {}

    /** What was added up so far. */
    Figures figures() {
        return figures(null);
    }

    private Figures figures(@Nullable PredictionInterval interval) {
        Run run = first;
        if (run == null) {
            throw new IllegalStateException("No replication was added.");
        }
        List<RunResult.Stream> streamResults = new ArrayList<>();
        OfferedLoad load = new OfferedLoad(plan, run, streams, devices);
        for (int s = 0; s < streams.size(); s++) {
            streamResults.add(stream(run, s, load, interval));
        }
        List<RunResult.Device> deviceResults = new ArrayList<>();
        for (int d = 0; d < devices.size(); d++) {
            int device = d;
            deviceResults.add(devices.get(d)
                    .result(
                            plan.devices().get(d),
                            d,
                            streams.stream()
                                    .mapToLong(stream -> stream.sentBytes(device))
                                    .sum(),
                            run.devices.get(d),
                            plan.scenario().environment().meanDegC(run.fromNs(), run.nowNs()),
                            fairness(plan.devices().get(d).id(), streamResults),
                            interval));
        }
        return new Figures(streamResults, deviceResults, load, run);
    }

    /**
     * The result contract.
     *
     * @param interval of the draws, absent where there were none
     */
    RunOutcome outcome(double wallS, @Nullable RunLog log, @Nullable PredictionInterval interval) {
        Scenario scenario = plan.scenario();
        Figures figures = figures(interval);
        Run run = figures.first();
        List<RunResult.Stream> streamResults = figures.streams();
        List<RunResult.Device> deviceResults = figures.devices();
        List<String> warnings = new ArrayList<>();
        List<RunOutcome.UsedValue> used = UsedSources.of(plan);
        warn(warnings, deviceResults, streamResults);
        RunResult.SloVerdict slo = SloCheck.of(scenario.slo(), streamResults, deviceResults, warnings);
        slo = withoutGreenOnSpecifications(slo, deviceResults, warnings);
        RunResult result = new RunResult(
                RunResult.SCHEMA,
                RunResult.SIMULATED,
                new RunResult.ScenarioRef(scenario.name(), scenario.sha256()),
                scenario.seed(),
                replications,
                run.countedS(),
                wallS,
                events,
                streamResults,
                deviceResults,
                slo,
                WhatBinds.of(
                        figures.load().bottleneck(streamResults, deviceResults), streamResults, deviceResults, slo),
                warnings,
                assumptions(interval),
                (int) used.stream().filter(u -> u.source().assumed()).count(),
                UsedSources.citations(plan, used));
        return new RunOutcome(
                result,
                timeline,
                log,
                streams.stream().map(s -> s.latencyNs).toList(),
                streams.stream().map(s -> s.budgetNs).toList(),
                plan.streams().stream().map(this::inferenceDevice).toList(),
                plan.devices().stream().map(RunPlan.Device::profile).toList(),
                used);
    }

    /** Among the streams that a device answers. */
    private @Nullable Double fairness(String device, List<RunResult.Stream> all) {
        List<RunResult.Stream> own = new ArrayList<>();
        for (int s = 0; s < all.size(); s++) {
            if (inferenceDevice(plan.streams().get(s)).equals(device)) {
                own.add(all.get(s));
            }
        }
        return Fairness.index(own);
    }

    private String inferenceDevice(RunPlan.StreamAt at) {
        int index = at.pipeline().stages().stream()
                .filter(stage -> stage.infer() != null)
                .findFirst()
                .map(stage -> plan.deviceIndex(at, stage))
                .orElse(plan.cameras().get(at.cameraIndex()).deviceIndex());
        return plan.devices().get(index).id();
    }

    private RunResult.Stream stream(Run run, int index, OfferedLoad load, @Nullable PredictionInterval interval) {
        RunPlan.StreamAt at = plan.streams().get(index);
        StreamTotals totals = streams.get(index);
        double seconds = run.countedS() * replications;
        List<RunResult.Stage> stages = new ArrayList<>();
        for (StreamTotals.StageTotals stage : totals.stages) {
            LatencyHistogram service = stage.serviceNs;
            boolean any = service.count() > 0;
            stages.add(new RunResult.Stage(
                    stage.id,
                    stage.unit.id,
                    any ? service.meanNs() * 1e-6 : null,
                    Percentiles.ms(service, 0.99),
                    stage.frames > 0 ? stage.waitNs * 1e-6 / stage.frames : null,
                    invoke(at, stage.id),
                    perFrame(at, stage.id)));
        }
        List<Double> ci95 = totals.drawn
                ? ConfidenceInterval.ofFraction(totals.missFractions, run.countedS())
                : ConfidenceInterval.certain(totals.missFractions);
        if (totals.captured != totals.onTime + totals.late + totals.dropped + totals.skipped + totals.inFlight) {
            throw new IllegalStateException("Stream '" + at.id() + "' loses frames: " + totals.captured + " captured, "
                    + totals.onTime + " on time, " + totals.late + " late, " + totals.dropped + " dropped, "
                    + totals.skipped + " skipped by rule, "
                    + totals.inFlight + " in flight.");
        }
        return new RunResult.Stream(
                at.id(),
                plan.devices()
                        .get(plan.cameras().get(at.cameraIndex()).deviceIndex())
                        .id(),
                totals.requested,
                totals.captured,
                totals.processed(),
                totals.onTime,
                totals.late,
                totals.dropped,
                totals.skipped,
                totals.inFlight,
                totals.processed() / seconds,
                totals.useful / seconds,
                totals.processed() == 0 ? 0 : (double) totals.late / totals.processed(),
                totals.captured == 0 ? 0 : (double) totals.dropped / totals.captured,
                at.pipeline().staleMs() == null || totals.uses == 0 ? null : (double) totals.staleUses / totals.uses,
                at.pipeline().displayHz() == null || totals.presentations == 0
                        ? null
                        : (double) totals.janks / totals.presentations,
                totals.missFraction(),
                ci95,
                interval == null ? null : interval.interval(index, totals.missFractions, totals.missFraction(), ci95),
                interval == null ? null : interval.probabilityMeets(index),
                load.cadenceMet(index),
                at.pipeline().budgetFrom().name().toLowerCase(Locale.ROOT),
                at.pipeline().budgetMs(),
                totals.consecutiveMissMax,
                Percentiles.ms(totals.resultGapNs, 0.99),
                accuracy(at, totals),
                Percentiles.latency(totals.latencyNs, 0),
                budgetToResult(totals, run.streams.get(index).stats.lead()),
                Percentiles.latency(totals.photonToResultNs, totals.photonLeadNs),
                stages,
                totals.sentBytes(plan.cameras().get(at.cameraIndex()).deviceIndex()),
                totals.failures.isEmpty()
                        ? null
                        : totals.failures.values().stream()
                                .map(failure -> failure.result(at.pipeline(), run.nowNs()))
                                .toList(),
                totals.rules.isEmpty()
                        ? null
                        : totals.rules.stream().map(RuleTotals::result).toList(),
                plan.cameras().get(at.cameraIndex()).spec().id(),
                totals.overdue == 0 ? null : totals.overdue);
    }

    private RunResult.@Nullable Invoke invoke(RunPlan.StreamAt at, String stageId) {
        for (StageSpec spec : plan.everyWork(at)) {
            if (spec.id().equals(stageId) && spec.infer() != null) {
                return plan.latency(at, spec, spec.infer()).invoke();
            }
        }
        return null;
    }

    private RunResult.@Nullable PerFrame perFrame(RunPlan.StreamAt at, String stageId) {
        for (StageSpec spec : plan.everyWork(at)) {
            if (spec.id().equals(stageId)
                    && spec.infer() != null
                    && spec.infer().several()) {
                return new RunResult.PerFrame(
                        spec.infer().perFrameMean(), spec.infer().dispatch().name());
            }
        }
        return null;
    }

    /** Exact where the budget's start lies a constant before delivery: shifting a histogram would round again. */
    private static RunResult.Latency budgetToResult(StreamTotals totals, StreamStats.Lead lead) {
        return lead.constant()
                ? Percentiles.latency(totals.latencyNs, lead.budgetNs())
                : Percentiles.latency(totals.budgetNs, 0);
    }

    /** The least published accuracy among the networks that the stream ran; null where one has none. */
    private @Nullable Double accuracy(RunPlan.StreamAt at, StreamTotals totals) {
        Double least = null;
        for (StageSpec stage : plan.everyWork(at)) {
            if (stage.infer() == null || !(at.pipeline().stages().contains(stage) || ranByRule(stage, totals))) {
                continue;
            }
            Double published = Networks.find(stage.infer().network())
                    .map(NetworkInfo::accuracyFraction)
                    .orElse(null);
            if (published == null) {
                return null;
            }
            least = least == null ? published : Math.min(least, published);
        }
        return least;
    }

    private static boolean ranByRule(StageSpec stage, StreamTotals totals) {
        return stage.ofRule() && totals.stages.stream().anyMatch(ran -> ran.id.equals(stage.id()) && ran.frames > 0);
    }

    private List<String> assumptions(@Nullable PredictionInterval interval) {
        List<String> all = new ArrayList<>(plan.scenario().assumptions());
        if (interval != null) {
            all.add("prediction intervals: from " + interval.draws()
                    + " sets of values within the ranges of the profiles and of the predicted latencies");
        }
        // the reader cannot know which devices have a battery to assume something of
        for (RunPlan.Device device : plan.devices()) {
            if (device.profile().battery() == null) {
                all.removeIf(words -> words.startsWith("devices." + device.use().id() + ".battery."));
            }
        }
        for (RunPlan.CameraAt camera : plan.cameras()) {
            Double motion = camera.spec().motionFraction();
            if (motion != null && motion > 0 && motion < 1) {
                all.add("cameras." + camera.id() + ": motion comes in episodes of " + Motion.MEAN_MOTION_S
                        + " s on average (ASSUMED)");
            }
        }
        if (!plan.scenario().links().isEmpty()) {
            all.add("links: a result takes " + (int) FrameRoute.RESULT_BYTES + " bytes (ASSUMED)");
        }
        return all;
    }

    private void warn(List<String> warnings, List<RunResult.Device> deviceResults, List<RunResult.Stream> results) {
        for (RunResult.Device device : deviceResults) {
            if (device.badge() != null) {
                warnings.add(device.id() + " (" + device.profile() + "): " + device.badge());
            }
            if (device.killedAtS() != null) {
                warnings.add(device.id()
                        + (devices.get(deviceResults.indexOf(device)).outOfMemory()
                                ? ": the application was killed at " + seconds(device.killedAtS())
                                        + " s because its memory passed limits.memory_mb"
                                : ": the battery was empty at " + seconds(device.killedAtS()) + " s"));
            }
            if (sendsUnpaid(device, deviceResults.indexOf(device))) {
                warnings.add(
                        device.id() + ": the profile does not say what sending takes, so power, energy and hours of"
                                + " battery leave it out");
            }
        }
        warnings.addAll(ScenarioText.afterTheEnd(plan.scenario()));
        if (plan.scenario().fleet() != null) {
            warnings.add(
                    "fleet: this is all cameras on the one device of the scenario; 'framebudget plan' finds the devices to"
                            + " buy for them");
        }
        warnings.addAll(plan.predictedStages(outside));
        warnings.addAll(BenchAndApp.warnings(plan, outside));
        warnings.addAll(UnusedParts.of(plan.scenario()));
        if (plan.scenario().population() != null) {
            warnings.add(
                    "population: this is the scenario's own device; 'framebudget plan' asks which of the users meet");
        }
        for (int s = 0; s < streams.size(); s++) {
            for (RuleTotals rule : streams.get(s).rules) {
                if (rule.chatters()) {
                    RunResult.Adaptation chatter = rule.result();
                    warnings.add(results.get(s).id() + ": rule " + chatter.rule() + " (" + chatter.when() + ": "
                            + chatter.change() + ") changed " + chatter.switches()
                            + " times, more than once a minute; for_s, or a limit of its own in 'until', calms it");
                }
            }
        }
        Double missesMost = plan.scenario().slo().missFractionMax();
        for (RunResult.Stream stream : results) {
            Long overdue = stream.overdue();
            if (overdue != null
                    && overdue > OPEN_MIN * replications
                    && overdue > (missesMost == null ? 0.01 : missesMost) * stream.captured()) {
                warnings.add(
                        stream.id() + ": " + overdue + " of " + stream.captured() + " frames still wait when the run"
                                + " ends though their budget has run out; an objective on misses counts them");
            }
            if (stream.captured() == 0) {
                warnings.add(stream.id() + ": no frame was captured");
            } else if (stream.processed() < 1000) {
                warnings.add(
                        stream.id() + ": " + stream.processed()
                                + " results are too few for a 99th percentile; a longer duration_s or more --replications help");
            }
        }
    }

    /** A battery feeds a link whose power nobody stated. */
    private boolean sendsUnpaid(RunResult.Device device, int index) {
        Long sent = device.bytesSent();
        return device.battery() != null
                && sent != null
                && sent > 0
                && plan.devices().get(index).profile().power().network() == null;
    }

    private RunResult.SloVerdict withoutGreenOnSpecifications(
            RunResult.SloVerdict slo, List<RunResult.Device> deviceResults, List<String> warnings) {
        boolean specification =
                deviceResults.stream().anyMatch(d -> d.evidence().equals(Evidence.SPECIFICATION.name()));
        if (!specification || !slo.met()) {
            return slo;
        }
        warnings.add("A profile rests on specifications alone: its figures are ranges, and nothing is called met.");
        // without objectives there is nothing that could be called met
        return new RunResult.SloVerdict(slo.checks().isEmpty(), slo.checks());
    }

    private static String seconds(double s) {
        return String.format(Locale.ROOT, "%.1f", s);
    }
}
