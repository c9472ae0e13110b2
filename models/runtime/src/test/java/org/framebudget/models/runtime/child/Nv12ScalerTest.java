package org.framebudget.models.runtime.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.runtime.FrameFile;
import org.junit.jupiter.api.Test;

/** Colours by ITU-T T.871, and a ramp that stays one. */
class Nv12ScalerTest {
    private static final int SIDE = 16;

    private static int[] scaled(int y, int cb, int cr) {
        byte[] frame = new byte[SIDE * SIDE / 2 * 3];
        Arrays.fill(frame, 0, SIDE * SIDE, (byte) y);
        for (int i = SIDE * SIDE; i < frame.length; i += 2) {
            frame[i] = (byte) cb;
            frame[i + 1] = (byte) cr;
        }
        byte[] rgb = new byte[3 * 5];
        new Nv12Scaler(new FrameFile(Path.of(""), SIDE, SIDE, 1), 5, 7).row(ByteBuffer.wrap(frame), 0, 3, rgb);
        for (int i = 3; i < rgb.length; i++) {
            assertEquals(rgb[i - 3], rgb[i], "one colour everywhere");
        }
        return new int[] {rgb[0] & 0xFF, rgb[1] & 0xFF, rgb[2] & 0xFF};
    }

    @Test
    void greyStaysGreyOverTheFullRange() {
        for (int y = 0; y < 256; y++) {
            assertArrayEquals(new int[] {y, y, y}, scaled(y, 128, 128));
        }
    }

    @Test
    void primaryColoursAreThoseOfTheStandard() {
        // Y = 0.299 R + 0.587 G + 0.114 B, Cb = 128 + (B - Y) / 1.772, Cr = 128 + (R - Y) / 1.402, rounded and limited
        // to 255
        assertArrayEquals(new int[] {254, 0, 0}, scaled(76, 85, 255));
        assertArrayEquals(new int[] {0, 255, 1}, scaled(150, 44, 21));
        assertArrayEquals(new int[] {0, 0, 254}, scaled(29, 255, 107));
        // without a limit in the way: R = 100 + 1.402 * 20, G = 100 - 0.344136 * 10 - 0.714136 * 20, B = 100 + 1.772 *
        // 10
        assertArrayEquals(new int[] {128, 82, 118}, scaled(100, 138, 148));
    }

    @Test
    void aRampIsScaledToTheSameRamp() {
        // luma 10 x + 3 y, red difference 2 for each pixel across: values at a place are those of the lines themselves
        int width = 20;
        int height = 12;
        byte[] frame = new byte[width * height / 2 * 3 + 6];
        int begin = 6;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                frame[begin + y * width + x] = (byte) (10 * x + 3 * y);
            }
        }
        for (int y = 0; y < height / 2; y++) {
            for (int x = 0; x < width / 2; x++) {
                frame[begin + width * height + y * width + 2 * x] = (byte) 128;
                // a colour sample stands in the middle of pixels 2x and 2x+1
                frame[begin + width * height + y * width + 2 * x + 1] = (byte) (109 + 4 * x);
            }
        }
        int outWidth = 8;
        int outHeight = 5;
        Nv12Scaler scaler = new Nv12Scaler(new FrameFile(Path.of(""), width, height, 1), outWidth, outHeight);
        byte[] rgb = new byte[3 * outWidth];
        for (int y = 0; y < outHeight; y++) {
            scaler.row(ByteBuffer.wrap(frame), begin, y, rgb);
            for (int x = 0; x < outWidth; x++) {
                double atX = (x + 0.5) * width / outWidth - 0.5;
                double atY = (y + 0.5) * height / outHeight - 0.5;
                double luma = 10 * atX + 3 * atY;
                double cr = 109 + 4 * (atX - 0.5) / 2 - 128;
                assertEquals(Math.max(0, luma + 1.402 * cr), rgb[3 * x] & 0xFF, 1.1, x + " " + y + " red");
                assertEquals(Math.min(255, luma - 0.714136 * cr), rgb[3 * x + 1] & 0xFF, 1.1, x + " " + y + " green");
                assertEquals(luma, rgb[3 * x + 2] & 0xFF, 1.1, x + " " + y + " blue");
            }
        }
    }

    @Test
    void itsOwnSizeChangesNothing() {
        byte[] frame = new byte[4 * 2 / 2 * 3];
        for (int i = 0; i < 8; i++) {
            frame[i] = (byte) (i * 31);
        }
        Arrays.fill(frame, 8, 12, (byte) 128);
        byte[] rgb = new byte[12];
        new Nv12Scaler(new FrameFile(Path.of(""), 4, 2, 1), 4, 2).row(ByteBuffer.wrap(frame), 0, 1, rgb);
        for (int x = 0; x < 4; x++) {
            assertEquals((byte) ((4 + x) * 31), rgb[3 * x]);
        }
    }

    @Test
    void tensorsHoldPixelsInTheRangeThatTheirQuantisationCovers() {
        PixelValues floats = PixelValues.of(ElementType.FLOAT32, 0, 0);
        assertNotNull(floats);
        assertEquals(-1f, floats.floats()[0]);
        assertEquals(1f, floats.floats()[255]);
        // -1 to 127/128 as MobileNet has it, 0 to 1, 0 to 255, and none
        assertEnds(0, 255, PixelValues.of(ElementType.UINT8, 1 / 128.0, 128));
        assertEnds(-128, 127, PixelValues.of(ElementType.INT8, 1 / 255.0, -128));
        assertEnds(-128, 127, PixelValues.of(ElementType.INT8, 1, -128));
        assertEnds(-128, 127, PixelValues.of(ElementType.INT8, 0, 0));
        assertEnds(0, 255, PixelValues.of(ElementType.UINT8, 0, 0));
        // -2 to 2 holds -1 to 1 in half of its steps
        assertEnds(-64, 64, PixelValues.of(ElementType.INT8, 1 / 64.0, 0));
        assertNull(PixelValues.of(ElementType.INT32, 0, 0));
    }

    private static void assertEnds(int first, int last, PixelValues values) {
        assertNotNull(values);
        assertEquals((byte) first, values.bytes()[0]);
        assertEquals((byte) last, values.bytes()[255]);
    }
}
