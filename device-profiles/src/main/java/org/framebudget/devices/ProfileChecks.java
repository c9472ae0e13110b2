package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/** What must hold between the sections of a profile: names resolve, and heat finds its way out. */
final class ProfileChecks {
    private final Section root;
    private final DeviceProfile profile;
    private final List<String> nodeIds;
    private final List<String> unitIds;

    private ProfileChecks(Section root, DeviceProfile profile) {
        this.root = root;
        this.profile = profile;
        this.nodeIds =
                profile.thermal().nodes().stream().map(ThermalProfile.Node::id).toList();
        this.unitIds = profile.units().stream().map(UnitProfile::id).toList();
    }

    static void check(Section root, DeviceProfile profile) {
        ProfileChecks checks = new ProfileChecks(root, profile);
        checks.nodes();
        checks.heatLeaves();
        for (LimiterProfile limiter : profile.limiters()) {
            checks.limiter(limiter);
        }
    }

    private void nodes() {
        for (UnitProfile unit : profile.units()) {
            node("units", "unit '" + unit.id() + "' heats", unit.node());
        }
        PowerProfile power = profile.power();
        node("power", "base_node is", power.baseNode());
        node("power", "camera_node is", power.cameraNode());
        if (power.screenNode() != null) {
            node("power", "screen_node is", power.screenNode());
        }
        if (power.leakage() != null) {
            node("power", "leakage heats", power.leakage().node());
        }
        if (profile.battery() != null) {
            node("battery", "the pack heats", profile.battery().node());
        }
    }

    /** Every node must reach one that gives heat to ambient, or temperatures would grow for ever. */
    private void heatLeaves() {
        List<String> cooled = new ArrayList<>();
        for (ThermalProfile.Node node : profile.thermal().nodes()) {
            if (node.toAmbientKPerW() != null) {
                cooled.add(node.id());
            }
        }
        for (int round = 0; round < nodeIds.size(); round++) {
            for (ThermalProfile.Link link : profile.thermal().links()) {
                if (cooled.contains(link.from()) != cooled.contains(link.to())) {
                    cooled.add(cooled.contains(link.from()) ? link.to() : link.from());
                }
            }
        }
        for (String id : nodeIds) {
            if (!cooled.contains(id)) {
                throw root.error(
                        "thermal",
                        "heat cannot leave node '" + id + "'.",
                        "Give it to_ambient_k_per_w or a link to a node that has one.");
            }
        }
    }

    private void limiter(LimiterProfile limiter) {
        if (limiter instanceof LimiterProfile.SkinPolicy policy) {
            skinPolicy(policy);
        } else if (limiter instanceof LimiterProfile.StepWise step) {
            node("limiters", "'" + step.name() + "' looks at", step.node());
            unit(step.name(), step.unit(), step.slowestState().value());
        } else if (limiter instanceof LimiterProfile.PowerLimit limit) {
            unit(limit.name(), limit.unit(), limit.slowestState().value());
        } else if (limiter instanceof LimiterProfile.ClockCeiling ceiling) {
            node("limiters", "'" + ceiling.name() + "' looks at", ceiling.node());
            unit(ceiling.name(), ceiling.unit(), 0);
        }
    }

    private void skinPolicy(LimiterProfile.SkinPolicy policy) {
        List<String> inputs = new ArrayList<>(nodeIds);
        for (LimiterProfile.VirtualSensor sensor : policy.sensors()) {
            for (String input : sensor.inputs()) {
                if (!inputs.contains(input)) {
                    throw root.error(
                            "limiters",
                            "sensor '" + sensor.id() + "' of '" + policy.name() + "' reads '" + input
                                    + "', which is no node and no sensor before it.",
                            Suggestions.advice(input, inputs));
                }
            }
            inputs.add(sensor.id());
        }
        LimiterProfile.Trigger trigger = policy.trigger();
        if (trigger != null && !inputs.contains(trigger.sensor())) {
            throw root.error(
                    "limiters",
                    "the trigger of '" + policy.name() + "' reads '" + trigger.sensor()
                            + "', which is no node and no sensor.",
                    Suggestions.advice(trigger.sensor(), inputs));
        }
        for (LimiterProfile.StateLimit limit : policy.stateLimits()) {
            double slowest = Stream.concat(limit.bySeverity().stream(), limit.ceilingBySeverity().stream())
                    .mapToDouble(Sourced::value)
                    .max()
                    .orElse(0);
            unit(policy.name(), limit.unit(), slowest);
        }
        for (LimiterProfile.PidBudget budget : policy.budgets()) {
            unit(policy.name(), budget.unit(), 0);
        }
    }

    private void unit(String limiter, String unit, double slowestState) {
        int index = profile.unitIndex(unit);
        if (index < 0) {
            throw root.error(
                    "limiters",
                    "'" + limiter + "' limits '" + unit + "', which is no unit.",
                    Suggestions.advice(unit, unitIds));
        }
        int states = profile.units().get(index).operatingPoints().size();
        if (slowestState >= states) {
            throw root.error(
                    "limiters",
                    "'" + limiter + "' asks for state " + (int) slowestState + " of '" + unit + "'.",
                    "It has states 0 to " + (states - 1) + ".");
        }
    }

    private void node(String key, String what, String id) {
        if (!nodeIds.contains(id)) {
            throw unknownNode(key, what, id);
        }
    }

    private InputException unknownNode(String key, String what, String id) {
        return root.error(key, what + " '" + id + "', which is no thermal node.", Suggestions.advice(id, nodeIds));
    }
}
