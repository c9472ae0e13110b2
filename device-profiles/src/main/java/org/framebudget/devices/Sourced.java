package org.framebudget.devices;

import org.jspecify.annotations.Nullable;

/**
 * One number of a profile with its source. The unit stands in the name of the field that holds it.
 *
 * @param value the number used
 * @param low lower end of the plausible range, absent where the source gives none; required for ASSUMED
 * @param high upper end of the plausible range, absent where the source gives none; required for ASSUMED
 * @param source where it comes from
 */
public record Sourced(
        double value, @Nullable Double low, @Nullable Double high, Source source) {
    /** Throws {@link IllegalArgumentException} for a missing source, a number that is not finite or an inverted range. */
    public Sourced {
        if (source == null) {
            throw new IllegalArgumentException("The value " + value + " has no source.");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The value " + value + " is not a finite number.");
        }
        if (source.assumed() && (low == null || high == null)) {
            throw new IllegalArgumentException("The ASSUMED value " + value + " needs a range (low, high).");
        }
        if (low != null && high != null && !(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "The value " + value + " lies outside its own range (" + low + " to " + high + ").");
        }
    }
}
