package org.framebudget.devices.calibration.imports;

import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement is of, as far as somebody says it.
 *
 * @param network network id
 * @param input size of the image
 * @param precision {@code fp32 fp16 int8}
 * @param unit unit id
 * @param threads CPU threads; 0 on a unit that has none
 */
public record Subject(
        @Nullable String network,
        @Nullable InputSize input,
        @Nullable String precision,
        @Nullable String unit,
        @Nullable Integer threads) {
    /** Nothing is said. */
    public static final Subject UNKNOWN = new Subject(null, null, null, null, null);

    /** What this does not say is taken from another. */
    Subject or(Subject other) {
        return new Subject(
                network == null ? other.network : network,
                input == null ? other.input : input,
                precision == null ? other.precision : precision,
                unit == null ? other.unit : unit,
                threads == null ? other.threads : threads);
    }
}
