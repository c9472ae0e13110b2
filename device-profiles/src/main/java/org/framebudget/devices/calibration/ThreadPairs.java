package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.latency.LatencyModel.LogRatio;
import org.framebudget.devices.latency.LatencyRow;

/**
 * What more threads gain: for each network that one source ran with two numbers of threads on a CPU, the logarithm of the speed-up
 * over the logarithm of the ratio of threads. 1 would be perfect scaling. All pairs are of equal cores, so nothing here tells what
 * small cores add to large ones.
 */
final class ThreadPairs {
    private static final String CPU = "cpu";

    private ThreadPairs() {}

    /**
     * One network with few and with many threads.
     *
     * @param device profile id
     * @param few the smaller number of threads
     * @param many the larger one
     * @param logRatio natural logarithm of the time with few over that with many
     */
    record Pair(String device, int few, int many, double logRatio) {
        double exponent() {
            return logRatio / logThreads();
        }

        double logThreads() {
            return StrictMath.log((double) many / few);
        }
    }

    /** Of every device; one behind a link runs on its host's CPU and is passed over. */
    static List<Pair> of(List<DeviceProfile> profiles) {
        List<Pair> pairs = new ArrayList<>();
        for (DeviceProfile profile : profiles) {
            List<LatencyRow> rows =
                    profile.id().contains("+") ? List.of() : profile.latency().rows();
            for (LatencyRow few : rows) {
                for (LatencyRow many : rows) {
                    if (few.threads() > 0 && few.threads() < many.threads() && sameButThreads(few, many)) {
                        pairs.add(new Pair(
                                profile.id(),
                                few.threads(),
                                many.threads(),
                                StrictMath.log(few.latencyMs() / many.latencyMs())));
                    }
                }
            }
        }
        return List.copyOf(pairs);
    }

    /** Mean and spread over pairs, where each device counts the same: one with many numbers of threads has many pairs. */
    static LogRatio exponent(List<Pair> pairs) {
        Map<String, List<Pair>> devices = pairs.stream().collect(Collectors.groupingBy(Pair::device));
        double mean = balanced(devices.values(), Pair::exponent);
        double variance = balanced(devices.values(), pair -> {
            double off = pair.exponent() - mean;
            return off * off;
        });
        return new LogRatio(mean, Math.sqrt(variance));
    }

    private static double balanced(Collection<List<Pair>> devices, ToDoubleFunction<Pair> value) {
        return devices.stream()
                .mapToDouble(of -> of.stream().mapToDouble(value).average().orElseThrow())
                .average()
                .orElseThrow();
    }

    private static boolean sameButThreads(LatencyRow a, LatencyRow b) {
        return a.network().equals(b.network())
                && a.inputWidthPx() == b.inputWidthPx()
                && a.precision().equals(b.precision())
                && a.unit().equals(b.unit())
                && a.unit().equals(CPU)
                && a.runtime().equals(b.runtime())
                && a.source().cite().equals(b.source().cite());
    }
}
