package org.framebudget.sim.planner.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Loads of a box, as numbers of cameras of each class, of which every smaller one is a load too. It is held by its largest loads, the
 * tops: those that no other load exceeds.
 */
public final class DownSet {
    /** A sum of shares that is full to the last digit is not over. */
    private static final double ROUNDING = 1e-9;

    private List<int[]> tops = new ArrayList<>();

    private DownSet() {}

    /** Holds nothing, not even an empty box. */
    public static DownSet empty() {
        return new DownSet();
    }

    /**
     * All loads below bounds.
     *
     * @param most cameras of each class
     * @param shares of each unit: what a camera of each class takes of it, all of them together at most 1
     * @param topsMax more tops are not counted out
     * @return empty where there are more
     */
    public static Optional<DownSet> under(int[] most, List<double[]> shares, int topsMax) {
        Enumeration all = new Enumeration(most, shares, topsMax);
        if (!all.from(0)) {
            return Optional.empty();
        }
        DownSet set = new DownSet();
        set.tops = all.tops;
        return Optional.of(set);
    }

    /** Goes through the loads, class by class; the last class is filled up. */
    private static final class Enumeration {
        /** Steps on the way to each top at most, on average. */
        private static final int STEPS_PER_TOP = 200;

        private final int[] most;
        private final List<double[]> shares;
        private final int topsMax;
        private final int[] load;
        private final List<int[]> tops = new ArrayList<>();
        private long steps;

        Enumeration(int[] most, List<double[]> shares, int topsMax) {
            this.most = most;
            this.shares = shares;
            this.topsMax = topsMax;
            this.load = new int[most.length];
        }

        /** False where there are too many. */
        boolean from(int at) {
            if (++steps > (long) topsMax * STEPS_PER_TOP || tops.size() > topsMax) {
                return false;
            }
            if (at == load.length) {
                if (full()) {
                    tops.add(load.clone());
                }
                return true;
            }
            boolean last = at == load.length - 1;
            boolean ended = true;
            while (load[at] < most[at] && fitsOneMore(at)) {
                if (!last && !(ended = from(at + 1))) {
                    break;
                }
                load[at]++;
            }
            ended = ended && from(at + 1);
            load[at] = 0;
            return ended;
        }

        private boolean fitsOneMore(int at) {
            return DownSet.fits(load, at, shares);
        }

        private boolean full() {
            for (int g = 0; g < load.length; g++) {
                if (load[g] < most[g] && fitsOneMore(g)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether one more camera of a class fits. */
    static boolean fits(int[] load, int oneMore, List<double[]> shares) {
        for (double[] share : shares) {
            double sum = share[oneMore];
            for (int g = 0; g < load.length; g++) {
                sum += share[g] * load[g];
            }
            if (sum > 1 + ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /** Whether a load is in. */
    public boolean contains(int[] load) {
        return tops.stream().anyMatch(top -> below(load, top));
    }

    /** Puts a load in, and every smaller one. */
    public void add(int[] load) {
        if (!contains(load)) {
            tops.removeIf(top -> below(top, load));
            tops.add(load.clone());
        }
    }

    /** Takes a load out, and every larger one. */
    public void without(int[] failed) {
        List<int[]> kept = new ArrayList<>();
        List<int[]> lowered = new ArrayList<>();
        for (int[] top : tops) {
            if (!below(failed, top)) {
                kept.add(top);
                continue;
            }
            for (int g = 0; g < failed.length; g++) {
                if (failed[g] > 0) {
                    int[] lower = top.clone();
                    lower[g] = failed[g] - 1;
                    lowered.add(lower);
                }
            }
        }
        tops = kept;
        lowered.forEach(this::add);
    }

    /** The loads that are in both. */
    public DownSet and(DownSet other) {
        DownSet both = new DownSet();
        for (int[] a : tops) {
            if (other.contains(a)) {
                both.add(a);
                continue;
            }
            for (int[] b : other.tops) {
                int[] min = new int[a.length];
                Arrays.setAll(min, g -> Math.min(a[g], b[g]));
                both.add(min);
            }
        }
        return both;
    }

    /** The largest loads. */
    public List<int[]> tops() {
        return List.copyOf(tops);
    }

    /** Whether no number of the one is above that of the other. */
    static boolean below(int[] small, int[] large) {
        for (int g = 0; g < small.length; g++) {
            if (small[g] > large[g]) {
                return false;
            }
        }
        return true;
    }
}
