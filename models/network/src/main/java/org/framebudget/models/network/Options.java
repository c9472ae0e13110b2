package org.framebudget.models.network;

/** What an operator is told beside its tensors. */
public sealed interface Options {
    /** Nothing that shapes or costs depend on. */
    record None() implements Options {}

    /** A sliding window: convolution, depthwise convolution, transposed convolution, pooling; extents in places. */
    record Window(
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int dilationHeight,
            int dilationWidth,
            Padding padding,
            Activation activation)
            implements Options {
        /** A square window without dilation. */
        public static Window square(int kernel, int stride, Padding padding, Activation activation) {
            return new Window(kernel, kernel, stride, stride, 1, 1, padding, activation);
        }
    }

    /** Element by element, or fully connected: a function applied to the result. */
    record Fused(Activation activation) implements Options {}

    /** Joins along a dimension, counted from the end where negative. */
    record Axis(int axis) implements Options {}

    /** Cuts into equal parts along a dimension that a constant input names. */
    record Split(int parts) implements Options {}

    /** A reduction over dimensions that a constant input names. */
    record Reduce(boolean keepDimensions) implements Options {}

    /** A change of a map's height and width to those that a constant input names. */
    record Resize(boolean alignCorners, boolean halfPixelCenters) implements Options {}

    /** Exponential's factor. */
    record Softmax(float beta) implements Options {}

    /** An operator outside the built-in ones: of unknown cost. */
    record Custom(String name) implements Options {}
}
