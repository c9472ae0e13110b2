package org.framebudget.sim.host;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.framebudget.devices.calibration.JitterFit;
import org.framebudget.devices.calibration.MemoryFit;
import org.framebudget.devices.calibration.PauseFit;
import org.framebudget.models.runtime.MachineInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a calibration did.
 *
 * @param profile the file it wrote
 * @param seconds it took
 * @param runs of networks
 * @param levels rows of the profile's table
 * @param crowded jobs on all cores that had to be left out, since others kept too many cores busy in every round
 * @param otherCores cores that others kept busy, median over the runs; absent where the system does not say
 * @param spreadFraction slowest over calmest round less one, median over the jobs; absent for one round
 * @param coldFirstFactor first inference over the level, median; absent without runs
 * @param jitter how its pieces hang together
 * @param slowdown absent without runs on one thread
 * @param powerMeasured whether the system showed power
 */
public record HostReport(
        Path profile,
        MachineInfo machine,
        double seconds,
        int runs,
        int levels,
        int crowded,
        @Nullable Double otherCores,
        @Nullable Double spreadFraction,
        @Nullable Double coldFirstFactor,
        @Nullable MemoryFit memory,
        @Nullable PauseFit pauses,
        @Nullable JitterFit jitter,
        @Nullable Slowdown slowdown,
        boolean powerMeasured) {
    /**
     * Time by the clock on the wall over that where nothing disturbs.
     *
     * @param p95 one piece of work of twenty was slowed down more
     */
    public record Slowdown(double mean, double median, double p95) {
        static @Nullable Slowdown of(List<Double> values) {
            double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
            return all.length == 0
                    ? null
                    : new Slowdown(StatUtils.mean(all), StatUtils.percentile(all, 50), StatUtils.percentile(all, 95));
        }
    }

    static @Nullable Double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    }
}
