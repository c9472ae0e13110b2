package org.framebudget.sim.pipeline;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.scenario.AdaptationRule;
import org.framebudget.sim.scenario.AdaptationRule.Condition;
import org.framebudget.sim.scenario.AdaptationRule.Subject;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.framebudget.sim.scenario.Scenario.UnitClock;
import org.jspecify.annotations.Nullable;

/** What a scenario says of a device that its profile knows nothing of, told where the scenario says it. */
final class DeviceProblems {
    /** A clock is written with a digit after the point at most. */
    private static final double SAME_MHZ = 0.05;

    private DeviceProblems() {}

    /** A case and a fan are ones that the profile describes. */
    static void checkSettings(Places places, DeviceUse use, DeviceProfile profile) {
        checkSetting(places, use, profile, "case", use.caseId());
        checkSetting(places, use, profile, "fan", use.fanId());
        checkBatching(places, use, profile);
        SharedUnits.check(places, use, profile);
        for (int i = 0; i < use.failures().size(); i++) {
            checkUnit(
                    places, use, profile, "failures." + i, use.failures().get(i).unit());
        }
    }

    /**
     * Positions of the chosen clocks in their units' operating points, by unit.
     *
     * @throws InputException for a unit that the profile lacks and for a clock that is none of its operating points
     */
    static Map<String, Integer> operatingPoints(Places places, DeviceUse use, DeviceProfile profile) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < use.clocks().size(); i++) {
            UnitClock clock = use.clocks().get(i);
            checkUnit(places, use, profile, "clocks." + i, clock.unit());
            List<Double> known = profile.units().get(profile.unitIndex(clock.unit())).operatingPoints().stream()
                    .map(point -> point.clockMhz().value())
                    .toList();
            int position = 0;
            while (position < known.size() && Math.abs(known.get(position) - clock.clockMhz()) > SAME_MHZ) {
                position++;
            }
            if (position == known.size()) {
                throw places.error(
                        "devices." + use.id() + ".clocks." + i + ".clock_mhz",
                        plain(clock.clockMhz()) + " is no operating point of '" + clock.unit() + "' in '" + profile.id()
                                + "'.",
                        "It has: " + known.stream().map(DeviceProblems::plain).collect(Collectors.joining(", ")) + ".");
            }
            positions.put(clock.unit(), position);
        }
        return positions;
    }

    private static void checkBatching(Places places, DeviceUse use, DeviceProfile profile) {
        for (int i = 0; i < use.batching().size(); i++) {
            checkUnit(
                    places, use, profile, "batching." + i, use.batching().get(i).unit());
        }
    }

    private static void checkUnit(Places places, DeviceUse use, DeviceProfile profile, String key, String unit) {
        StageProblems.unitIndex(places, "devices." + use.id() + "." + key, unit, profile, use.id());
    }

    private static void checkSetting(
            Places places, DeviceUse use, DeviceProfile profile, String kind, @Nullable String id) {
        List<String> known = profile.thermal().settings().stream()
                .filter(setting -> setting.kind().equals(kind))
                .map(ThermalProfile.Setting::id)
                .toList();
        if (id != null && !known.contains(id)) {
            throw places.error(
                    "devices." + use.id() + "." + kind,
                    "the profile '" + profile.id() + "' describes no " + kind + " '" + id + "'.",
                    known.isEmpty() ? "It describes none: leave the key out." : Suggestions.advice(id, known));
        }
    }

    /** An objective on something a device does not have is a mistake, not an objective that holds. */
    static void checkObjectives(Scenario scenario, RunPlan.Device device) {
        Slo slo = scenario.slo();
        Places places = scenario.places();
        requireNode(places, slo.skinDegCMax(), "skin", device);
        requireNode(places, slo.junctionDegCMax(), "junction", device);
        if (slo.batteryHoursMin() != null && device.profile().battery() == null) {
            throw places.error(
                    "slo.battery_hours_min",
                    plain(slo.batteryHoursMin()) + " h is asked of " + named(device) + ", which has no battery.",
                    "Leave the objective out.");
        }
    }

    /** A rule that looks at something its camera's device does not have would never work. */
    static void checkRules(Scenario scenario, List<AdaptationRule> rules, RunPlan.Device device) {
        for (AdaptationRule rule : rules) {
            checkCondition(scenario.places(), rule.key() + ".when", rule.when(), device);
            checkCondition(scenario.places(), rule.key() + ".until", rule.until(), device);
        }
    }

    private static void checkCondition(Places places, String key, Condition condition, RunPlan.Device device) {
        DeviceProfile profile = device.profile();
        if (condition.subject() == Subject.SKIN_DEG_C && profile.thermal().nodeIndex("skin") < 0) {
            throw places.error(
                    key, "looks at the skin of " + named(device) + ", which has no such node.", "Look at 'throttled'.");
        }
        if (condition.subject() == Subject.BATTERY_FRACTION && profile.battery() == null) {
            throw places.error(
                    key, "looks at the battery of " + named(device) + ", which has none.", "Look at something else.");
        }
    }

    private static void requireNode(Places places, @Nullable Double limitDegC, String node, RunPlan.Device device) {
        ThermalProfile thermal = device.profile().thermal();
        if (limitDegC != null && thermal.nodeIndex(node) < 0) {
            throw places.error(
                    "slo." + node + "_deg_c_max",
                    plain(limitDegC) + " °C is asked of " + named(device) + ", which has no temperature node '" + node
                            + "'.",
                    "It has: "
                            + thermal.nodes().stream()
                                    .map(ThermalProfile.Node::id)
                                    .collect(Collectors.joining(", "))
                            + ". Leave the objective out.");
        }
    }

    private static String named(RunPlan.Device device) {
        return "the device '" + device.id() + "' (" + device.profile().id() + ")";
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
