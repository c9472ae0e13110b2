package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * What cameras ask of units, and whether that can be had: the cadence verdict and the bottleneck. Dropping eases no load
 * here, since a unit that answers only what it manages to would never be overloaded.
 *
 * <p>The demand of a stage per frame is mean jobs times mean time that a job keeps its unit. Jobs per frame are one, or the
 * mean of what was drawn for the frames that came to the stage, times the share of the camera's frames that saw motion.
 * The time is the mean of the jobs the run finished, so that clocks, contention and cold starts count, but without what a
 * pipelined unit's results take on their way out; where it finished none, the profile's. A link's is its transfer with
 * repetitions.
 *
 * <p>The load of a unit is the sum over streams and stages of that demand times the rate of the stream's camera (the rate
 * of the sensor; of a recorded camera over its mean frame interval), over the unit's servers. A link has only the time it
 * is up. Where units were lost, the load is the highest of all situations: every unit there, and after each failure with the
 * substitutes at work. Where rules change the workload, it is what they made of it on average. A load above 1 cannot be had, whatever the queues. A stream keeps its cadence where no unit on its way is asked
 * for more, where its own stages take no longer together than {@code frames_in_flight_max} frame intervals, and where no
 * device on its way was killed for its memory.
 */
final class OfferedLoad {
    /** What can be had; the rest is rounding. */
    private static final double FULL = 1 + 1e-9;

    /** Share of results. */
    private static final double MOST_LATE = 0.5;

    /** Time that frames wait over that of their stages. */
    private static final double HARDLY_WAITS = 0.1;

    private final RunPlan plan;
    private final Run run;
    private final List<StreamTotals> streams;
    private final Map<Unit, Double> loads = new LinkedHashMap<>();
    private final Map<Unit, Integer> deviceOf = new LinkedHashMap<>();
    private final List<Boolean> gateFits = new ArrayList<>();
    private final List<DeviceTotals> devices;

    /**
     * @param run any replication
     * @param streams and {@code devices}: sums over all of them
     */
    OfferedLoad(RunPlan plan, Run run, List<StreamTotals> streams, List<DeviceTotals> devices) {
        this.plan = plan;
        this.run = run;
        this.streams = streams;
        this.devices = devices;
        for (int d = 0; d < run.devices.size(); d++) {
            for (Unit unit : run.devices.get(d).units()) {
                deviceOf.put(unit, d);
            }
        }
        for (int s = 0; s < streams.size(); s++) {
            gateFits.add(true);
        }
        for (Set<Unit> lost : situations()) {
            Map<Unit, Double> now = new LinkedHashMap<>();
            for (int s = 0; s < streams.size(); s++) {
                add(now, s, lost);
            }
            now.forEach((unit, load) -> loads.merge(unit, load, Math::max));
        }
    }

    /** All units there, and what is lost after each failure that happened. */
    private Set<Set<Unit>> situations() {
        Set<Set<Unit>> situations = new LinkedHashSet<>();
        situations.add(Set.of());
        for (UnitOutage outage : run.outages) {
            if (outage.happened()) {
                situations.add(run.outages.stream()
                        .filter(other -> other.covers(outage.takeoverNs()))
                        .map(other -> other.unit)
                        .collect(Collectors.toSet()));
            }
        }
        return situations;
    }

    private void add(Map<Unit, Double> now, int s, Set<Unit> lost) {
        Stream stream = run.streams.get(s);
        double fps = asked(s);
        int every = 1;
        for (StreamStage stage : stream.stages) {
            StageSubstitute substitute = stage.substitute();
            if (substitute != null && needs(stage, lost)) {
                every = every == 0 || substitute.wouldTakeEvery() == 0
                        ? 0
                        : Math.max(every, substitute.wouldTakeEvery());
            }
        }
        if (every == 0) {
            return;
        }
        fps /= every;
        double insideS = 0;
        for (int i = 0; i < stream.stages.length; i++) {
            StreamStage stage = stream.stages[i];
            StreamTotals.StageTotals totals = streams.get(s).stages.get(i);
            double jobs = works(stage, stream, lost) ? jobsPerFrame(s, stage, totals) * share(s, stage) : 0;
            if (jobs > 0) {
                now.merge(stage.unit, fps * jobs * occupiedS(stage, totals, lost) / capacity(stage.unit), Double::sum);
                // what runs side by side takes the frame no longer
                double atOnce = stage.parallel ? Math.min(Math.max(1, jobs), stage.unit.pool.serverCount()) : 1;
                insideS += jobs / atOnce * ownPassS(s, stage, totals);
            }
        }
        if (insideS * fps > FULL * plan.streams().get(s).pipeline().framesInFlightMax()) {
            gateFits.set(s, false);
        }
    }

    /** Frames a second that come to the stream: at its camera's own rate, or where rules change that, what they left. */
    private double asked(int s) {
        StreamTotals totals = streams.get(s);
        return totals.rules.isEmpty()
                ? run.cameraOfStream.get(s).rate().perS()
                : (totals.captured - totals.skipped) / (run.countedS() * totals.replications);
    }

    private double share(int s, StreamStage stage) {
        return run.adaptation == null ? 1 : run.adaptation.of(s).share(stage, run.fromNs(), run.nowNs());
    }

    private @Nullable StreamStage replaced(Stream stream, StreamStage stage) {
        return run.adaptation == null ? null : run.adaptation.of(stream.index).mainOf(stage);
    }

    /** The stage or its comparison runs on a unit that is lost. */
    private static boolean needs(StreamStage stage, Set<Unit> lost) {
        Comparison comparison = stage.comparison;
        return lost.contains(stage.unit) || (comparison != null && lost.contains(comparison.second.unit));
    }

    /** Frames come to the stage while these units are lost. */
    private boolean works(StreamStage stage, Stream stream, Set<Unit> lost) {
        if (lost.contains(stage.unit)) {
            return false;
        }
        if (!stage.beside() || replaced(stream, stage) != null) {
            return true;
        }
        boolean mainLost = lost.contains(mainOf(stream, stage).unit);
        return stage.isSecond() != mainLost;
    }

    private double jobsPerFrame(int stream, StreamStage stage, StreamTotals.StageTotals totals) {
        if (!stage.work.network()) {
            return 1;
        }
        double moving = streams.get(stream).movingFraction / streams.get(stream).replications;
        if (totals.drawnFrames > 0) {
            return moving * totals.drawnJobs / totals.drawnFrames;
        }
        StreamStage main = stage.beside() ? mainOf(run.streams.get(stream), stage) : stage;
        if (main != stage) {
            StreamTotals.StageTotals mains = streams.get(stream).stages.get(main.index);
            return jobsPerFrame(stream, main, mains);
        }
        // each frame has the same, or none came this far
        double expected = plan.streams().get(stream).pipeline().stages().stream()
                .filter(spec -> spec.id().equals(stage.id))
                .map(StageSpec::infer)
                .filter(Objects::nonNull)
                .mapToDouble(Infer::perFrameMean)
                .findFirst()
                .orElse(1);
        return moving * expected;
    }

    private StreamStage mainOf(Stream stream, StreamStage beside) {
        StreamStage replaced = replaced(stream, beside);
        if (replaced != null) {
            return replaced;
        }
        for (StreamStage main : stream.stages) {
            boolean second = main.comparison != null && main.comparison.second == beside;
            if (second || (main.substitute() != null && main.substitute().stage() == beside)) {
                return main;
            }
        }
        throw new IllegalStateException("The stage '" + beside.id + "' stands beside none.");
    }

    private double occupiedS(StreamStage stage, StreamTotals.StageTotals totals, Set<Unit> lost) {
        if (stage.unit.device instanceof LinkDevice link) {
            return link.occupiedMeanNs(stage.work) * 1e-9;
        }
        Batching batching = stage.unit.batching;
        if (batching != null && stage.single) {
            // what can be had: batches as full as they can get
            int frames = mostAtOnce(stage, batching, lost);
            return stage.work.time().meanNs()
                    * stage.work.occupancyFraction()
                    * batching.factor(frames)
                    / frames
                    * 1e-9;
        }
        return totals.jobs > 0
                ? (double) (totals.jobSumNs - totals.tailSumNs) / totals.jobs * 1e-9
                : stage.work.time().meanNs() * stage.work.occupancyFraction() * 1e-9;
    }

    /** Frames that can wait for the same network at a time: those that each stream admits. */
    private int mostAtOnce(StreamStage stage, Batching batching, Set<Unit> lost) {
        int most = 0;
        for (int s = 0; s < streams.size() && most < batching.framesMax; s++) {
            Stream stream = run.streams.get(s);
            for (StreamStage other : stream.stages) {
                if (other.unit == stage.unit && other.gathersWith(stage) && works(other, stream, lost)) {
                    most += plan.streams().get(s).pipeline().framesInFlightMax();
                    break;
                }
            }
        }
        return Math.min(most, batching.framesMax);
    }

    /** What a job adds to its frame's way: a second inference runs beside the first, and the longer of the two counts. */
    private double ownPassS(int s, StreamStage stage, StreamTotals.StageTotals totals) {
        if (stage.isSecond()) {
            return 0;
        }
        Comparison comparison = stage.comparison;
        double alone = passS(stage, totals);
        return comparison == null
                ? alone
                : Math.max(alone, passS(comparison.second, streams.get(s).stages.get(comparison.second.index)));
    }

    /** From a job's start to its result. */
    private static double passS(StreamStage stage, StreamTotals.StageTotals totals) {
        if (stage.unit.device instanceof LinkDevice link) {
            return link.passMeanNs(stage.work) * 1e-9;
        }
        return (totals.jobs > 0
                        ? (double) totals.jobSumNs / totals.jobs
                        : stage.work.time().meanNs())
                * 1e-9;
    }

    /** Servers that there are on average. */
    private double capacity(Unit unit) {
        return unit.device instanceof LinkDevice link
                ? link.upFraction(run.fromNs(), run.nowNs())
                : unit.pool.serverCount();
    }

    /** See the class. */
    boolean cadenceMet(int stream) {
        boolean fits = gateFits.get(stream)
                && !devices.get(plan.cameras()
                                .get(plan.streams().get(stream).cameraIndex())
                                .deviceIndex())
                        .outOfMemory();
        for (StreamStage stage : run.streams.get(stream).stages) {
            Integer device = deviceOf.get(stage.unit);
            fits &= loads.getOrDefault(stage.unit, 0.0) <= FULL
                    && (device == null || !devices.get(device).outOfMemory());
        }
        return fits;
    }

    /**
     * What stands in the way first: a memory limit that killed, a unit or link that is asked for too much, a pipeline that
     * admits too few frames at a time, else the busiest unit or link. Null where nothing computes.
     */
    RunResult.@Nullable Bottleneck bottleneck(List<RunResult.Stream> results, List<RunResult.Device> deviceResults) {
        for (int d = 0; d < devices.size(); d++) {
            RunResult.Device device = deviceResults.get(d);
            if (devices.get(d).outOfMemory()) {
                String why = String.format(
                        Locale.ROOT,
                        "the application on %s was killed at %.1f s, when its memory passed limits.memory_mb",
                        device.id(),
                        device.killedAtS());
                return new RunResult.Bottleneck(device.id(), null, null, "limits.memory_mb", why, null);
            }
        }
        Unit busiest = loads.keySet().stream()
                .max(Comparator.comparingDouble(unit -> loads.getOrDefault(unit, 0.0)))
                .orElse(null);
        if (busiest == null) {
            return null;
        }
        double most = loads.getOrDefault(busiest, 0.0);
        for (int s = 0; s < results.size(); s++) {
            if (!gateFits.get(s) && most <= FULL) {
                int inFlight = plan.streams().get(s).pipeline().framesInFlightMax();
                return new RunResult.Bottleneck(
                        null,
                        null,
                        null,
                        "frames_in_flight_max",
                        "the stages of " + results.get(s).id()
                                + " together take longer than a frame interval, and only " + inFlight
                                + (inFlight == 1 ? " frame" : " frames") + " may be in the pipeline at a time",
                        null);
            }
        }
        RunResult.Bottleneck own = most <= FULL ? ownTime(results, deviceResults) : null;
        if (own != null) {
            return own;
        }
        Integer device = deviceOf.get(busiest);
        if (device == null) {
            return new RunResult.Bottleneck(null, null, busiest.id, null, link(busiest, most), null);
        }
        RunResult.Device result = deviceResults.get(device);
        String asked =
                String.format(Locale.ROOT, "frames ask for %s of the %s's time", percent(most), busiest.pool.title());
        return new RunResult.Bottleneck(
                result.id(), busiest.id, null, null, asked + throttled(busiest.id, result), null);
    }

    /** Where most results are late though frames hardly wait, it is no queue that makes them so, but the longest stage itself. */
    private RunResult.@Nullable Bottleneck ownTime(
            List<RunResult.Stream> results, List<RunResult.Device> deviceResults) {
        for (int s = 0; s < results.size(); s++) {
            RunResult.Stream stream = results.get(s);
            double waitMs = 0;
            double ownMs = 0;
            int longest = -1;
            for (int i = 0; i < stream.stages().size(); i++) {
                RunResult.Stage stage = stream.stages().get(i);
                double meanMs = stage.meanMs() == null ? 0 : stage.meanMs();
                waitMs += stage.waitMeanMs() == null ? 0 : stage.waitMeanMs();
                ownMs += meanMs;
                Double most = longest < 0 ? null : stream.stages().get(longest).meanMs();
                if (meanMs > (most == null ? 0 : most)) {
                    longest = i;
                }
            }
            if (longest < 0 || stream.lateFraction() <= MOST_LATE || waitMs > HARDLY_WAITS * ownMs) {
                continue;
            }
            RunResult.Stage stage = stream.stages().get(longest);
            Unit unit = streams.get(s).stages.get(longest).unit;
            Integer device = deviceOf.get(unit);
            RunResult.Invoke invoke = stage.invoke();
            return new RunResult.Bottleneck(
                    device == null ? null : deviceResults.get(device).id(),
                    device == null ? null : unit.id,
                    device == null ? unit.id : null,
                    null,
                    "frames of " + stream.id() + " hardly wait, and yet most are late: " + stage.id() + " on "
                            + stage.unit() + " takes "
                            + Figures.plain(Objects.requireNonNullElse(stage.meanMs(), 0.0))
                            + " ms on average"
                            + (invoke == null
                                    ? ""
                                    : ", one inference alone at the fastest clock " + Figures.plain(invoke.ms())
                                            + " ms")
                            + ", and the budget is " + Figures.plain(stream.budgetMs())
                            + " ms" + (device == null ? "" : throttled(unit.id, deviceResults.get(device))),
                    null);
        }
        return null;
    }

    private String link(Unit link, double load) {
        double up = capacity(link);
        if (up == 0) {
            return "the link " + link.id + " is down all the time";
        }
        String when = up < 1 ? String.format(Locale.ROOT, " while it is up, %.0f %% of the run", 100 * up) : "";
        return String.format(Locale.ROOT, "frames ask for %s of the %s's time%s", percent(load), link.id, when);
    }

    private static String percent(double load) {
        return load > 0 && load < 0.005 ? "less than 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * load);
    }

    private static String throttled(String unitId, RunResult.Device device) {
        for (RunResult.ThrottleStep step : device.throttle().steps()) {
            if (step.unit().equals(unitId) && step.clockFraction() < 1) {
                return String.format(
                        Locale.ROOT,
                        ", once the %s lowers its clock at %.0f s; the clock is %.0f %% on average",
                        step.reason(),
                        step.atS(),
                        100 * meanClock(device, unitId));
            }
        }
        return "";
    }

    private static double meanClock(RunResult.Device device, String unitId) {
        return device.units().stream()
                .filter(unit -> unit.id().equals(unitId))
                .mapToDouble(RunResult.Unit::clockFractionMean)
                .findFirst()
                .orElse(1);
    }
}
