package org.framebudget.models.tflite;

/** IEEE 754 binary16. */
final class HalfFloat {
    private static final int LARGEST_EXPONENT = 15;
    private static final int SMALLEST_EXPONENT = -14;
    private static final int FRACTION_BITS = 10;

    private HalfFloat() {}

    /** The nearest half, ties to even; infinite beyond the largest, 65,504. */
    static short bits(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
        double size = Math.abs(value);
        int exponent = Math.max(SMALLEST_EXPONENT, Math.getExponent(size));
        // rint rounds to even; a carry out of the fraction raises the exponent by itself
        long steps = (long) Math.rint(Math.scalb(size, FRACTION_BITS - exponent));
        long bits = steps + ((long) (exponent - SMALLEST_EXPONENT) << FRACTION_BITS);
        long infinite = (long) (LARGEST_EXPONENT - SMALLEST_EXPONENT + 2) << FRACTION_BITS;
        return (short) (sign | (int) Math.min(bits, infinite));
    }
}
