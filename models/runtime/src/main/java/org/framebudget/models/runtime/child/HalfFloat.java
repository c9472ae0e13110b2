package org.framebudget.models.runtime.child;

/** IEEE 754 binary16, which Java has from version 20 on only. */
final class HalfFloat {
    private HalfFloat() {}

    /** The bits of a number between -1 and 1, cut to what 16 bits hold; below 2^-14 it becomes 0. */
    static short bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int exponent = (bits >>> 23 & 0xFF) - 127 + 15;
        return (short) (exponent <= 0 ? sign : sign | exponent << 10 | bits >>> 13 & 0x3FF);
    }

    /** The number of 16 bits. */
    static float value(short half) {
        int exponent = half >>> 10 & 0x1F;
        int fraction = half & 0x3FF;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1.0p-24f;
        } else if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb(1 + fraction * 0x1.0p-10f, exponent - 15);
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
