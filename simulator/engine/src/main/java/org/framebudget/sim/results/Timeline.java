package org.framebudget.sim.results;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run over time, in equal windows; what charts and counter tracks are drawn from. Every array has one entry per
 * window; NaN where a window has nothing to say.
 *
 * @param windowNs length of a window
 * @param endNs end of each window
 * @param streams by position as in the result
 * @param devices by position as in the result
 */
public record Timeline(long windowNs, long[] endNs, List<StreamSeries> streams, List<DeviceSeries> devices) {

    /** A copy of the first windows, of which there are at least as many. */
    public Timeline until(int windows) {
        return new Timeline(
                windowNs,
                Arrays.copyOf(endNs, windows),
                streams.stream().map(series -> series.until(windows)).toList(),
                devices.stream().map(series -> series.until(windows)).toList());
    }

    private static Map<String, double[]> until(int windows, Map<String, double[]> all) {
        Map<String, double[]> first = new LinkedHashMap<>();
        all.forEach((name, values) -> first.put(name, Arrays.copyOf(values, windows)));
        return first;
    }

    /**
     * One stream.
     *
     * @param latencyP50Ms median latency, from where the budget starts, of results in the window
     * @param latencyP99Ms 99th percentile, or the largest where the window has fewer than 100 results
     * @param captured frames captured in the window
     * @param onTime results on time in the window
     * @param late results late in the window
     * @param dropped frames dropped in the window
     * @param queueLength frames waiting at the window's end
     * @param latencyMaxMs largest latency in the window, exact
     * @param stale results on time in the window that were stale when first used
     * @param janks refreshes of the display that a new result missed in the window
     */
    public record StreamSeries(
            String id,
            double[] latencyP50Ms,
            double[] latencyP99Ms,
            long[] captured,
            long[] onTime,
            long[] late,
            long[] dropped,
            int[] queueLength,
            double[] latencyMaxMs,
            long[] stale,
            long[] janks) {
        private StreamSeries until(int windows) {
            return new StreamSeries(
                    id,
                    Arrays.copyOf(latencyP50Ms, windows),
                    Arrays.copyOf(latencyP99Ms, windows),
                    Arrays.copyOf(captured, windows),
                    Arrays.copyOf(onTime, windows),
                    Arrays.copyOf(late, windows),
                    Arrays.copyOf(dropped, windows),
                    Arrays.copyOf(queueLength, windows),
                    Arrays.copyOf(latencyMaxMs, windows),
                    Arrays.copyOf(stale, windows),
                    Arrays.copyOf(janks, windows));
        }
    }

    /**
     * One device.
     *
     * @param temperatureDegC by node, at the window's end
     * @param clockFraction by unit, at the window's end
     * @param utilisation by unit, mean over the window
     * @param powerW mean over the window
     * @param batteryFraction at the window's end; NaN without a battery
     * @param powerByComponentW by component as in the result's energies, mean over the window; they add up to {@code powerW}
     */
    public record DeviceSeries(
            String id,
            Map<String, double[]> temperatureDegC,
            Map<String, double[]> clockFraction,
            Map<String, double[]> utilisation,
            double[] powerW,
            double[] batteryFraction,
            Map<String, double[]> powerByComponentW) {
        private DeviceSeries until(int windows) {
            return new DeviceSeries(
                    id,
                    Timeline.until(windows, temperatureDegC),
                    Timeline.until(windows, clockFraction),
                    Timeline.until(windows, utilisation),
                    Arrays.copyOf(powerW, windows),
                    Arrays.copyOf(batteryFraction, windows),
                    Timeline.until(windows, powerByComponentW));
        }
    }
}
