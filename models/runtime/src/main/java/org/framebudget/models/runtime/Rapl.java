package org.framebudget.models.runtime;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A counter of energy as Linux's power capping framework shows it, in microjoules; it begins anew at 0 after the largest value
 * that its range file names.
 */
final class Rapl {
    private final Path energy;
    private final @Nullable Double rangeUj;
    private @Nullable Double lastUj;
    private long lastNs;

    Rapl(Path energy, Path range) {
        this.energy = energy;
        this.rangeUj = Sensors.number(range);
    }

    /** Mean since the last call; absent in the first, and where the counter went back without a known range. */
    @Nullable
    Double powerW(long nowNs) {
        Double nowUj = Sensors.number(energy);
        Double beforeUj = lastUj;
        long beforeNs = lastNs;
        lastUj = nowUj;
        lastNs = nowNs;
        if (nowUj == null || beforeUj == null || nowNs <= beforeNs) {
            return null;
        }
        double usedUj = nowUj - beforeUj;
        if (usedUj < 0) {
            if (rangeUj == null) {
                return null;
            }
            usedUj += rangeUj;
        }
        return usedUj * 1e-6 / ((nowNs - beforeNs) * 1e-9);
    }
}
