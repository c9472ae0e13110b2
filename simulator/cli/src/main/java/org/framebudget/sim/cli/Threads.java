package org.framebudget.sim.cli;

import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/** The {@code --threads} option. */
public final class Threads {
    private static final int MOST = 1024;

    private Threads() {}

    /** The number wanted, or all cores; throws {@link InputException} for less than one or more than there are anywhere. */
    public static int orAll(@Nullable Integer wanted) {
        if (wanted == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (wanted < 1 || wanted > MOST) {
            throw new InputException(
                    "--threads: " + wanted + " is out of range. A whole number from 1 to " + MOST + " is right.");
        }
        return wanted;
    }
}
