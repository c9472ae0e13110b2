package org.framebudget.sim.pipeline;

/**
 * The exponential from additions and multiplications alone: the same bits on every processor, which {@code Math.exp}
 * does not promise, and quicker than {@code StrictMath.exp}. Relative error below 3e-13 for |x| up to 700, far below a
 * nanosecond in a service time.
 */
final class PortableExp {
    private static final int STEPS = 256;
    private static final double STEPS_PER_UNIT = STEPS / StrictMath.log(2);
    private static final double UNIT_PER_STEP = StrictMath.log(2) / STEPS;

    /** Adding this rounds to a whole number, which then stands in the low bits. */
    private static final double ROUND = 0x1.8p52;

    private static final double[] POWER = new double[STEPS];

    static {
        for (int i = 0; i < STEPS; i++) {
            POWER[i] = StrictMath.pow(2, (double) i / STEPS);
        }
    }

    private PortableExp() {}

    /** e to the power x = 2^(k/256) · e^r with |r| below 0.0014, where three terms of the series do. */
    static double exp(double x) {
        double shifted = x * STEPS_PER_UNIT + ROUND;
        int k = (int) Double.doubleToRawLongBits(shifted);
        double r = x - (shifted - ROUND) * UNIT_PER_STEP;
        double power = POWER[k & (STEPS - 1)] * Double.longBitsToDouble((1023L + (k >> 8)) << 52);
        return power * ((1 + r) + r * r * (0.5 + r * (1.0 / 6)));
    }
}
