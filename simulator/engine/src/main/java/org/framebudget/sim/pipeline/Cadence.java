package org.framebudget.sim.pipeline;

import java.util.Arrays;
import org.framebudget.models.Ratio;

/** When a camera starts its frames. Every instant is computed from the frame's number, never accumulated. */
abstract class Cadence {
    private static final long NS_PER_S = 1_000_000_000L;

    /** Start of frame {@code number}; {@code Long.MAX_VALUE} where there is no such frame. */
    abstract long startNs(long number);

    /** Frames that start before {@code endNs}. */
    abstract long countBefore(long endNs);

    /**
     * Frames per second. Recorded ones: over the mean interval between those that start before {@code endNs}, or one in all
     * that time where there are fewer than two.
     */
    abstract Ratio rate(long endNs);

    /** Frames at a constant rate from {@code phaseNs} on. */
    static Cadence periodic(Ratio fps, long phaseNs) {
        return new Periodic(fps, phaseNs);
    }

    /** Frames at recorded instants, strictly rising. */
    static Cadence recorded(long[] startNs) {
        return new Recorded(startNs.clone());
    }

    private static final class Periodic extends Cadence {
        private final Ratio fps;
        private final long phaseNs;
        private final long numerator;
        private final long denominator;
        private final long exactUpTo;

        Periodic(Ratio fps, long phaseNs) {
            this.fps = fps;
            this.phaseNs = phaseNs;
            // period = den * 1e9 / num, in lowest terms, so that one multiplication and one division do
            long common = gcd(NS_PER_S, fps.num());
            numerator = Math.multiplyExact(fps.den(), NS_PER_S / common);
            denominator = fps.num() / common;
            exactUpTo = Long.MAX_VALUE / numerator;
        }

        @Override
        long startNs(long number) {
            if (number > exactUpTo) {
                return phaseNs + fps.instantNs(number);
            }
            long product = number * numerator;
            return phaseNs + (denominator == 1 ? product : product / denominator);
        }

        @Override
        long countBefore(long endNs) {
            if (endNs <= phaseNs) {
                return 0;
            }
            long guess = (long) ((endNs - phaseNs) / 1e9 * fps.perS());
            while (guess > 0 && startNs(guess - 1) >= endNs) {
                guess--;
            }
            while (startNs(guess) < endNs) {
                guess++;
            }
            return guess;
        }

        @Override
        Ratio rate(long endNs) {
            return fps;
        }
    }

    private static final class Recorded extends Cadence {
        private final long[] startNs;

        Recorded(long[] startNs) {
            this.startNs = startNs;
        }

        @Override
        long startNs(long number) {
            return number < startNs.length ? startNs[(int) number] : Long.MAX_VALUE;
        }

        @Override
        long countBefore(long endNs) {
            int at = Arrays.binarySearch(startNs, endNs);
            return at >= 0 ? at : -at - 1;
        }

        @Override
        Ratio rate(long endNs) {
            int frames = (int) countBefore(endNs);
            long intervals = Math.max(1, frames - 1) * NS_PER_S;
            long spanNs = frames < 2 ? endNs : startNs[frames - 1] - startNs[0];
            long common = gcd(intervals, spanNs);
            return new Ratio(intervals / common, spanNs / common);
        }
    }

    static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
