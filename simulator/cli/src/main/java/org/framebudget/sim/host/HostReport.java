package org.framebudget.sim.host;

import java.nio.file.Path;
import java.util.List;
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
        boolean powerMeasured) {

    static @Nullable Double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    }
}
