package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;

/** Requests at several rates, so that inferences come after pauses. */
final class HostPauses {
    /** Small and middling networks of the half that is fitted to: what a pause costs shows where an inference is short. */
    static final List<HostPlan.Job> JOBS = List.of(
            job("mobilenet_v1_0.25", Precision.FP32),
            job("mobilenet_v2_0.35", Precision.INT8),
            job("mobilenet_v1_0.75", Precision.FP32),
            job("efficientnet_lite0", Precision.INT8));
    /** Every second one from 60 to 1 per second; the others are what the fit has to predict. */
    static final List<Double> FITTED_FPS = List.of(60.0, 15.0, 5.0, 1.0);

    static final List<Double> HELD_OUT_FPS = List.of(30.0, 8.0, 2.0);
    /** A pause shorter than this share of the interval is no pause. */
    private static final double LEAST_PAUSE_SHARE = 0.2;

    private static final double SECONDS = 0.4;

    private HostPauses() {}

    /**
     * A job at one rate.
     *
     * @param warmMs back to back in the same run
     * @param pausedMs after the pauses
     */
    record Paced(HostPlan.Job job, double rateFps, double warmMs, double pausedMs) {}

    private static HostPlan.Job job(String network, Precision precision) {
        return new HostPlan.Job(network, InputSize.square(224), precision, false);
    }

    /** Each job at each rate that it can follow, once. */
    static List<Paced> round(HostBench bench, HostClock clock, List<HostPlan.Job> jobs, List<Double> ratesFps) {
        List<Paced> all = new ArrayList<>();
        for (HostPlan.Job job : jobs) {
            if (!all.isEmpty() && clock.over()) {
                break;
            }
            HostBench.Ran ran = bench.run(job, 1, SECONDS, ratesFps);
            double warmMs = HostTiming.calmMs(ran.timesNs());
            for (double rateFps : ratesFps) {
                long[] coreNs = ran.coreNsByRate().get(rateFps);
                double pausedMs = coreNs == null ? servicedMs(ran, rateFps) : HostTiming.calmMs(coreNs);
                if (1e3 / rateFps - pausedMs > LEAST_PAUSE_SHARE * 1e3 / rateFps) {
                    all.add(new Paced(job, rateFps, warmMs, pausedMs));
                }
            }
        }
        return all;
    }

    /** Where the system does not tell times on a core. */
    private static double servicedMs(HostBench.Ran ran, double rateFps) {
        return ran.record().rates().stream()
                .filter(rate -> rate.rateFps() == rateFps)
                .mapToDouble(rate -> rate.serviceMs().p50() == null
                        ? rate.serviceMs().mean()
                        : rate.serviceMs().p50())
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
