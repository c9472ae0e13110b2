package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.latency.LatencyRow;

/**
 * How far apart two sources of one thing are: same device, unit, network, size, precision, threads, and kind of runtime, on
 * different pages. No model can be expected to predict better than that. The same number on two pages is one measurement, told twice.
 *
 * @param logRatios natural logarithm of each later source over the first
 */
record Repeats(List<Double> logRatios) {
    /** Beyond this the two did not run the same thing, whatever the pages say. */
    private static final double SAME_THING = 0.25;

    static Repeats of(List<DeviceProfile> profiles) {
        List<Double> ratios = new ArrayList<>();
        for (DeviceProfile profile : profiles) {
            Map<String, LatencyRow> firsts = new LinkedHashMap<>();
            for (LatencyRow row : profile.latency().rows()) {
                if (profile.id().contains("+") && !row.unit().equals("tpu")) {
                    continue;
                }
                String key = String.join(
                        " ",
                        row.network(),
                        row.inputWidthPx() + "x" + row.inputHeightPx(),
                        row.precision(),
                        row.unit(),
                        String.valueOf(row.threads()),
                        row.runtime());
                LatencyRow first = firsts.putIfAbsent(key, row);
                if (first != null && !first.source().cite().equals(row.source().cite())) {
                    double ratio = StrictMath.log(row.latencyMs() / first.latencyMs());
                    if (ratio != 0 && Math.abs(ratio) < SAME_THING) {
                        ratios.add(ratio);
                    }
                }
            }
        }
        return new Repeats(List.copyOf(ratios));
    }

    /** Spread of one source about the truth: that of the difference over the root of two. */
    double sdFraction() {
        double sum = 0;
        for (double ratio : logRatios) {
            sum += ratio * ratio / 2;
        }
        return logRatios.isEmpty() ? 0.03 : Math.max(0.01, Math.sqrt(sum / logRatios.size()));
    }
}
