package org.framebudget.sim.planner.packing;

import java.util.List;

/**
 * A kind of box that cameras are put in. Costs are whole numbers of some small unit of money.
 *
 * @param cost of an empty box
 * @param costPerCamera what a camera of each class adds
 * @param countMax boxes at most
 * @param most cameras of each class that a box holds of this class alone
 * @param shares of each unit: what a camera of each class takes of it; more than 1 together is impossible
 */
public record BoxType(long cost, List<Long> costPerCamera, int countMax, int[] most, List<double[]> shares) {}
