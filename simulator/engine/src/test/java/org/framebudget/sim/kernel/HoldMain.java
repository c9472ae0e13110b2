package org.framebudget.sim.kernel;

import java.util.Arrays;
import java.util.Locale;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;

/**
 * The hold model (take the earliest event, schedule one anew) on both event lists by number of pending events; what
 * {@link EventList#forPending} rests on. For {@code simulator/benchmark}; medians of nine rounds after warm-up.
 */
public final class HoldMain {
    private static final int OPERATIONS = 1_000_000;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 6;

    private HoldMain() {}

    public static void main(String[] args) {
        long[] gaps = new long[1 << 16];
        RandomStream random = new RandomStreams(1, 0).stream("gaps");
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (long) (random.exponential() * 1e6);
        }
        System.out.printf("%-10s %14s %14s%n", "pending", "sorted, ns", "heap, ns");
        for (int pending : new int[] {4, 8, 16, 32, 64, 128, 256, 1024}) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10d %14.1f %14.1f%n",
                    pending,
                    medianNs(new SortedEventList(pending), pending, gaps),
                    medianNs(new HeapEventList(pending), pending, gaps));
        }
    }

    private static double medianNs(EventList list, int pending, long[] gaps) {
        for (int i = 0; i < pending; i++) {
            list.add(gaps[i] << 10 | i);
        }
        double[] rounds = new double[ROUNDS];
        int at = 0;
        for (int r = 0; r < ROUNDS; r++) {
            long began = System.nanoTime();
            for (int i = 0; i < OPERATIONS; i++) {
                long key = list.first();
                list.removeFirst();
                list.add(key + (gaps[at++ & gaps.length - 1] << 10));
            }
            rounds[r] = (double) (System.nanoTime() - began) / OPERATIONS;
        }
        double[] counted = Arrays.copyOfRange(rounds, WARM_UP, ROUNDS);
        Arrays.sort(counted);
        return counted[counted.length / 2];
    }
}
