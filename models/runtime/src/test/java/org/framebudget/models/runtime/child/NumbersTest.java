package org.framebudget.models.runtime.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.ChildProtocol;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static ByteBuffer filled(ElementType type, int bytes, long seed) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        assertTrue(RandomInput.fill(buffer, type, seed));
        return buffer.flip();
    }

    @Test
    void theSameSeedGivesTheSameInput() {
        assertArrayEquals(
                filled(ElementType.UINT8, 1000, 3).array(),
                filled(ElementType.UINT8, 1000, 3).array());
        assertFalse(java.util.Arrays.equals(
                filled(ElementType.UINT8, 1000, 3).array(),
                filled(ElementType.UINT8, 1000, 4).array()));
    }

    @Test
    void floatsLieBetweenMinusOneAndOneAndAverageToZero() {
        for (ElementType type : List.of(ElementType.FLOAT32, ElementType.FLOAT16)) {
            ByteBuffer values = filled(type, 40_000, 1);
            double sum = 0;
            int n = 0;
            double largest = 0;
            while (values.hasRemaining()) {
                double x = type == ElementType.FLOAT32 ? values.getFloat() : HalfFloat.value(values.getShort());
                assertTrue(x >= -1 && x <= 1);
                sum += x;
                largest = Math.max(largest, x);
                n++;
            }
            // the mean of n even values in -1 to 1 has the standard deviation 1/sqrt(3n)
            assertEquals(0, sum / n, 4 / Math.sqrt(3.0 * n));
            assertTrue(largest > 0.99);
        }
    }

    @Test
    void wideIntegersAreZeroOrOne() {
        ByteBuffer values = filled(ElementType.INT32, 4000, 1);
        while (values.hasRemaining()) {
            int x = values.getInt();
            assertTrue(x == 0 || x == 1);
        }
        assertFalse(RandomInput.fill(ByteBuffer.allocate(8), ElementType.OPAQUE, 1));
    }

    @Test
    void sixteenBitsHoldWhatTheStandardSays() {
        // IEEE 754-2019, binary16
        assertEquals(1, HalfFloat.value((short) 0x3C00));
        assertEquals(-2, HalfFloat.value((short) 0xC000));
        assertEquals(65504, HalfFloat.value((short) 0x7BFF));
        assertEquals(0x1.0p-24f, HalfFloat.value((short) 1));
        assertEquals(Float.POSITIVE_INFINITY, HalfFloat.value((short) 0x7C00));
        assertTrue(Float.isNaN(HalfFloat.value((short) 0x7C01)));
        for (float exact : new float[] {0, 1, -1, 0.5f, -0.75f, 0x1.0p-14f}) {
            assertEquals(exact, HalfFloat.value(HalfFloat.bits(exact)));
        }
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    private static ByteBuffer floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.flip();
    }

    @Test
    void aFewStepsAreRoundingAndMoreAreNot() {
        assertNull(Outputs.difference(bytes(1, 100), bytes(5, 96), ElementType.INT8, true));
        assertNotNull(Outputs.difference(bytes(1), bytes(6), ElementType.INT8, true));
        // 255 and 0 are neighbours in signed bytes only
        assertNotNull(Outputs.difference(bytes(255), bytes(0), ElementType.UINT8, true));
        assertNull(Outputs.difference(bytes(255), bytes(0), ElementType.INT8, true));
    }

    @Test
    void floatsMayDifferByAHundredthOfTheLargest() {
        assertNull(Outputs.difference(floats(100, 1), floats(100, 2), ElementType.FLOAT32, false));
        assertNotNull(Outputs.difference(floats(100, 1), floats(100, 2.5f), ElementType.FLOAT32, false));
        assertNull(Outputs.difference(floats(0, 0), floats(0, 0), ElementType.FLOAT32, false));
        assertNull(Outputs.difference(floats(Float.NaN), floats(Float.NaN), ElementType.FLOAT32, false));
        assertNotNull(Outputs.difference(floats(Float.NaN), floats(1), ElementType.FLOAT32, false));
    }

    @Test
    void classesMayDifferInATwentieth() {
        byte[] same = new byte[100];
        byte[] some = new byte[100];
        java.util.Arrays.fill(some, 0, 5, (byte) 1);
        assertNull(Outputs.difference(ByteBuffer.wrap(same), ByteBuffer.wrap(some), ElementType.UINT8, false));
        some[50] = 1;
        assertEquals(
                "in 6 of 100 values",
                Outputs.difference(ByteBuffer.wrap(same), ByteBuffer.wrap(some), ElementType.UINT8, false));
    }

    @Test
    void precisionFollowsWeightsAndActivations() {
        assertEquals(Precision.FP32, ModelFacts.precision(ElementType.FLOAT32, ElementType.FLOAT32));
        assertEquals(Precision.FP16, ModelFacts.precision(ElementType.FLOAT16, ElementType.FLOAT32));
        assertEquals(Precision.INT8, ModelFacts.precision(ElementType.INT8, ElementType.INT8));
        assertEquals(Precision.UINT8, ModelFacts.precision(ElementType.UINT8, ElementType.UINT8));
        assertEquals(Precision.HYBRID, ModelFacts.precision(ElementType.INT8, ElementType.FLOAT32));
        assertEquals(Precision.INT16X8, ModelFacts.precision(ElementType.INT8, ElementType.INT16));
        assertEquals(Precision.OTHER, ModelFacts.precision(ElementType.OPAQUE, ElementType.FLOAT32));
    }

    @Test
    void aLibraryThatDoesNotLoadSaysWhatIsMissing() {
        UnsatisfiedLinkError old = new UnsatisfiedLinkError("libjnitensorflowlite.so: /lib/x86_64-linux-gnu/libc.so.6:"
                + " version `GLIBC_2.34' not found (required by libjnitensorflowlite.so)");
        ChildProtocol.Fault glibc = NativeLibrary.fault(old, "linux-x86_64").fault();
        assertEquals(ChildProtocol.Kind.MACHINE, glibc.kind());
        assertEquals("TensorFlow Lite needs version 2.34 of the system's C library (glibc)", glibc.problem());
        UnsatisfiedLinkError none = new UnsatisfiedLinkError("no jnitensorflowlite in java.library.path: /usr/lib");
        assertEquals(
                "this version brings no TensorFlow Lite for linux-riscv64",
                NativeLibrary.fault(none, "linux-riscv64").fault().problem());
    }

    @Test
    void whatOthersDidIsTheProcessorsTimeLessOnesOwn() {
        OtherWork.Times begin = OtherWork.parse("cpu  100 0 50 1000 10 0 5 0 30 0\ncpu0 1 2\ncpu1 1 2\nintr 5\n");
        assertEquals(new OtherWork.Times(155, 1165, 2), begin);
        assertNotNull(begin);
        // of 400 ticks on two processors 250 were busy: 1.25 cores, of which one was this process
        assertEquals(0.25, OtherWork.cores(begin, new OtherWork.Times(405, 1565, 2), 1));
        assertEquals(0, OtherWork.cores(begin, new OtherWork.Times(405, 1565, 2), 1.3), "never below none");
        assertNull(OtherWork.cores(begin, begin, 1));
        assertNull(OtherWork.parse("intr 5"));
    }
}
