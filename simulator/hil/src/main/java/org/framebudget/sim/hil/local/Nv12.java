package org.framebudget.sim.hil.local;

/**
 * Makes frames in YUV 4:2:0, layout NV12, from red, green and blue by ITU-T T.871 (2011), clause 7, the full-range form of ITU-R
 * BT.601 that JPEG files and the cameras of most devices have: Y = 0.299 R + 0.587 G + 0.114 B, Cb = 128 + 0.564 (B - Y), Cr =
 * 128 + 0.713 (R - Y). Colour is the mean of four pixels.
 */
final class Nv12 {
    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;
    private static final double NEUTRAL = 128;

    private final int widthPx;
    private final int heightPx;
    private final byte[] frame;
    private final int[] upper;
    private final int[] lower;

    Nv12(int widthPx, int heightPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.frame = new byte[widthPx * heightPx / 2 * 3];
        this.upper = new int[widthPx];
        this.lower = new int[widthPx];
    }

    /** Fills a row with pixels, blue in the lowest eight bits, red in the third. */
    interface Row {
        void fill(int y, int[] pixels);
    }

    /** A frame of a picture; the same array each time. */
    byte[] of(Row picture) {
        for (int y = 0; y < heightPx; y += 2) {
            picture.fill(y, upper);
            picture.fill(y + 1, lower);
            luma(upper, y);
            luma(lower, y + 1);
            int at = widthPx * heightPx + y / 2 * widthPx;
            for (int x = 0; x < widthPx; x += 2) {
                colour(at + x, x);
            }
        }
        return frame;
    }

    private void luma(int[] row, int y) {
        for (int x = 0; x < widthPx; x++) {
            int rgb = row[x];
            frame[y * widthPx + x] = rounded(luma(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF));
        }
    }

    private static double luma(double red, double green, double blue) {
        return RED * red + GREEN * green + BLUE * blue;
    }

    private void colour(int at, int x) {
        double red = mean(x, 16);
        double blue = mean(x, 0);
        double luma = luma(red, mean(x, 8), blue);
        frame[at] = rounded(NEUTRAL + (blue - luma) / (2 * (1 - BLUE)));
        frame[at + 1] = rounded(NEUTRAL + (red - luma) / (2 * (1 - RED)));
    }

    private double mean(int x, int shift) {
        return ((upper[x] >> shift & 0xFF)
                        + (upper[x + 1] >> shift & 0xFF)
                        + (lower[x] >> shift & 0xFF)
                        + (lower[x + 1] >> shift & 0xFF))
                / 4.0;
    }

    private static byte rounded(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Coloured squares on a ramp, moved on by a part of their size each time. */
    byte[] pattern(int index, int count) {
        int squarePx = Math.max(2, Math.min(widthPx, heightPx) / 8);
        int movedPx = 2 * squarePx * index / count;
        return of((y, pixels) -> {
            for (int x = 0; x < pixels.length; x++) {
                int column = (x + movedPx) / squarePx;
                int row = y / squarePx;
                int ramp = 255 * x / pixels.length;
                boolean marked = (column + row) % 2 == 0;
                pixels[x] = marked ? ramp << 16 | (255 - ramp) << 8 | row * 37 & 0xFF : ramp * 0x010101;
            }
        });
    }
}
