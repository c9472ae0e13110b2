package org.framebudget.models.runtime.child;

import org.framebudget.models.network.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * What a tensor holds for each value of a pixel, 0 to 255. Floating point: -1 to 1. Quantised: the real value by the tensor's
 * quantisation, of that range among -1 to 1, 0 to 1 and 0 to 255 that fits what the tensor can hold best. Integers without a
 * quantisation: the pixel itself, less 128 where they are signed.
 *
 * @param floats of a tensor of 32-bit floating point, else empty
 * @param bytes of a tensor of 8-bit integers, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // read in the innermost loop
record PixelValues(float[] floats, byte[] bytes) {
    private static final int VALUES = 256;
    private static final double[][] RANGES = {{-1, 1}, {0, 1}, {0, 255}};

    /** Null for a type that takes no pixels. */
    static @Nullable PixelValues of(ElementType type, double scale, int zeroPoint) {
        return switch (type) {
            case FLOAT32 -> floating();
            case UINT8 -> integers(0, scale, zeroPoint);
            case INT8 -> integers(-128, scale, zeroPoint);
            default -> null;
        };
    }

    private static PixelValues floating() {
        float[] floats = new float[VALUES];
        for (int pixel = 0; pixel < VALUES; pixel++) {
            floats[pixel] = (float) (pixel / 127.5 - 1);
        }
        return new PixelValues(floats, new byte[0]);
    }

    private static PixelValues integers(int least, double scale, int zeroPoint) {
        byte[] bytes = new byte[VALUES];
        double[] range = scale == 0
                ? new double[] {least, least + 255}
                : nearest(scale * (least - zeroPoint), scale * (least + 255 - zeroPoint));
        for (int pixel = 0; pixel < VALUES; pixel++) {
            double real = range[0] + pixel / 255.0 * (range[1] - range[0]);
            long step = scale == 0 ? Math.round(real) : Math.round(real / scale) + zeroPoint;
            bytes[pixel] = (byte) Math.max(least, Math.min(least + 255, step));
        }
        return new PixelValues(new float[0], bytes);
    }

    private static double[] nearest(double lowest, double highest) {
        double[] best = RANGES[0];
        for (double[] range : RANGES) {
            best = distance(range, lowest, highest) < distance(best, lowest, highest) ? range : best;
        }
        return best;
    }

    /** As a part of the range. */
    private static double distance(double[] range, double lowest, double highest) {
        return (Math.abs(range[0] - lowest) + Math.abs(range[1] - highest)) / (range[1] - range[0]);
    }
}
