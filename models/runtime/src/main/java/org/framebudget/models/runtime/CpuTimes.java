package org.framebudget.models.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ticks of all processors since the system started, see proc(5).
 *
 * @param idle doing nothing, or waiting for a disk
 * @param steal given to others by the host of a virtual machine
 */
record CpuTimes(long all, long idle, long steal) {
    /** Fields of the line "cpu"; time of guests, which follows, is counted in that of users. */
    private static final int IDLE = 3;

    private static final int IOWAIT = 4;
    private static final int STEAL = 7;

    static @Nullable CpuTimes parse(String stat) {
        String[] words = stat.lines().findFirst().orElse("").split(" +");
        if (words.length <= IOWAIT + 1 || !words[0].equals("cpu")) {
            return null;
        }
        try {
            long[] ticks = Arrays.stream(words, 1, Math.min(words.length, STEAL + 2))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new CpuTimes(
                    Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[IOWAIT], ticks.length > STEAL ? ticks[STEAL] : 0);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Part of the time since then that somebody here worked; absent where no tick has passed. */
    @Nullable
    Double busyFraction(CpuTimes before) {
        long ticks = all - before.all;
        return ticks <= 0 ? null : fraction(ticks - (idle - before.idle) - (steal - before.steal), ticks);
    }

    /** Part of the time since then that others had; absent where no tick has passed. */
    @Nullable
    Double stealFraction(CpuTimes before) {
        long ticks = all - before.all;
        return ticks <= 0 ? null : fraction(steal - before.steal, ticks);
    }

    private static double fraction(long part, long all) {
        return Math.max(0, Math.min(1, (double) part / all)); // the idle count may go back by a tick
    }
}
