package org.framebudget.sim.pipeline;

import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LevelKind;
import org.framebudget.sim.random.RandomStream;

/** Turns a profile's spread into a source of service times. */
final class ServiceTimes {
    private ServiceTimes() {}

    /** Service times of this mean with the profile's spread. */
    static ServiceTime of(JitterProfile jitter, double meanNs, RandomStream random) {
        if (jitter instanceof JitterProfile.TwoState two) {
            return new TwoStateTime(
                    random,
                    meanNs,
                    two.quietCv().value(),
                    two.contendedFraction().value(),
                    two.contendedRunJobs().value(),
                    two.contendedFactor().value(),
                    two.contendedCv().value());
        }
        if (jitter instanceof JitterProfile.Trace trace) {
            return new TraceTime(random, meanNs, doubles(trace.ratios()), trace.blockJobs());
        }
        if (jitter instanceof JitterProfile.Slowdown slowdown) {
            return new SlowdownTime(random, meanNs, slowdown);
        }
        return new FixedTime(Math.round(meanNs));
    }

    /** A record from the application, replayed. */
    static ServiceTime of(FieldLatency field, double meanNs, RandomStream random) {
        return new TraceTime(random, meanNs, doubles(field.ratios()), field.blockJobs());
    }

    /** Mean over a level, to turn a published level into the mean the samplers want. */
    static double meanOver(LevelKind level, JitterProfile jitter, double levelNs) {
        return switch (level) {
            case MEAN -> 1;
            case MEDIAN -> meanOverMedian(jitter, levelNs);
            // a spread that somebody else measured does not say how calm it was
            case CALM -> jitter instanceof JitterProfile.Slowdown slowdown ? slowdown.meanOverCalm() : 1;
        };
    }

    private static double meanOverMedian(JitterProfile jitter, double medianNs) {
        if (jitter instanceof JitterProfile.TwoState two) {
            // the contended state is the rarer one, so the median lies in the quiet state's body
            double mixture =
                    1 + two.contendedFraction().value() * (two.contendedFactor().value() - 1);
            double cv = two.quietCv().value();
            return mixture * StrictMath.sqrt(1 + cv * cv);
        }
        if (jitter instanceof JitterProfile.Trace trace) {
            List<Double> sorted = trace.ratios().stream().sorted().toList();
            return 1 / sorted.get(sorted.size() / 2);
        }
        if (jitter instanceof JitterProfile.Slowdown slowdown) {
            double[] means = slowdown.means(slowdown.valuesOf(medianNs * 1e-6 / slowdown.meanOverCalm()));
            Arrays.sort(means);
            return 1 / means[means.length / 2];
        }
        return 1;
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
