package org.framebudget.models.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/** Size of a network's input image in pixels, 32 to 4096 a side. */
public record InputSize(int widthPx, int heightPx) {
    /** Smallest and largest side. */
    public static final int MIN_PX = 32;

    public static final int MAX_PX = 4096;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})x(\\d{1,9})");

    public InputSize {
        if (Math.min(widthPx, heightPx) < MIN_PX || Math.max(widthPx, heightPx) > MAX_PX) {
            throw new InputException("The input " + widthPx + "x" + heightPx + " is outside " + MIN_PX + " to " + MAX_PX
                    + " pixels a side.");
        }
    }

    /** A square input. */
    public static InputSize square(int sidePx) {
        return new InputSize(sidePx, sidePx);
    }

    /** Reads {@code 320x240}, width first. */
    public static InputSize of(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new InputException("The input '" + text + "' is not a size. Write width x height, as in 224x224.");
        }
        return new InputSize(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    @Override
    public String toString() {
        return widthPx + "x" + heightPx;
    }
}
