package org.framebudget.sim.cli;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.jspecify.annotations.Nullable;

/** What {@code --input} and {@code --precision} say, in every command that has them. */
final class NetworkOptions {
    /** Those that networks are defined in. */
    private static final List<String> PRECISIONS =
            List.of(Precision.FP32.text(), Precision.FP16.text(), Precision.INT8.text());

    private NetworkOptions() {}

    /** Absent where the option is. */
    static @Nullable InputSize input(@Nullable String text) {
        try {
            return text == null ? null : InputSize.of(text);
        } catch (InputException e) {
            throw new InputException("--input: " + e.getMessage(), e);
        }
    }

    /** Absent where the option is. */
    static @Nullable Precision precision(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!PRECISIONS.contains(text)) {
            throw new InputException(
                    "--precision: '" + text + "' is not known. " + Suggestions.advice(text, PRECISIONS));
        }
        return Precision.of(text).orElseThrow();
    }
}
