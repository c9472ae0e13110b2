package org.framebudget.models.network;

/** How a window treats the border of a map, as TensorFlow defines it. */
public enum Padding {
    /** As many outputs as there are strides in the input; the border is padded. */
    SAME,
    /** Only windows that lie inside. */
    VALID;

    /** Output extent of a window of {@code kernel} places, {@code dilation} apart; at least 0. */
    public int outputExtent(int input, int kernel, int stride, int dilation) {
        int reach = (kernel - 1) * dilation + 1;
        int covered = this == SAME ? input : input - reach + 1;
        return Math.max(0, (covered + stride - 1) / stride);
    }
}
