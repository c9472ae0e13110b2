package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.framebudget.sim.planner.packing.BoxType;
import org.framebudget.sim.planner.packing.DownSet;
import org.framebudget.sim.planner.packing.GreedyLoads;
import org.framebudget.sim.planner.packing.Packer;
import org.framebudget.sim.planner.packing.Packing.Box;

/** Loads of each type that nothing speaks against so far, and those that were simulated and meet. */
final class FleetLoads {
    /** More tops than a solver goes through in a moment. */
    private static final int TOPS_MAX = 1_500;

    private final DownSet[][] open;
    private final DownSet[] proven;
    private boolean complete = true;
    private int cuts;

    FleetLoads(List<BoxType> types, int[] demand, boolean spare) {
        open = new DownSet[types.size()][types.size()];
        proven = new DownSet[types.size()];
        for (int t = 0; t < types.size(); t++) {
            proven[t] = DownSet.empty();
            for (int s = 0; s < types.size(); s++) {
                open[t][s] = spare || s == t ? both(types.get(t), types.get(s), demand) : DownSet.empty();
            }
        }
    }

    private DownSet both(BoxType a, BoxType b, int[] demand) {
        int[] most = new int[demand.length];
        Arrays.setAll(most, g -> Math.min(a.most()[g], b.most()[g]));
        List<double[]> shares = new ArrayList<>(a.shares());
        if (a != b) {
            shares.addAll(b.shares());
        }
        Optional<DownSet> all = DownSet.under(most, shares, TOPS_MAX);
        complete &= all.isPresent();
        return all.orElseGet(() -> GreedyLoads.of(most, shares, demand));
    }

    /** Whether all loads that may be are there: else packings of them are not sure to have the least cost. */
    boolean complete() {
        return complete;
    }

    Packer.Loads open() {
        return (t, s) -> open[t][s];
    }

    Packer.Loads proven() {
        return (t, s) -> s == t ? proven[t] : proven[t].and(proven[s]);
    }

    /** A simulated box that meets. */
    void meets(Box box) {
        proven[box.type()].add(box.counts());
    }

    /** A simulated box that fails though one with more cameras meets: no packing of what was simulated rests on either. */
    void refuted(Box box) {
        proven[box.type()].without(box.counts());
    }

    /** A simulated box that fails: it and every fuller one is out. */
    void fails(Box box) {
        cuts++;
        for (int s = 0; s < open.length; s++) {
            open[box.type()][s].without(box.counts());
            if (s != box.type()) {
                open[s][box.type()].without(box.counts());
            }
        }
    }

    int cuts() {
        return cuts;
    }
}
