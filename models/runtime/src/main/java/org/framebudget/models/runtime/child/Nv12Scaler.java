package org.framebudget.models.runtime.child;

import java.nio.ByteBuffer;
import org.framebudget.models.runtime.FrameFile;

/**
 * Makes a row of a network's picture from a camera's frame in NV12. Values are interpolated between the four nearest pixels
 * (bilinear, centres of pixels at half), luma and colour each in their own grid, and then become red, green and blue by ITU-T
 * T.871 (2011), clause 7, the full-range form of ITU-R BT.601: R = Y + 1.402 (Cr - 128), G = Y - 0.344136 (Cb - 128) -
 * 0.714136 (Cr - 128), B = Y + 1.772 (Cb - 128). A colour sample stands in the middle of its four pixels, as there. Since both
 * steps are linear, their order matters only where a value leaves 0 to 255, and the one that is taken costs less the more a
 * frame shrinks.
 */
final class Nv12Scaler {
    private static final int WEIGHT_BITS = 8;
    private static final int ONE = 1 << WEIGHT_BITS;
    private static final int COEFFICIENT_BITS = 14;
    private static final int SHIFT = WEIGHT_BITS + COEFFICIENT_BITS;
    private static final int HALF = 1 << SHIFT - 1;
    private static final int NEUTRAL = 128 << WEIGHT_BITS;
    private static final int RED_CR = fixed(1.402);
    private static final int GREEN_CB = fixed(0.344136);
    private static final int GREEN_CR = fixed(0.714136);
    private static final int BLUE_CB = fixed(1.772);

    private final int widthPx;
    private final int colourAt;
    private final Axis lumaX;
    private final Axis lumaY;
    private final Axis colourX;
    private final Axis colourY;
    private final byte[] upper;
    private final byte[] lower;
    private final byte[] upperColour;
    private final byte[] lowerColour;

    /** Where each place of a picture lies between two samples of a frame, and how much the second of them counts. */
    private record Axis(int[] first, int[] second, int[] weight) {
        /**
         * Between samples of a plane.
         *
         * @param step pixels of the frame between two samples
         */
        static Axis of(int placesPx, int framePx, int step) {
            Axis axis = new Axis(new int[placesPx], new int[placesPx], new int[placesPx]);
            int last = framePx / step - 1;
            for (int i = 0; i < placesPx; i++) {
                double at = ((i + 0.5) * framePx / placesPx) / step - 0.5;
                double inside = Math.max(0, Math.min(last, at));
                axis.first[i] = (int) inside;
                axis.second[i] = Math.min(last, axis.first[i] + 1);
                axis.weight[i] = (int) Math.round((inside - axis.first[i]) * ONE);
            }
            return axis;
        }
    }

    Nv12Scaler(FrameFile frames, int outWidthPx, int outHeightPx) {
        this.widthPx = frames.widthPx();
        this.colourAt = frames.widthPx() * frames.heightPx();
        this.lumaX = Axis.of(outWidthPx, frames.widthPx(), 1);
        this.lumaY = Axis.of(outHeightPx, frames.heightPx(), 1);
        this.colourX = Axis.of(outWidthPx, frames.widthPx(), 2);
        this.colourY = Axis.of(outHeightPx, frames.heightPx(), 2);
        this.upper = new byte[widthPx];
        this.lower = new byte[widthPx];
        this.upperColour = new byte[widthPx];
        this.lowerColour = new byte[widthPx];
    }

    private static int fixed(double coefficient) {
        return (int) Math.round(coefficient * (1 << COEFFICIENT_BITS));
    }

    /**
     * One row.
     *
     * @param frameAt where the frame begins
     * @param rgb becomes red, green and blue, 0 to 255, of each pixel in turn
     */
    void row(ByteBuffer frames, int frameAt, int y, byte[] rgb) {
        frames.get(frameAt + lumaY.first[y] * widthPx, upper);
        frames.get(frameAt + lumaY.second[y] * widthPx, lower);
        frames.get(frameAt + colourAt + colourY.first[y] * widthPx, upperColour);
        frames.get(frameAt + colourAt + colourY.second[y] * widthPx, lowerColour);
        int down = lumaY.weight[y];
        int colourDown = colourY.weight[y];
        int[] first = lumaX.first;
        for (int x = 0, at = 0; x < first.length; x++, at += 3) {
            int luma = between(upper, lower, first[x], lumaX.second[x], lumaX.weight[x], down);
            int left = 2 * colourX.first[x];
            int right = 2 * colourX.second[x];
            int across = colourX.weight[x];
            int cb = between(upperColour, lowerColour, left, right, across, colourDown) - NEUTRAL;
            int cr = between(upperColour, lowerColour, left + 1, right + 1, across, colourDown) - NEUTRAL;
            int base = (luma << COEFFICIENT_BITS) + HALF;
            rgb[at] = limited(base + RED_CR * cr >> SHIFT);
            rgb[at + 1] = limited(base - GREEN_CB * cb - GREEN_CR * cr >> SHIFT);
            rgb[at + 2] = limited(base + BLUE_CB * cb >> SHIFT);
        }
    }

    /** In units of 1/256. */
    private static int between(byte[] upper, byte[] lower, int left, int right, int across, int down) {
        int above = (upper[left] & 0xFF) * (ONE - across) + (upper[right] & 0xFF) * across;
        int below = (lower[left] & 0xFF) * (ONE - across) + (lower[right] & 0xFF) * across;
        return above * (ONE - down) + below * down >> WEIGHT_BITS;
    }

    private static byte limited(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
