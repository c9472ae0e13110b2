package org.framebudget.scenarios;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Regions per frame of sixteen cameras, from the row of frigate issue 7247 with one Coral alone. The stick is never idle there, so that a
 * detection takes 1 s over the 135 of a second, and a queue that takes turns gives every camera that always waits the same share of
 * them: a camera with r regions a frame gets through share / r frames, at most what it sends. Lognormal over the cameras, at the middles of
 * sixteen equal shares of probability; its two parameters are fitted to the mean of what was processed and to the most that one camera
 * skipped. Two more figures of the row, the mean that was skipped and the most that one camera processed, are then met without a
 * parameter of their own.
 */
final class RegionsPerFrame {
    static final int CAMERAS = 16;
    static final double PROCESSED_FPS = 2.38;
    static final double MOST_PROCESSED_FPS = 4.6;
    static final double SKIPPED_FPS = 2.19;
    static final double MOST_SKIPPED_FPS = 4.2;
    static final double DETECTIONS_PER_S = 135;

    /** What cameras send: clips that begin anew give less than their 5 fps. */
    static final double SENT_FPS = PROCESSED_FPS + SKIPPED_FPS;

    private RegionsPerFrame() {}

    /** Of each camera, rising. */
    static double[] fitted() {
        double spread = root(0.05, 2.5, s -> SENT_FPS - least(processedFps(scaled(s), 1)) - MOST_SKIPPED_FPS);
        return scaled(spread);
    }

    /** With this spread and the mean that was processed. */
    private static double[] scaled(double spread) {
        double median = root(0.01, 60, m -> PROCESSED_FPS - mean(processedFps(lognormal(m, spread), 1)));
        return lognormal(median, spread);
    }

    private static double[] lognormal(double median, double spread) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double[] regions = new double[CAMERAS];
        for (int i = 0; i < CAMERAS; i++) {
            regions[i] = median * StrictMath.exp(spread * normal.inverseCumulativeProbability((i + 0.5) / CAMERAS));
        }
        return regions;
    }

    /** Frames a second of each camera that so many sticks get through, each as fast as the one; nobody is given more than it needs. */
    static double[] processedFps(double[] regions, int sticks) {
        double all = sticks * DETECTIONS_PER_S;
        double needed = Arrays.stream(regions).sum() * SENT_FPS;
        double share = needed <= all
                ? Double.MAX_VALUE
                : root(
                        0,
                        all,
                        s -> Arrays.stream(regions)
                                        .map(r -> Math.min(s, SENT_FPS * r))
                                        .sum()
                                - all);
        return Arrays.stream(regions).map(r -> Math.min(share / r, SENT_FPS)).toArray();
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    /** Of a rising function. */
    private static double root(double low, double high, DoubleUnaryOperator f) {
        double below = low;
        double above = high;
        for (int i = 0; i < 80; i++) {
            double middle = (below + above) / 2;
            if (f.applyAsDouble(middle) < 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return (below + above) / 2;
    }
}
