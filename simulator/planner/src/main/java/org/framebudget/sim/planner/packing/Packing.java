package org.framebudget.sim.planner.packing;

import java.util.List;

/**
 * Boxes that hold all cameras.
 *
 * @param boxes each with its cameras, equal ones side by side
 * @param spares of each type, boxes that stand by
 * @param cost of all
 * @param bound no packing of the same question costs less
 */
public record Packing(List<Box> boxes, List<Integer> spares, long cost, long bound) {
    /**
     * A box.
     *
     * @param type its position among the types
     * @param load cameras of each class
     */
    public record Box(int type, List<Integer> load) {
        /** The load as an array. */
        public int[] counts() {
            return load.stream().mapToInt(n -> n).toArray();
        }
    }
}
