package org.framebudget.devices.calibration.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long run back to back, as a time series.
 *
 * @param name what ran
 * @param windows in order
 */
public record SustainedRun(String name, List<Window> windows) {
    public SustainedRun {
        windows = List.copyOf(windows);
    }

    /**
     * A part of the run.
     *
     * @param startS when it began
     * @param meanMs mean time of its inferences
     * @param clockMhz clock at its end, absent where the system does not show it
     * @param temperatureDegC temperature at its end, absent where the system does not show it
     */
    public record Window(
            double startS,
            double meanMs,
            @Nullable Double clockMhz,
            @Nullable Double temperatureDegC) {}
}
