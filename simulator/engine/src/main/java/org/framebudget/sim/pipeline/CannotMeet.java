package org.framebudget.sim.pipeline;

import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.Slo;

/**
 * What no run can do, known before it begins. Each bound is of the path, not of the mean: it holds for whatever is drawn, so a scenario
 * it refuses fails when simulated too. With f the camera's rate, T the time counted and M the most frames of a stream between
 * capture and result:
 *
 * <ul>
 *   <li>no more than {@code f T + 1 + M} results can come, which has to do for {@code processed_fps_min} and
 *       {@code useful_fps_min};
 *   <li>where the shortest times of all stages add up to more than the budget, every result is late;
 *   <li>a stage with k servers that takes at least F per frame lets no more than {@code k (T / F + 1) + M} frames through.
 * </ul>
 *
 * <p>All three get tighter as T grows, so what fails at the least T fails at all. Shortest times are known of fixed and recorded service
 * times; drawn ones can be arbitrarily short, so the load they offer on average proves nothing.
 */
final class CannotMeet {
    /** Clocks, contention and rounding to nanoseconds; job lengths are only ever stretched. */
    private static final double SURELY = 1e-6;

    private static final double ROUNDED_NS = 1000;

    private final Run run;
    private final double countedS;

    private CannotMeet(Run run, double countedS) {
        this.run = run;
        this.countedS = countedS;
    }

    /** Whether the steady state of a run that has not begun surely misses an objective or ends with a device. */
    static boolean inSteadyState(Run run) {
        return new CannotMeet(run, SteadyState.COUNT_NS * 1e-9).surely();
    }

    private boolean surely() {
        for (int s = 0; s < run.streams.size(); s++) {
            RunPlan.StreamAt at = run.plan.streams().get(s);
            CameraSpec camera = run.plan.cameras().get(at.cameraIndex()).spec();
            if (plain(at.pipeline(), camera) && (tooFew(s, at, camera) || tooLate(s, at, camera))) {
                return true;
            }
        }
        return false;
    }

    /** Every frame goes the same way, and the number of those on it is bounded. */
    private boolean plain(PipelineSpec pipeline, CameraSpec camera) {
        Double motion = camera.motionFraction();
        return camera.traceNs().isEmpty()
                && camera.jitterMs() == 0
                && (motion == null || motion >= 1)
                && !(pipeline.queue().policy() == Policy.FIFO
                        && pipeline.queue().whenFull() == Scenario.WhenFull.BLOCK)
                && run.plan.devices().stream()
                        .allMatch(device -> device.use().failures().isEmpty()
                                && device.use().batching().isEmpty())
                && pipeline.stages().stream()
                        .allMatch(stage -> stage.queue() == null
                                && stage.compare() == null
                                && stage.onFailure() == null
                                && (stage.infer() == null
                                        || stage.infer().perFrameTrace().isEmpty()
                                                && !stage.infer().perFrameDrawn()
                                                && stage.infer().perFrameMean() >= 1));
    }

    /** M: waiting for the first stage, admitted, and not yet delivered. */
    private double between(RunPlan.StreamAt at, CameraSpec camera) {
        PipelineSpec pipeline = at.pipeline();
        CameraTiming timing = CameraTiming.of(
                camera,
                run.plan
                        .devices()
                        .get(run.plan.cameras().get(at.cameraIndex()).deviceIndex())
                        .profile()
                        .camera());
        int waiting =
                pipeline.queue().policy() == Policy.FIFO ? pipeline.queue().capacity() : 1;
        return waiting + pipeline.framesInFlightMax() + timing.startToDeliveryNs() * 1e-9 * perS(camera) + 1;
    }

    private static double perS(CameraSpec camera) {
        return CameraTiming.rate(camera).perS();
    }

    private boolean tooFew(int s, RunPlan.StreamAt at, CameraSpec camera) {
        Slo slo = run.plan.scenario().slo();
        double mostPerS = (perS(camera) * countedS + 1 + between(at, camera)) / countedS * (1 + SURELY);
        return slo.usefulFpsMin() != null && mostPerS < slo.usefulFpsMin()
                || slo.processedFpsMin() != null && mostPerS < slo.processedFpsMin();
    }

    private boolean tooLate(int s, RunPlan.StreamAt at, CameraSpec camera) {
        Double most = run.plan.scenario().slo().missFractionMax();
        if (most == null) {
            return false;
        }
        double onTime = leastNs(run.streams.get(s)) > at.pipeline().budgetMs() * 1e6 ? 0 : throughput(s);
        double captured = perS(camera) * countedS - 1;
        return captured > 0 && 1 - (onTime + 2 * between(at, camera)) / captured > most + SURELY;
    }

    /** From delivery to the result; a budget that starts earlier is the shorter for it. */
    private static double leastNs(Stream stream) {
        double sumNs = 0;
        for (StreamStage stage : stream.stages) {
            sumNs += leastNs(stage) * (stage.parallel ? 1 : Work.next(stage.count));
        }
        return sumNs;
    }

    private double throughput(int s) {
        double least = Double.POSITIVE_INFINITY;
        for (StreamStage stage : run.streams.get(s).stages) {
            double frameNs = leastNs(stage) * stage.work.occupancyFraction() * Work.next(stage.count);
            if (frameNs > 0) {
                least = Math.min(least, stage.unit.pool.serverCount() * (countedS * 1e9 / frameNs + 1));
            }
        }
        return least;
    }

    private static double leastNs(StreamStage stage) {
        double aloneNs = stage.work.time().leastNs();
        return aloneNs == 0
                ? 0
                : Math.max(0, aloneNs * stage.unit.modelled().leastFactor(stage.work) * (1 - SURELY) - ROUNDED_NS);
    }
}
