package org.framebudget.devices.latency;

import java.util.List;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.jspecify.annotations.Nullable;

/**
 * One predicted invoke time, at the unit's first operating point.
 *
 * @param query what was asked, with unit and threads filled in
 * @param meanMs expected time
 * @param lowMs lower end of the 95 % interval of the mean that a new measurement would give
 * @param highMs upper end of it
 * @param basis where it comes from
 * @param computeFraction part of the time that follows the unit's clock
 * @param network what ran, absent for a measured network whose layers nobody gave
 * @param row the measured row it repeats, absent where it is not measured
 * @param sources citations of the measurements it rests on
 * @param notes what was carried over or assumed
 */
public record Prediction(
        LatencyQuery query,
        double meanMs,
        double lowMs,
        double highMs,
        Basis basis,
        double computeFraction,
        @Nullable NetworkFeatures network,
        @Nullable LatencyRow row,
        List<String> sources,
        List<String> notes) {
    public Prediction {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /** True where it rests on a factor that nobody measured. */
    public boolean assumed() {
        return notes.stream().anyMatch(note -> note.contains("ASSUMED"));
    }

    /** Half the interval's width in the logarithm: 0.1 is about ten percent either way. */
    public double halfWidthFraction() {
        return StrictMath.log(highMs / lowMs) / 2;
    }
}
