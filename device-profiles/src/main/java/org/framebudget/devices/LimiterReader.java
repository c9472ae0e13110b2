package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/** Reads {@code limiters:}. */
final class LimiterReader {
    private static final List<String> KINDS = List.of("skin_policy", "step_wise", "power_limit", "clock_ceiling");
    private static final String[] ALL_KEYS = {
        "kind",
        "name",
        "sensors",
        "sensors_from",
        "policy_sensor",
        "idle_poll_s",
        "throttled_poll_s",
        "hot_deg_c",
        "hysteresis_k",
        "state_limits",
        "budgets",
        "unit",
        "node",
        "trip_deg_c",
        "poll_s",
        "slowest_state",
        "scope",
        "limit_w",
        "averaging_s",
        "release_fraction",
        "ramps"
    };
    private static final int SEVERITIES = 7;

    private LimiterReader() {}

    static List<LimiterProfile> read(Section root) {
        List<LimiterProfile> limiters = new ArrayList<>();
        for (Section section : root.sections("limiters", ALL_KEYS)) {
            limiters.add(
                    switch (section.oneOf("kind", KINDS)) {
                        case "skin_policy" -> skinPolicy(section, limiters);
                        case "step_wise" -> stepWise(section);
                        case "power_limit" -> powerLimit(section);
                        default -> clockCeiling(section);
                    });
        }
        return List.copyOf(limiters);
    }

    private static LimiterProfile skinPolicy(Section any, List<LimiterProfile> earlier) {
        Section section = any.as(
                "kind",
                "name",
                "sensors",
                "sensors_from",
                "policy_sensor",
                "idle_poll_s",
                "throttled_poll_s",
                "hot_deg_c",
                "hysteresis_k",
                "state_limits",
                "budgets");
        List<LimiterProfile.VirtualSensor> sensors = sensors(section, earlier);
        List<String> sensorIds =
                sensors.stream().map(LimiterProfile.VirtualSensor::id).toList();
        String policySensor = section.text("policy_sensor");
        if (!sensorIds.contains(policySensor)) {
            throw section.error(
                    "policy_sensor",
                    "there is no sensor '" + policySensor + "'.",
                    Suggestions.advice(policySensor, sensorIds));
        }
        List<LimiterProfile.StateLimit> stateLimits = new ArrayList<>();
        for (Section limit : section.sections("state_limits", "unit", "by_severity")) {
            stateLimits.add(new LimiterProfile.StateLimit(
                    limit.text("unit"), seven(limit, "by_severity", limit.numbers("by_severity", 0, 1000))));
        }
        List<LimiterProfile.PidBudget> budgets = new ArrayList<>();
        for (Section budget : section.sections("budgets", PID_KEYS)) {
            budgets.add(budget(budget));
        }
        return new LimiterProfile.SkinPolicy(
                section.text("name"),
                sensors,
                policySensor,
                section.number("idle_poll_s", 0.001, 1e5),
                section.number("throttled_poll_s", 0.001, 1e5),
                hotDegC(section),
                seven(section, "hysteresis_k", section.numbers("hysteresis_k", 0, 100)),
                List.copyOf(stateLimits),
                List.copyOf(budgets));
    }

    /** A policy's own sensors, or those of the policy that {@code sensors_from} names. */
    private static List<LimiterProfile.VirtualSensor> sensors(Section section, List<LimiterProfile> earlier) {
        if (section.has("sensors_from")) {
            String name = section.text("sensors_from");
            for (LimiterProfile limiter : earlier) {
                if (limiter instanceof LimiterProfile.SkinPolicy policy
                        && policy.name().equals(name)) {
                    return policy.sensors();
                }
            }
            throw section.error(
                    "sensors_from",
                    "there is no skin policy '" + name + "' before this one.",
                    "Name one that stands above.");
        }
        List<LimiterProfile.VirtualSensor> sensors = new ArrayList<>();
        for (Section sensor : section.sections("sensors", "id", "formula", "inputs", "weights", "offset_k")) {
            sensors.add(sensor(sensor));
        }
        return List.copyOf(sensors);
    }

    /** The thresholds by severity, rising where they are given. */
    private static List<@Nullable Sourced> hotDegC(Section section) {
        List<@Nullable Sourced> hotDegC = seven(section, "hot_deg_c", section.numbersOrNulls("hot_deg_c", -100, 300));
        double coolerDegC = Double.NEGATIVE_INFINITY;
        for (Sourced threshold : hotDegC) {
            if (threshold != null && threshold.value() < coolerDegC) {
                throw section.error(
                        "hot_deg_c",
                        threshold.value() + " is below the " + coolerDegC + " of a milder severity.",
                        "Thresholds rise from NONE to SHUTDOWN.");
            }
            coolerDegC = threshold == null ? coolerDegC : threshold.value();
        }
        return hotDegC;
    }

    private static LimiterProfile.VirtualSensor sensor(Section section) {
        String formula = section.oneOf("formula", List.of("WEIGHTED", "MAXIMUM"));
        List<String> inputs = section.texts("inputs");
        boolean weighted = formula.equals("WEIGHTED");
        List<Sourced> weights = weighted ? section.numbers("weights", -100, 100) : List.of();
        if (weighted && weights.size() != inputs.size()) {
            throw section.error(
                    "weights",
                    weights.size() + " weights for " + inputs.size() + " inputs.",
                    "Give one weight per input.");
        }
        double sum = weights.stream().mapToDouble(Sourced::value).sum();
        if (weighted && Math.abs(sum - 1) > 0.01) {
            throw section.error(
                    "weights", "they add up to " + sum + ".", "They must add up to 1, or the sensor is wrong at rest.");
        }
        return new LimiterProfile.VirtualSensor(
                section.text("id"), formula, inputs, weights, section.number("offset_k", -100, 100));
    }

    private static final String[] PID_KEYS = {
        "unit",
        "target_deg_c",
        "k_po_mw_per_k",
        "k_pu_mw_per_k",
        "k_i_mw_per_k_poll",
        "k_d_mw_s_per_k",
        "integral_max_mw",
        "sustainable_mw",
        "min_mw",
        "max_mw",
        "integral_cutoff_k"
    };

    private static LimiterProfile.PidBudget budget(Section section) {
        return new LimiterProfile.PidBudget(
                section.text("unit"),
                section.number("target_deg_c", -100, 300),
                section.number("k_po_mw_per_k", 0, 1e6),
                section.number("k_pu_mw_per_k", 0, 1e6),
                section.number("k_i_mw_per_k_poll", 0, 1e6),
                section.number("k_d_mw_s_per_k", 0, 1e6),
                section.number("integral_max_mw", 0, 1e6),
                section.number("sustainable_mw", 0, 1e6),
                section.number("min_mw", 0, 1e6),
                section.number("max_mw", 0, 1e6),
                section.number("integral_cutoff_k", -100, 100));
    }

    private static LimiterProfile stepWise(Section any) {
        Section section =
                any.as("kind", "name", "unit", "node", "trip_deg_c", "hysteresis_k", "poll_s", "slowest_state");
        return new LimiterProfile.StepWise(
                section.text("name"),
                section.text("unit"),
                section.text("node"),
                section.number("trip_deg_c", -100, 300),
                section.number("hysteresis_k", 0, 100),
                section.number("poll_s", 0.001, 1e5),
                section.number("slowest_state", 0, 1000));
    }

    private static LimiterProfile powerLimit(Section any) {
        Section section = any.as(
                "kind",
                "name",
                "unit",
                "scope",
                "limit_w",
                "averaging_s",
                "release_fraction",
                "poll_s",
                "slowest_state");
        return new LimiterProfile.PowerLimit(
                section.text("name"),
                section.text("unit"),
                section.oneOf("scope", List.of("device", "unit")),
                section.number("limit_w", 0.001, 1e5),
                section.number("averaging_s", 0.001, 1e5),
                section.number("release_fraction", 0, 1),
                section.number("poll_s", 0.001, 1e5),
                section.number("slowest_state", 0, 1000));
    }

    private static LimiterProfile clockCeiling(Section any) {
        Section section = any.as("kind", "name", "unit", "node", "poll_s", "hysteresis_k", "ramps");
        List<LimiterProfile.Ramp> ramps = new ArrayList<>();
        double lastDegC = Double.NEGATIVE_INFINITY;
        for (Section ramp : section.sections("ramps", "from_deg_c", "to_deg_c", "from_mhz", "to_mhz")) {
            LimiterProfile.Ramp next = new LimiterProfile.Ramp(
                    ramp.number("from_deg_c", -100, 300),
                    ramp.number("to_deg_c", -100, 300),
                    ramp.number("from_mhz", 0.001, 1e6),
                    ramp.number("to_mhz", 0.001, 1e6));
            if (next.fromDegC().value() < lastDegC
                    || next.toDegC().value() < next.fromDegC().value()) {
                throw ramp.error("from_deg_c", "the ramps do not rise in temperature.", "Sort them, coolest first.");
            }
            if (next.toMhz().value() > next.fromMhz().value()) {
                throw ramp.error("to_mhz", "the clock rises along the ramp.", "A ceiling falls as the node warms.");
            }
            lastDegC = next.toDegC().value();
            ramps.add(next);
        }
        if (ramps.isEmpty()) {
            throw section.error("ramps", "there is none.", "A ceiling needs at least one ramp.");
        }
        return new LimiterProfile.ClockCeiling(
                section.text("name"),
                section.text("unit"),
                section.text("node"),
                section.number("poll_s", 0.001, 1e5),
                section.number("hysteresis_k", 0, 100),
                List.copyOf(ramps));
    }

    private static <T extends @Nullable Object> List<T> seven(Section section, String key, List<T> values) {
        if (values.size() != SEVERITIES) {
            throw section.error(key, values.size() + " entries.", "It needs " + SEVERITIES + ", for NONE to SHUTDOWN.");
        }
        return values;
    }
}
