package org.framebudget.models.runtime.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.framebudget.models.runtime.ChildProtocol;

/** Lines to the parent from several threads, each in one piece; the frequent ones make no garbage. */
final class ServerOut {
    /** Most bytes of a frequent line: its word and four numbers of up to 20 digits. */
    private static final int MOST_BYTES = 128;

    private static final byte[] DONE = ('\n' + ChildProtocol.DONE.strip()).getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final Runnable gone;
    private final byte[] line = new byte[MOST_BYTES];

    /** @param gone what to do where nobody is there to read it */
    ServerOut(OutputStream out, Runnable gone) {
        this.out = out;
        this.gone = gone;
        System.arraycopy(DONE, 0, line, 0, DONE.length);
    }

    /** An inference has ended. */
    synchronized void done(int network, long job, long invokeNs, long convertNs) {
        int end = DONE.length;
        end = number(end, network);
        end = number(end, job);
        end = number(end, invokeNs);
        end = number(end, convertNs);
        line[end++] = '\n';
        send(line, end);
    }

    /** A space and a number. */
    private int number(int begin, long value) {
        int end = begin;
        line[end++] = ' ';
        if (value < 0) {
            line[end++] = '-';
        }
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = end + digits - 1; at >= end; at--) {
            line[at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        return end + digits;
    }

    synchronized void write(String text) {
        byte[] bytes = ('\n' + text + '\n').getBytes(StandardCharsets.UTF_8);
        send(bytes, bytes.length);
    }

    private void send(byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
            out.flush();
        } catch (IOException e) {
            gone.run();
        }
    }
}
