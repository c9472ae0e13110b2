package org.framebudget.scenarios;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One claim that is often heard, held against what the product says.
 *
 * @param id short name
 * @param claim what is claimed
 * @param stated the number in it
 * @param simulated what the product says of it
 * @param value the simulated number that is compared, absent where there is none
 * @param low lower end of its range over the cases looked at, or of its 95 % interval
 * @param high upper end
 * @param unit of the three
 * @param rangeOf what lies between low and high
 * @param conditions what the answer holds for
 * @param assumed ASSUMED parameters that the answer rests on; none of them was set from a claim
 * @param verdict whether it holds
 * @param because one sentence
 */
record Claim(
        String id,
        String claim,
        String stated,
        String simulated,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        String unit,
        String rangeOf,
        String conditions,
        List<String> assumed,
        Verdict verdict,
        String because) {
    Claim {
        assumed = List.copyOf(assumed);
    }

    /** Value and range in words, as in {@code 15.1 ms (12.3 to 18.6 ms: 95 % interval)}; empty where there is no value. */
    String range() {
        if (value == null) {
            return "";
        }
        String shown = number(value) + " " + unit;
        return low == null || high == null
                ? shown
                : shown + " (" + number(low) + " to " + number(high) + " " + unit + ": " + rangeOf + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Whether a claim holds. */
    enum Verdict {
        /** In all cases looked at. */
        SUPPORTED("SUPPORTED"),
        /** Under conditions that the claim does not name. */
        CONDITIONAL("CONDITIONAL"),
        /** In none. */
        NOT_SUPPORTED("NOT SUPPORTED");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** All of the cases, some, or none. */
        static Verdict of(long holding, long cases) {
            return holding == cases ? SUPPORTED : holding > 0 ? CONDITIONAL : NOT_SUPPORTED;
        }
    }
}
