package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;

/** Requests at several rates, so that inferences come after pauses. */
final class HostPauses {
    /** Small and large networks of the half that is fitted to: the small ones show what is lost once, the large ones what lengthens a job. */
    static final List<HostPlan.Job> JOBS = List.of(
            job("mobilenet_v1_0.25", 224, Precision.FP32),
            job("mobilenet_v1_0.75", 224, Precision.FP32),
            job("efficientnet_lite0", 224, Precision.INT8),
            job("inception_v4", 160, Precision.INT8),
            job("resnet50", 320, Precision.INT8));
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
     * @param calmMs back to back in the same run, where nothing disturbs
     * @param warmMs the same by the clock on the wall, at the median
     * @param pausedMs after the pauses, by the same clock at the median
     */
    record Paced(HostPlan.Job job, double rateFps, double calmMs, double warmMs, double pausedMs) {}

    private static HostPlan.Job job(String network, int px, Precision precision) {
        return new HostPlan.Job(network, InputSize.square(px), precision, false);
    }

    /** Each job at each rate that it can follow, once. */
    static List<Paced> round(HostBench bench, HostClock clock, List<HostPlan.Job> jobs, List<Double> ratesFps) {
        List<Paced> all = new ArrayList<>();
        for (HostPlan.Job job : jobs) {
            if (!all.isEmpty() && clock.over()) {
                break;
            }
            HostBench.Ran ran = bench.run(job, 1, SECONDS, ratesFps);
            double calmMs = HostTiming.calmMs(ran.timesNs());
            double warmMs = StatUtils.percentile(
                            Arrays.stream(ran.latenciesNs()).asDoubleStream().toArray(), 50)
                    * 1e-6;
            for (double rateFps : ratesFps) {
                double pausedMs = servicedMs(ran, rateFps);
                if (1e3 / rateFps - pausedMs > LEAST_PAUSE_SHARE * 1e3 / rateFps) {
                    all.add(new Paced(job, rateFps, calmMs, warmMs, pausedMs));
                }
            }
        }
        return all;
    }

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
