package org.framebudget.models.runtime.child;

import java.nio.ByteBuffer;
import org.framebudget.models.network.ElementType;

/**
 * Pseudo-random content of a tensor: the same for the same seed. The generator is SplitMix64 (Steele, Lea and Flood 2014,
 * "Fast splittable pseudorandom number generators", figure 17).
 */
final class RandomInput {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private RandomInput(long seed) {
        this.state = seed;
    }

    /**
     * Fills a tensor: floating point from -1 to 1, 8-bit and 16-bit integers over their whole range, wider integers and
     * flags 0 or 1, since they are mostly indices or lengths.
     *
     * @param tensor its bytes, in the processor's byte order
     * @return false where nothing can be filled in, as for text
     */
    static boolean fill(ByteBuffer tensor, ElementType type, long seed) {
        RandomInput random = new RandomInput(seed);
        while (tensor.hasRemaining()) {
            switch (type) {
                case FLOAT32, COMPLEX64 -> tensor.putFloat((float) random.signed());
                case FLOAT64, COMPLEX128 -> tensor.putDouble(random.signed());
                case FLOAT16 -> tensor.putShort(HalfFloat.bits((float) random.signed()));
                case INT8, UINT8, INT4 -> tensor.put((byte) random.next());
                case INT16, UINT16 -> tensor.putShort((short) random.next());
                case BOOL -> tensor.put((byte) (random.next() & 1));
                case INT32, UINT32 -> tensor.putInt((int) (random.next() & 1));
                case INT64, UINT64 -> tensor.putLong(random.next() & 1);
                case OPAQUE -> {
                    return false;
                }
            }
        }
        return type != ElementType.OPAQUE;
    }

    private long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Even in -1 to 1. */
    private double signed() {
        return (next() >> 11) * 0x1.0p-52;
    }
}
