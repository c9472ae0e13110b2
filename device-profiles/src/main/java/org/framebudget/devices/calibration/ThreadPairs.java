package org.framebudget.devices.calibration;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.latency.LatencyModel.LogRatio;
import org.framebudget.devices.latency.LatencyRow;

/**
 * What more threads gain: for each network that one source ran with two numbers of threads, the logarithm of the speed-up over the
 * logarithm of the ratio of threads. 1 would be perfect scaling.
 */
final class ThreadPairs {
    private ThreadPairs() {}

    static LogRatio exponent(List<DeviceProfile> profiles) {
        SummaryStatistics exponents = new SummaryStatistics();
        for (DeviceProfile profile : profiles) {
            List<LatencyRow> rows = profile.latency().rows();
            if (profile.id().contains("+")) {
                continue;
            }
            for (LatencyRow few : rows) {
                for (LatencyRow many : rows) {
                    if (few.threads() > 0 && few.threads() < many.threads() && sameButThreads(few, many)) {
                        exponents.addValue(StrictMath.log(few.latencyMs() / many.latencyMs())
                                / StrictMath.log((double) many.threads() / few.threads()));
                    }
                }
            }
        }
        return new LogRatio(exponents.getMean(), exponents.getStandardDeviation());
    }

    private static boolean sameButThreads(LatencyRow a, LatencyRow b) {
        return a.network().equals(b.network())
                && a.inputWidthPx() == b.inputWidthPx()
                && a.precision().equals(b.precision())
                && a.unit().equals(b.unit())
                && a.unit().equals("cpu")
                && a.runtime().equals(b.runtime())
                && a.source().cite().equals(b.source().cite());
    }
}
