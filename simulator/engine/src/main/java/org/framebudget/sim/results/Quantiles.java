package org.framebudget.sim.results;

/** Quantiles of samples. */
public final class Quantiles {
    private Quantiles() {}

    /** The value that a further one stays below with this probability (Hyndman and Fan, type 6). */
    public static double of(double[] sorted, double probability) {
        double place = probability * (sorted.length + 1) - 1;
        int below = (int) Math.max(0, Math.min(sorted.length - 1, Math.floor(place)));
        int above = Math.min(sorted.length - 1, below + 1);
        double share = Math.max(0, Math.min(1, place - below));
        return sorted[below] + share * (sorted[above] - sorted[below]);
    }
}
