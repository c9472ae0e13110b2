package org.framebudget.models.catalogue;

/** Numbers of channels after a width multiplier. */
final class Channels {
    private static final int STEP = 8;

    private Channels() {}

    /** Nearest multiple of 8, at least 8, and never more than a tenth below (the MobileNet V2 code's rule). */
    static int divisible(double channels) {
        int rounded = Math.max(STEP, (int) (channels + STEP / 2.0) / STEP * STEP);
        return rounded < 0.9 * channels ? rounded + STEP : rounded;
    }
}
