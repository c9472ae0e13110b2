package org.framebudget.devices.thermal;

import java.util.List;
import org.framebudget.devices.Sourced;
import org.jspecify.annotations.Nullable;

/**
 * A linear network of thermal resistances and capacities.
 *
 * @param nodes at least one; ids from {@code junction board battery skin coolant}, and {@code accelerator} for an
 *     attached one
 * @param links resistances between nodes
 * @param settings named cases and fans that scale the resistances to ambient; may be empty
 */
public record ThermalProfile(List<Node> nodes, List<Link> links, List<Setting> settings) {

    /**
     * One lump.
     *
     * @param id node id
     * @param capacityJPerK heat capacity
     * @param toAmbientKPerW resistance to ambient, absent where it has none of its own
     */
    public record Node(
            String id, Sourced capacityJPerK, @Nullable Sourced toAmbientKPerW) {}

    /** A resistance between two nodes. */
    public record Link(String from, String to, Sourced resistanceKPerW) {}

    /**
     * A case or a fan.
     *
     * @param kind {@code case} or {@code fan}
     * @param id as a scenario names it
     * @param ambientFactor multiplies every resistance to ambient
     */
    public record Setting(String kind, String id, Sourced ambientFactor) {}

    /** Position of a node, or -1. */
    public int nodeIndex(String nodeId) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id().equals(nodeId)) {
                return i;
            }
        }
        return -1;
    }
}
