package org.framebudget.models.runtime.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How busy the rest of the machine was meanwhile, on Linux: the processors' time less that of this process. */
final class OtherWork {
    private static final Path STAT = Path.of("/proc/stat");
    /** Fields of the line "cpu" that are idle time: idle and iowait, see proc(5); guests are counted in user time. */
    private static final int IDLE = 3;

    private static final int IOWAIT = 4;
    private static final int LAST = 7;

    private final @Nullable Times begin;
    private final Duration ownBegin;
    private final long beginNs;

    /** Ticks since the system started, over all processors. */
    record Times(long busy, long all, int processors) {}

    private OtherWork() {
        this.begin = read();
        this.ownBegin = own();
        this.beginNs = System.nanoTime();
    }

    /** From now on. */
    static OtherWork watch() {
        return new OtherWork();
    }

    /** Cores that other processes kept busy until now, on average; absent where the system does not say. */
    @Nullable
    Double cores() {
        Times end = read();
        if (begin == null || end == null) {
            return null;
        }
        double ownCores = own().minus(ownBegin).toNanos() / (double) Math.max(1, System.nanoTime() - beginNs);
        return cores(begin, end, ownCores);
    }

    static @Nullable Double cores(Times begin, Times end, double ownCores) {
        long all = end.all() - begin.all();
        if (all <= 0) {
            return null; // shorter than a tick
        }
        double busyCores = (double) (end.busy() - begin.busy()) / all * end.processors();
        return Math.rint(Math.max(0, busyCores - ownCores) * 100) / 100;
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static @Nullable Times read() {
        try {
            return Files.isReadable(STAT) ? parse(Files.readString(STAT)) : null;
        } catch (IOException e) {
            return null;
        }
    }

    static @Nullable Times parse(String stat) {
        int processors =
                (int) stat.lines().filter(line -> line.matches("cpu\\d+ .*")).count();
        String[] words = stat.lines().findFirst().orElse("").split(" +");
        if (processors == 0 || words.length <= LAST || !words[0].equals("cpu")) {
            return null;
        }
        long[] ticks = Arrays.stream(words, 1, LAST + 2 > words.length ? words.length : LAST + 2)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = Arrays.stream(ticks).sum();
        return new Times(all - ticks[IDLE] - ticks[IOWAIT], all, processors);
    }
}
