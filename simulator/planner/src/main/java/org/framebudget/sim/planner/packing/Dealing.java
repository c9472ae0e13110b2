package org.framebudget.sim.planner.packing;

import java.util.ArrayList;
import java.util.List;

/** Which box takes how many of the cameras. */
final class Dealing {
    private Dealing() {}

    /**
     * Loads that fit in the rooms, in proportion to them, so that no box is fuller than it must be; boxes that get nothing are left
     * out.
     *
     * @param rooms largest load of each box
     * @param cameras of each class, for which there is room
     */
    static List<int[]> evenly(List<int[]> rooms, int[] cameras) {
        List<int[]> loads = new ArrayList<>();
        rooms.forEach(room -> loads.add(new int[cameras.length]));
        for (int g = 0; g < cameras.length; g++) {
            int which = g;
            long left = rooms.stream().mapToLong(room -> room[which]).sum();
            int rest = cameras[g];
            for (int b = 0; b < rooms.size(); b++) {
                int room = rooms.get(b)[g];
                // rounded up from what is left, so that the last gets what fits
                int take = left == 0 ? 0 : (int) ((rest * (long) room + left - 1) / left);
                loads.get(b)[g] = Math.min(take, Math.min(room, rest));
                rest -= loads.get(b)[g];
                left -= room;
            }
        }
        loads.removeIf(load -> java.util.Arrays.stream(load).sum() == 0);
        return loads;
    }
}
