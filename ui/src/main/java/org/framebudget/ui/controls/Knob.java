package org.framebudget.ui.controls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One value of the scenario that can be changed: along a slider or from a list.
 *
 * @param id name, for labels and tests
 * @param unit after the number; may be empty
 * @param stops what it can be, at least one
 * @param base position of what the file says
 * @param now position of what it is
 * @param slider whether the stops are an order to slide along
 * @param free whether its stops are numbers, of which any between the first and the last can be typed; else a size's columns
 *     can
 * @param why why it cannot be turned; empty where it can
 */
public record Knob(
        String id, String unit, List<Stop> stops, int base, int now, boolean slider, boolean free, String why) {

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
     * @param sets overrides that make it so; none where the file does
     * @param value number along a slider, columns of a size; 0 in a list of names
     */
    public record Stop(String label, String note, boolean known, Map<String, String> sets, double value) {
        Stop asInFile() {
            return new Stop(label, note, known, Map.of(), value);
        }
    }

    /** Whether it is other than in the file. */
    public boolean changed() {
        return base != now;
    }

    /** What it is. */
    public Stop stop() {
        return stops.get(now);
    }

    /** Every override that a stop of it makes. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        stops.forEach(stop -> keys.addAll(stop.sets().keySet()));
        return keys;
    }

    /** Position of the stop nearest to a number; of two alike the first. */
    int nearest(double value) {
        int nearest = 0;
        for (int i = 1; i < stops.size(); i++) {
            if (Math.abs(stops.get(i).value() - value)
                    < Math.abs(stops.get(nearest).value() - value)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** The same, not to be turned. */
    Knob fixed(String reason) {
        return new Knob(id, unit, stops, base, now, slider, free, reason);
    }
}
