package org.framebudget.models.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes the lines of a serving child apart; the frequent ones make no garbage. */
final class ServerLines {
    private static final byte[] DONE = ChildProtocol.DONE.getBytes(StandardCharsets.UTF_8);
    /** What is longer was not written by the child's own code. */
    private static final int MOST_BYTES = 1 << 20;

    private final Taker taker;
    private byte[] line = new byte[8192];
    private int length;
    private int parsed;

    /** Told of what is found. */
    interface Taker {
        void done(int network, long job, long invokeNs, long convertNs, long arrivedNs);

        /** Any other line that begins with a word of the protocol. */
        void line(String text);
    }

    ServerLines(Taker taker) {
        this.taker = taker;
    }

    /** Reads to the end. */
    void readAll(InputStream in) {
        byte[] chunk = new byte[8192];
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                long arrivedNs = System.nanoTime();
                for (int i = 0; i < n; i++) {
                    if (chunk[i] == '\n') {
                        take(arrivedNs);
                        length = 0;
                    } else {
                        append(chunk[i]);
                    }
                }
            }
        } catch (IOException e) {
            return; // the pipe of a killed process may break instead of ending
        }
    }

    private void append(byte b) {
        if (length == MOST_BYTES) {
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = b;
    }

    private void take(long arrivedNs) {
        if (length == 0 || length == MOST_BYTES || line[0] != '@') {
            return;
        }
        if (length > DONE.length && Arrays.equals(line, 0, DONE.length, DONE, 0, DONE.length)) {
            parsed = DONE.length;
            taker.done((int) number(), number(), number(), number(), arrivedNs);
        } else {
            taker.line(new String(line, 0, length, StandardCharsets.UTF_8));
        }
    }

    /** The number at the place parsed, which moves behind it and a space. */
    private long number() {
        boolean negative = parsed < length && line[parsed] == '-';
        parsed += negative ? 1 : 0;
        long value = 0;
        while (parsed < length && line[parsed] != ' ') {
            value = 10 * value - (line[parsed++] - '0'); // below zero, where there is room for one more
        }
        parsed++;
        return negative ? value : -value;
    }
}
