package org.framebudget.models.runtime.child;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.framebudget.models.runtime.ChildProtocol;

/** Lines to the parent. Progress is told rarely: each line wakes a thread there, which may want this one's core. */
final class LineOut {
    private static final long EVERY_NS = 500_000_000L;
    private static final int SAMPLES_PER_LINE = 10_000;

    private final OutputStream out;
    private double plannedNs;
    private double beforeNs;
    private double partNs;
    private String doing = "";
    private long toldNs = System.nanoTime();

    LineOut(OutputStream out) {
        this.out = out;
    }

    /** To the process's standard output. */
    static LineOut standard() {
        return new LineOut(new FileOutputStream(FileDescriptor.out));
    }

    /** How long the parts with a planned length take together; without one there is no progress but in words. */
    void plan(double seconds) {
        plannedNs = seconds * 1e9;
    }

    /** A new part of the run begins, whose length nobody planned; in words that follow "while". */
    void begin(String nowDoing) {
        begin(nowDoing, 0);
    }

    /** A new part of the run begins that is to take so long. */
    void begin(String nowDoing, double seconds) {
        beforeNs += partNs;
        partNs = seconds * 1e9;
        doing = nowDoing;
        tell(0);
    }

    /** The part has been going on for so long; told at most twice a second. */
    void at(long nowNs, long elapsedNs) {
        if (nowNs - toldNs >= EVERY_NS) {
            tell(elapsedNs);
            toldNs = nowNs;
        }
    }

    private void tell(double elapsedNs) {
        double doneNs = beforeNs + Math.min(partNs, elapsedNs);
        double fraction = plannedNs > 0 ? Math.min(1, doneNs / plannedNs) : 0;
        write(ChildProtocol.PROGRESS + fraction + " " + doing);
    }

    void samples(long[] latenciesNs) {
        StringBuilder line = new StringBuilder(ChildProtocol.SAMPLES);
        for (int i = 0; i < latenciesNs.length; i++) {
            line.append(latenciesNs[i]);
            if (i % SAMPLES_PER_LINE == SAMPLES_PER_LINE - 1 || i == latenciesNs.length - 1) {
                write(line.toString());
                line.setLength(ChildProtocol.SAMPLES.length());
            } else {
                line.append(',');
            }
        }
    }

    void coreTimes(double rateFps, long[] coreNs) {
        write(ChildProtocol.CORE_TIMES
                + rateFps
                + " "
                + Arrays.stream(coreNs).mapToObj(Long::toString).collect(Collectors.joining(",")));
    }

    void write(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
