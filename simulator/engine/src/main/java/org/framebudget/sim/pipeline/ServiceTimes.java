package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.devices.latency.JitterProfile;
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
        return new FixedTime(Math.round(meanNs));
    }

    /** A record from the application, replayed. */
    static ServiceTime of(FieldLatency field, double meanNs, RandomStream random) {
        return new TraceTime(random, meanNs, doubles(field.ratios()), field.blockJobs());
    }

    /** Mean over median, to turn a published median into the mean the samplers want. */
    static double meanOverMedian(JitterProfile jitter) {
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
        return 1;
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
