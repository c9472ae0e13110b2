package org.framebudget.models.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages models at random, the same way for the same seed; mostly among the tables, where it hurts. */
final class Mutations {
    private static final int[] NASTY = {
        0, 1, -1, 2, 3, 4, 7, 8, 127, 255, 256, 65_535, 65_536, 1 << 20, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private final List<byte[]> models;
    private final Random random;

    Mutations(List<byte[]> models, long seed) {
        this.models = models;
        this.random = new Random(seed);
    }

    /** The next damaged model. */
    byte[] next() {
        byte[] bytes = models.get(random.nextInt(models.size())).clone();
        for (int n = 1 + random.nextInt(4); n > 0 && bytes.length > 16; n--) {
            bytes = damaged(bytes);
        }
        return bytes;
    }

    private byte[] damaged(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = place(bytes);
        int word = Math.min(at & ~3, (bytes.length - 4) & ~3);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> words.putInt(word, random.nextInt());
            case 3 -> words.putInt(word, NASTY[random.nextInt(NASTY.length)]);
            // offsets and lengths that are nearly right
            case 4 -> words.putInt(word, words.getInt(word) + random.nextInt(17) - 8);
            case 5 -> words.putInt(word, random.nextInt(bytes.length));
            case 6 -> {
                byte[] other = models.get(random.nextInt(models.size()));
                int length = Math.min(1 + random.nextInt(64), Math.min(other.length, bytes.length));
                System.arraycopy(
                        other,
                        random.nextInt(other.length - length + 1),
                        bytes,
                        Math.min(at, bytes.length - length),
                        length);
            }
            default -> {
                // seldom the end: most of what is cut there is refused for the same reason
                return random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    /** Tables hold small numbers, of either sign; words of weights seldom look like one. */
    private int place(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        for (int tries = 0; tries < 32 && !looksLikeTable(bytes, at & ~3); tries++) {
            at = random.nextInt(bytes.length);
        }
        return at;
    }

    private static boolean looksLikeTable(byte[] bytes, int word) {
        if (word + 4 > bytes.length) {
            return false;
        }
        int number = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(word);
        return number != 0 && Math.abs((long) number) < 1 << 24;
    }
}
