package org.framebudget.sim.hil.remote;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of what a program prints, so that one that prints without end fills no memory. */
final class BoundedOutput extends OutputStream {
    static final int MAX_BYTES = 8 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
        if (kept.size() < MAX_BYTES) {
            kept.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, Math.min(length, MAX_BYTES - kept.size()));
    }

    synchronized String text() {
        return text(kept.toByteArray());
    }

    /** Terminals of old devices end lines with a carriage return as well. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
