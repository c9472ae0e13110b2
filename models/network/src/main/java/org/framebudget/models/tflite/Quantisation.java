package org.framebudget.models.tflite;

/** How whole numbers stand for real ones: {@code real = scale * (number - zeroPoint)}. */
final class Quantisation {
    private final float[] scales;
    private final int zeroPoint;
    private final int dimension;

    /**
     * Takes over the array.
     *
     * @param scales one for all, or one for each extent of {@code dimension}
     * @param zeroPoint the same everywhere
     */
    Quantisation(float[] scales, int zeroPoint, int dimension) {
        this.scales = scales;
        this.zeroPoint = zeroPoint;
        this.dimension = dimension;
    }

    static Quantisation even(float scale, int zeroPoint) {
        return new Quantisation(new float[] {scale}, zeroPoint, 0);
    }

    /** Number of scales. */
    int count() {
        return scales.length;
    }

    float scale(int index) {
        return scales[index];
    }

    int zeroPoint() {
        return zeroPoint;
    }

    /** Along which scales differ. */
    int dimension() {
        return dimension;
    }
}
