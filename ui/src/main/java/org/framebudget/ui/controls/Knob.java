package org.framebudget.ui.controls;

import java.util.List;
import java.util.Map;

/**
 * One value of the scenario that can be changed: along a slider or from a list.
 *
 * @param id name, for labels and tests
 * @param unit after the number; may be empty
 * @param stops what it can be, at least one
 * @param base position of what the file says
 * @param now position of what it is
 * @param slider whether the stops are an order to slide along
 * @param free whether any number between the first and the last stop can be typed
 */
public record Knob(String id, String unit, List<Stop> stops, int base, int now, boolean slider, boolean free) {

    /** Copies the stops. */
    public Knob {
        stops = List.copyOf(stops);
    }

    /**
     * A value.
     *
     * @param label as people read it
     * @param note a few words under the control; may be empty
     * @param known whether somebody measured or published it: others are drawn hatched
     * @param sets overrides that make it so
     */
    public record Stop(String label, String note, boolean known, Map<String, String> sets) {}

    /** Whether it is other than in the file. */
    public boolean changed() {
        return base != now;
    }

    /** What it is. */
    public Stop stop() {
        return stops.get(now);
    }
}
