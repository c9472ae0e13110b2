package org.framebudget.devices.thermal;

import org.framebudget.devices.UnitProfile;

/** Clock and active power of a unit by cooling state, fastest first. */
final class UnitClocks {
    private final String id;
    private final double[] clockMhz;
    private final double[] activeW;

    UnitClocks(UnitProfile unit) {
        id = unit.id();
        clockMhz = unit.operatingPoints().stream()
                .mapToDouble(p -> p.clockMhz().value())
                .toArray();
        activeW = unit.operatingPoints().stream()
                .mapToDouble(p -> p.activeW().value())
                .toArray();
    }

    String id() {
        return id;
    }

    int slowest() {
        return clockMhz.length - 1;
    }

    /** Fastest state whose active power fits a budget; the slowest where none does. */
    int stateWithin(double budgetW) {
        int state = 0;
        while (state < slowest() && activeW[state] > budgetW) {
            state++;
        }
        return state;
    }

    /** Fastest state whose clock is not above a ceiling; the slowest where none is. */
    int stateBelow(double ceilingMhz) {
        int state = 0;
        while (state < slowest() && clockMhz[state] > ceilingMhz) {
            state++;
        }
        return state;
    }
}
