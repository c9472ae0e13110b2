package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.sim.scenario.Scenario.Batching;
import org.framebudget.sim.scenario.Scenario.LinkTraffic;
import org.framebudget.sim.scenario.Scenario.Pool;
import org.framebudget.sim.scenario.Scenario.UnitClock;
import org.framebudget.sim.scenario.Scenario.UnitFailure;

/** What a scenario says of a device's units: failures, clocks, batches. */
final class UnitBinder {
    private UnitBinder() {}

    static List<UnitFailure> failures(Fields device) {
        int count = device.has("count") ? device.whole("count") : 1;
        List<UnitFailure> failures = new ArrayList<>();
        Map<String, UnitFailure> last = new HashMap<>();
        for (Fields item : device.sections("failures")) {
            if (count > 1) {
                throw item.error(
                        "unit",
                        "a failure is one device's, but there are " + count + " of this one.",
                        "Give the device that loses a unit an entry of its own.");
            }
            String unit = item.choice("unit");
            UnitFailure failure =
                    new UnitFailure(unit, item.number("at_s"), item.numberOrNull("for_s"), item.number("takeover_ms"));
            UnitFailure before = last.put(unit, failure);
            if (before != null && failure.fromNs() < before.toNs()) {
                Double forS = before.forS();
                throw item.error(
                        "at_s",
                        Units.plain(failure.atS()) + " lies before the end of the failure of '" + unit + "' before it"
                                + (forS == null
                                        ? ", which has no for_s."
                                        : ", " + Units.plain(before.toNs() / 1e9) + "."),
                        "Sort the failures of a unit by time, without overlap.");
            }
            failures.add(failure);
        }
        return List.copyOf(failures);
    }

    static List<UnitClock> clocks(Fields device) {
        Set<String> seen = new HashSet<>();
        return device.sections("clocks").stream()
                .map(item -> new UnitClock(once(item, seen), item.number("clock_mhz")))
                .toList();
    }

    static List<Batching> batching(Fields device) {
        Set<String> seen = new HashSet<>();
        return device.sections("batching").stream()
                .map(item -> new Batching(
                        once(item, seen),
                        item.whole("max_frames"),
                        item.number("wait_ms"),
                        item.number("fixed_fraction")))
                .toList();
    }

    static List<Pool> pools(Fields device) {
        Set<String> seen = new HashSet<>();
        return device.sections("pools").stream()
                .map(item -> new Pool(units(item, seen)))
                .toList();
    }

    static List<LinkTraffic> linkTraffic(Fields device) {
        Set<String> seen = new HashSet<>();
        return device.sections("link_traffic").stream()
                .map(item ->
                        new LinkTraffic(units(item, seen), item.number("transfer_mb"), item.number("transfers_per_s")))
                .toList();
    }

    private static List<String> units(Fields item, Set<String> seen) {
        List<String> units = List.copyOf(item.ids("units"));
        for (String unit : units) {
            if (!seen.add(unit)) {
                throw item.error("units", "'" + unit + "' is listed twice.", "List each unit once.");
            }
        }
        return units;
    }

    private static String once(Fields item, Set<String> seen) {
        String unit = item.choice("unit");
        if (!seen.add(unit)) {
            throw item.error("unit", "'" + unit + "' is listed twice.", "List each unit once.");
        }
        return unit;
    }
}
