package org.framebudget.ui.controls;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What turning knobs does to the scenario.
 *
 * @param values overrides that are set
 * @param dropped overrides that are taken back
 */
record Turn(Map<String, String> values, Set<String> dropped) {

    /** A knob to one of its stops. */
    static Turn to(Knob knob, int stop) {
        Map<String, String> values = knob.stops().get(stop).sets();
        Set<String> dropped = new LinkedHashSet<>(knob.keys());
        dropped.removeAll(values.keySet());
        return new Turn(values, dropped);
    }

    /** Both; what either sets is not taken back. */
    Turn and(Turn other) {
        Map<String, String> both = new LinkedHashMap<>(values);
        both.putAll(other.values);
        Set<String> neither = new LinkedHashSet<>(dropped);
        neither.addAll(other.dropped);
        neither.removeAll(both.keySet());
        return new Turn(both, neither);
    }
}
