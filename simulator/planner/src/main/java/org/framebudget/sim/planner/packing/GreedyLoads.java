package org.framebudget.sim.planner.packing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Some large loads where there are too many to count them out: boxes filled one after another, in several orders of the classes. */
public final class GreedyLoads {
    private final int[] most;
    private final List<double[]> shares;

    private GreedyLoads(int[] most, List<double[]> shares) {
        this.most = most;
        this.shares = shares;
    }

    /** Loads of boxes that take all cameras, for each class that may come first. */
    public static DownSet of(int[] most, List<double[]> shares, int[] demand) {
        GreedyLoads greedy = new GreedyLoads(most, shares);
        List<Integer> falling = IntStream.range(0, demand.length)
                .boxed()
                .sorted(Comparator.comparingDouble(g -> -greedy.largestShare(g)))
                .toList();
        DownSet set = DownSet.empty();
        for (int first = 0; first < demand.length; first++) {
            List<Integer> order = new ArrayList<>(falling.subList(first, falling.size()));
            order.addAll(falling.subList(0, first));
            greedy.fill(order, demand.clone()).forEach(set::add);
        }
        return set;
    }

    private double largestShare(int g) {
        return shares.stream().mapToDouble(share -> share[g]).max().orElse(0);
    }

    private List<int[]> fill(List<Integer> order, int[] left) {
        List<int[]> loads = new ArrayList<>();
        while (true) {
            int[] load = new int[left.length];
            int taken = 0;
            for (int g : order) {
                while (left[g] > 0 && load[g] < most[g] && DownSet.fits(load, g, shares)) {
                    load[g]++;
                    left[g]--;
                    taken++;
                }
            }
            if (taken == 0) {
                return loads;
            }
            loads.add(load);
        }
    }
}
