package org.framebudget.devices.thermal;

/**
 * Linux's power_allocator governor (intelligent power allocation; drivers/thermal/gov_power_allocator.c): a PID controller
 * finds the heat a zone may have, and actors share it by what they ask for. All in the kernel's integers: milliwatts,
 * millidegrees, gains with 10 fractional bits, right shifts that round down.
 */
public final class PowerAllocator {
    private static final int FRACTION_BITS = 10;

    private final int sustainableMw;
    private final int controlMilliDegC;
    private final Gains gains;
    private long errorSum;
    private long lastError;

    /**
     * Gains in mW per m°C with 10 fractional bits.
     *
     * @param kPo proportional, above the control temperature
     * @param kPu proportional, below it
     * @param kI integral, per poll
     * @param kD derivative, per 1,024 ms
     * @param integralCutoffMilliK the integral grows only while the error is below this
     */
    public record Gains(int kPo, int kPu, int kI, int kD, int integralCutoffMilliK) {
        /**
         * What the kernel takes where a zone names none: {@code kPo = S/dT}, {@code kPu = 2 S/dT}, {@code kI = kPu/10}, no
         * derivative, with dT from switch-on to control temperature.
         */
        public static Gains defaults(int sustainableMw, int switchOnMilliDegC, int controlMilliDegC) {
            int spanMilliK = controlMilliDegC - switchOnMilliDegC;
            if (spanMilliK <= 0) {
                throw new IllegalArgumentException("The control temperature (" + controlMilliDegC
                        + " m°C) must lie above the switch-on temperature (" + switchOnMilliDegC + " m°C).");
            }
            int kPu = ((2 * sustainableMw) << FRACTION_BITS) / spanMilliK;
            return new Gains((sustainableMw << FRACTION_BITS) / spanMilliK, kPu, Math.max(1, kPu / 10), 0, 0);
        }
    }

    /** A controller at rest. */
    public PowerAllocator(int sustainableMw, int controlMilliDegC, Gains gains) {
        this.sustainableMw = sustainableMw;
        this.controlMilliDegC = controlMilliDegC;
        this.gains = gains;
    }

    /**
     * One poll.
     *
     * @param maximumMw sum of the actors' highest powers
     * @param pollMs period of the polls, for the derivative
     * @return heat allowed until the next poll, 0 to {@code maximumMw}
     */
    public int budgetMw(int milliDegC, int maximumMw, int pollMs) {
        long error = (long) (controlMilliDegC - milliDegC) << FRACTION_BITS;
        long proportional = product(error < 0 ? gains.kPo() : gains.kPu(), error);
        long integral = product(gains.kI(), errorSum);
        if (error < (long) gains.integralCutoffMilliK() << FRACTION_BITS) {
            long next = integral + product(gains.kI(), error);
            if (Math.abs(next) < (long) maximumMw << FRACTION_BITS) {
                integral = next;
                errorSum += error;
            }
        }
        long derivative = (product(gains.kD(), error - lastError) << FRACTION_BITS) / pollMs;
        lastError = error;
        long budget = sustainableMw + ((proportional + integral + derivative) >> FRACTION_BITS);
        return (int) Math.max(0, Math.min(maximumMw, budget));
    }

    /**
     * Shares a budget: first by request, each actor up to its maximum; what is cut off there goes to the others by how far they
     * are below theirs.
     *
     * @param requestMw weighted requests, one per actor
     * @param maximumMw highest power of each actor
     * @return power granted to each actor
     */
    public static int[] divide(int budgetMw, int[] requestMw, int[] maximumMw) {
        int actors = requestMw.length;
        long requested = 0;
        for (int request : requestMw) {
            requested += request;
        }
        int[] granted = new int[actors];
        long surplus = 0;
        long room = 0;
        for (int i = 0; i < actors; i++) {
            long share = roundedQuotient((long) requestMw[i] * budgetMw, Math.max(1, requested));
            granted[i] = (int) Math.min(share, maximumMw[i]);
            surplus += share - granted[i];
            room += maximumMw[i] - granted[i];
        }
        if (surplus == 0 || room == 0) {
            return granted;
        }
        long given = Math.min(surplus, room);
        for (int i = 0; i < actors; i++) {
            granted[i] += (int) roundedQuotient((maximumMw[i] - granted[i]) * given, room);
        }
        return granted;
    }

    private static long product(long gain, long value) {
        return (gain * value) >> FRACTION_BITS;
    }

    private static long roundedQuotient(long dividend, long divisor) {
        return (dividend + divisor / 2) / divisor;
    }
}
