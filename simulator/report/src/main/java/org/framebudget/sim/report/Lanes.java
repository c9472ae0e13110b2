package org.framebudget.sim.report;

import java.util.Arrays;

/** Puts intervals on as few lanes as their order of arrival allows, so that no two on a lane overlap. */
final class Lanes {
    private long[] endNs = new long[4];
    private int count;

    /** The lowest lane whose last interval is over by {@code startNs}; it is then taken until {@code untilNs}. */
    int take(long startNs, long untilNs) {
        int lane = 0;
        while (lane < count && endNs[lane] > startNs) {
            lane++;
        }
        if (lane == count) {
            if (count == endNs.length) {
                endNs = Arrays.copyOf(endNs, 2 * count);
            }
            count++;
        }
        endNs[lane] = untilNs;
        return lane;
    }

    int count() {
        return count;
    }
}
