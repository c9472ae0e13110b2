package org.framebudget.sim.cli;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --input} and {@code --precision}, in every command that has them. */
final class NetworkOptions {
    /** Those that networks are defined in. */
    private static final List<String> PRECISIONS =
            List.of(Precision.FP32.text(), Precision.FP16.text(), Precision.INT8.text());

    @Option(
            names = "--input",
            paramLabel = "WxH",
            description =
                    "Size of the input image in pixels, 32 to 4096 a side; default: the published one, or the file's own.")
    private @Nullable String input;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description =
                    "fp32, fp16 or int8; default: the file's own; of a known network fp32, in 'predict' the best known"
                            + " on the unit.")
    private @Nullable String precision;

    /** Absent where the option is. */
    @Nullable
    InputSize input() {
        return input(input);
    }

    /** Absent where the option is. */
    @Nullable
    Precision precision() {
        return precision(precision);
    }

    /** What an {@code --input} of another description says. */
    static @Nullable InputSize input(@Nullable String text) {
        try {
            return text == null ? null : InputSize.of(text);
        } catch (InputException e) {
            throw new InputException("--input: " + e.getMessage(), e);
        }
    }

    /** What a {@code --precision} of another description says. */
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

    /**
     * Refuses a name of nothing, which would be taken for the folder one is in.
     *
     * @param option as in {@code --network}
     */
    static void checkNamed(String option, String network) {
        if (network.isBlank()) {
            throw new InputException(option + ": is empty. 'framebudget networks' lists the known ones.");
        }
    }
}
