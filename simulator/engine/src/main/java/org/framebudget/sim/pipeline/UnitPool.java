package org.framebudget.sim.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Equal units in front of which frames wait in one list, the first unit's, and start on whichever is free: the first of them in
 * the order of the pool.
 */
final class UnitPool {
    final Unit lead;
    private final Unit[] mates;

    /** @param mates the units after the first */
    UnitPool(Unit lead, List<Unit> mates) {
        this.lead = lead;
        this.mates = mates.toArray(Unit[]::new);
    }

    /** Makes one of these units, at least one. */
    static void of(List<Unit> units) {
        UnitPool pool = new UnitPool(units.get(0), units.subList(1, units.size()));
        units.forEach(unit -> unit.pool = pool);
    }

    boolean has(Unit unit) {
        return unit.pool == this;
    }

    /** A unit after the first that has a free server. */
    @Nullable
    Unit idleMate() {
        for (Unit mate : mates) {
            if (mate.hasIdleServerItself()) {
                return mate;
            }
        }
        return null;
    }

    int serverCount() {
        int count = lead.servers.length;
        for (Unit mate : mates) {
            count += mate.servers.length;
        }
        return count;
    }

    /** The ids of its units, as a sentence has them. */
    String title() {
        StringBuilder title = new StringBuilder(lead.id);
        for (int i = 0; i < mates.length; i++) {
            title.append(i < mates.length - 1 ? ", " : " and ").append(mates[i].id);
        }
        return title.toString();
    }
}
