package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Conditions;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Dispatch;
import org.framebudget.sim.scenario.Scenario.Environment;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.LinkTraffic;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Pool;
import org.framebudget.sim.scenario.Scenario.QueueSpec;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/** Parts of a scenario with something else in one place. */
final class Copies {
    private Copies() {}

    static Scenario environment(Scenario s, Environment other) {
        return scenario(s, other, s.devices(), s.cameras(), s.pipelines(), s.slo(), s.limits(), s.links());
    }

    static Scenario devices(Scenario s, List<DeviceUse> other) {
        return s.with(other, s.cameras(), s.pipelines(), s.slo());
    }

    static Scenario cameras(Scenario s, UnaryOperator<CameraSpec> other) {
        return s.with(s.cameras().stream().map(other).toList(), s.pipelines());
    }

    static Scenario pipeline(Scenario s, PipelineSpec old, PipelineSpec other) {
        return s.with(
                s.cameras(),
                s.pipelines().stream().map(p -> p == old ? other : p).toList());
    }

    /** On more devices with more links; what is asked of devices is left out, as not all of them are the user's. */
    static Scenario behindLinks(Scenario s, List<DeviceUse> devices, List<LinkSpec> links) {
        return scenario(
                s,
                s.environment(),
                devices,
                s.cameras(),
                s.pipelines(),
                s.slo().ofFrames(),
                new Scenario.Limits(null),
                links);
    }

    private static Scenario scenario(
            Scenario s,
            Environment environment,
            List<DeviceUse> devices,
            List<CameraSpec> cameras,
            List<PipelineSpec> pipelines,
            Slo slo,
            Scenario.Limits limits,
            List<LinkSpec> links) {
        return new Scenario(
                s.name(),
                s.durationS(),
                s.seed(),
                environment,
                devices,
                cameras,
                pipelines,
                s.adaptation(),
                slo,
                limits,
                links,
                s.offline(),
                s.fleet(),
                s.assumptions(),
                s.sha256(),
                s.baseDir(),
                s.places(),
                s.population());
    }

    static DeviceUse device(DeviceUse d, String profile, Scheduling scheduling, int count) {
        return device(d, profile, d.batteryStartFraction(), scheduling, count);
    }

    static DeviceUse charged(DeviceUse d, double startFraction) {
        return device(d, d.profile(), startFraction, d.scheduling(), d.count());
    }

    private static DeviceUse device(
            DeviceUse d, String profile, double startFraction, Scheduling scheduling, int count) {
        return new DeviceUse(
                d.id(),
                profile,
                startFraction,
                d.startDegC(),
                d.screenFraction(),
                d.caseId(),
                d.fanId(),
                scheduling,
                count,
                d.failures(),
                d.clocks(),
                d.batching(),
                d.pools(),
                d.linkTraffic(),
                d.conditions());
    }

    /** On a profile with more equal units, those of {@code units} behind one queue; what shares the link of the first, shares all of theirs. */
    static DeviceUse pooled(DeviceUse d, String profile, List<String> units) {
        List<Pool> pools = new ArrayList<>(d.pools().stream()
                .filter(pool -> !pool.units().contains(units.get(0)))
                .toList());
        if (units.size() > 1) {
            pools.add(new Pool(units));
        }
        List<LinkTraffic> traffic = d.linkTraffic().stream()
                .map(t -> t.units().contains(units.get(0))
                        ? new LinkTraffic(units, t.transferMb(), t.transfersPerS())
                        : t)
                .toList();
        return new DeviceUse(
                d.id(),
                profile,
                d.batteryStartFraction(),
                d.startDegC(),
                d.screenFraction(),
                d.caseId(),
                d.fanId(),
                d.scheduling(),
                d.count(),
                d.failures(),
                d.clocks(),
                d.batching(),
                List.copyOf(pools),
                traffic,
                d.conditions());
    }

    /** A device as the reader makes it of an id and a profile alone. */
    static DeviceUse newDevice(String id, String profile) {
        return new DeviceUse(
                id,
                profile,
                1,
                null,
                null,
                null,
                null,
                Scheduling.FIFO,
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Conditions.BENCH);
    }

    /** Under another name, in another number. */
    static CameraSpec named(CameraSpec c, String id, int count) {
        return new CameraSpec(
                id,
                c.device(),
                c.widthPx(),
                c.heightPx(),
                c.fps(),
                count,
                c.exposureMs(),
                c.phaseMs(),
                c.readoutMs(),
                c.ispMs(),
                c.deliveryMs(),
                c.jitterMs(),
                c.lowLightFps(),
                c.motionFraction(),
                c.poweredBy(),
                c.traceNs());
    }

    static CameraSpec pixels(CameraSpec c, int widthPx, int heightPx) {
        return camera(c, widthPx, heightPx, c.jitterMs(), c.motionFraction());
    }

    static CameraSpec jitter(CameraSpec c, double jitterMs) {
        return camera(c, c.widthPx(), c.heightPx(), jitterMs, c.motionFraction());
    }

    static CameraSpec motion(CameraSpec c, double motionFraction) {
        return camera(c, c.widthPx(), c.heightPx(), c.jitterMs(), motionFraction);
    }

    private static CameraSpec camera(
            CameraSpec c, int widthPx, int heightPx, double jitterMs, @Nullable Double motionFraction) {
        return new CameraSpec(
                c.id(),
                c.device(),
                widthPx,
                heightPx,
                c.fps(),
                c.count(),
                c.exposureMs(),
                c.phaseMs(),
                c.readoutMs(),
                c.ispMs(),
                c.deliveryMs(),
                jitterMs,
                c.lowLightFps(),
                motionFraction,
                c.poweredBy(),
                c.traceNs());
    }

    static PipelineSpec queue(PipelineSpec p, QueueSpec queue) {
        return pipeline(p, p.framesInFlightMax(), queue, p.stages());
    }

    static PipelineSpec stages(PipelineSpec p, List<StageSpec> stages) {
        return pipeline(p, p.framesInFlightMax(), p.queue(), stages);
    }

    static PipelineSpec inFlight(PipelineSpec p, int framesInFlightMax) {
        return pipeline(p, framesInFlightMax, p.queue(), p.stages());
    }

    /** Stages that run on another device. */
    static PipelineSpec stagesOn(PipelineSpec p, String device, UnaryOperator<Infer> infer) {
        return pipeline(
                p,
                p.framesInFlightMax(),
                p.queue(),
                p.withInfer(infer).stages().stream()
                        .map(stage -> stage.infer() == null ? stage : on(stage, device))
                        .toList());
    }

    private static StageSpec on(StageSpec stage, String device) {
        return new StageSpec(
                stage.id(),
                device,
                stage.preprocess(),
                stage.infer(),
                stage.postprocess(),
                stage.queue(),
                stage.at(),
                stage.compare(),
                stage.onFailure());
    }

    private static PipelineSpec pipeline(
            PipelineSpec p, int framesInFlightMax, QueueSpec queue, List<StageSpec> stages) {
        return new PipelineSpec(
                p.id(),
                p.cameras(),
                p.budgetMs(),
                p.budgetFrom(),
                p.priority(),
                p.staleMs(),
                p.displayHz(),
                framesInFlightMax,
                queue,
                stages);
    }

    static Infer network(Infer i, String network, int widthPx, int heightPx) {
        return infer(
                i, network, widthPx, heightPx, i.precision(), i.unit(), i.perFrameTrace(), i.dispatch(), i.keepWarm());
    }

    static Infer on(Infer i, String unit, String precision) {
        Infer other = infer(
                i,
                i.network(),
                i.inputWidthPx(),
                i.inputHeightPx(),
                precision,
                unit,
                i.perFrameTrace(),
                i.dispatch(),
                i.keepWarm());
        // a number of threads is one of the unit it was given for
        return unit.equals(i.unit())
                ? other
                : new Infer(
                        other.network(),
                        other.inputWidthPx(),
                        other.inputHeightPx(),
                        other.precision(),
                        unit,
                        null,
                        other.perFrameMean(),
                        other.perFrameDrawn(),
                        other.perFrameTrace(),
                        other.dispatch(),
                        other.keepWarm(),
                        null);
    }

    static Infer dispatch(Infer i, Dispatch dispatch) {
        return infer(
                i,
                i.network(),
                i.inputWidthPx(),
                i.inputHeightPx(),
                i.precision(),
                i.unit(),
                i.perFrameTrace(),
                dispatch,
                i.keepWarm());
    }

    static Infer keepWarm(Infer i, boolean keepWarm) {
        return infer(
                i,
                i.network(),
                i.inputWidthPx(),
                i.inputHeightPx(),
                i.precision(),
                i.unit(),
                i.perFrameTrace(),
                i.dispatch(),
                keepWarm);
    }

    static Infer counts(Infer i, List<Integer> perFrame) {
        return infer(
                i,
                i.network(),
                i.inputWidthPx(),
                i.inputHeightPx(),
                i.precision(),
                i.unit(),
                perFrame,
                i.dispatch(),
                i.keepWarm());
    }

    private static Infer infer(
            Infer i,
            String network,
            int widthPx,
            int heightPx,
            String precision,
            String unit,
            List<Integer> perFrameTrace,
            Dispatch dispatch,
            boolean keepWarm) {
        double mean = perFrameTrace == i.perFrameTrace()
                ? i.perFrameMean()
                : perFrameTrace.stream().mapToInt(Integer::intValue).average().orElse(1);
        return new Infer(
                network,
                widthPx,
                heightPx,
                precision,
                unit,
                i.threads(),
                mean,
                i.perFrameDrawn(),
                perFrameTrace,
                dispatch,
                keepWarm,
                i.statedFor(network, widthPx, heightPx, precision, unit));
    }
}
