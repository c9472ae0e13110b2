package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/** Reads {@code limiters:}. */
final class LimiterReader {
    /** Where a device at rest is looked at: makers' sensors are regressions whose weights need not add up to 1. */
    private static final double REST_DEG_C = 25;

    private static final double REST_TOLERANCE_K = 5;

    private LimiterReader() {}

    static List<LimiterProfile> read(Section root) {
        List<LimiterProfile> limiters = new ArrayList<>();
        for (Section section : root.sections("limiters")) {
            limiters.add(
                    switch (section.kind("kind")) {
                        case "skin_policy" -> skinPolicy(section, limiters);
                        case "step_wise" -> stepWise(section);
                        case "power_limit" -> powerLimit(section);
                        default -> clockCeiling(section);
                    });
        }
        return List.copyOf(limiters);
    }

    private static LimiterProfile skinPolicy(Section section, List<LimiterProfile> earlier) {
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
        for (Section limit : section.sections("state_limits")) {
            stateLimits.add(new LimiterProfile.StateLimit(
                    limit.text("unit"), limit.numbers("by_severity"), limit.numbersOrNone("ceiling_by_severity")));
        }
        List<LimiterProfile.PidBudget> budgets = new ArrayList<>();
        for (Section budget : section.sections("budgets")) {
            budgets.add(budget(budget));
        }
        return new LimiterProfile.SkinPolicy(
                section.text("name"),
                sensors,
                policySensor,
                section.number("idle_poll_s"),
                section.number("throttled_poll_s"),
                trigger(section.sectionOrNull("trigger")),
                hotDegC(section),
                section.numbers("hysteresis_k"),
                List.copyOf(stateLimits),
                List.copyOf(budgets));
    }

    private static LimiterProfile.@Nullable Trigger trigger(@Nullable Section section) {
        return section == null
                ? null
                : new LimiterProfile.Trigger(
                        section.text("sensor"),
                        section.number("idle_poll_s"),
                        section.number("throttled_poll_s"),
                        section.number("hot_deg_c"),
                        section.number("hysteresis_k"));
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
        for (Section sensor : section.sections("sensors")) {
            sensors.add(sensor(sensor));
        }
        return List.copyOf(sensors);
    }

    /** The thresholds by severity, rising where they are given. */
    private static List<@Nullable Sourced> hotDegC(Section section) {
        List<@Nullable Sourced> hotDegC = section.numbersOrNulls("hot_deg_c");
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
        String formula = section.kind("formula");
        List<String> inputs = section.texts("inputs");
        boolean weighted = formula.equals("WEIGHTED");
        List<Sourced> weights = weighted ? section.numbers("weights") : List.of();
        if (weighted && weights.size() != inputs.size()) {
            throw section.error(
                    "weights",
                    weights.size() + " weights for " + inputs.size() + " inputs.",
                    "Give one weight per input.");
        }
        Sourced offsetK = section.number("offset_k");
        double restDegC = weights.stream().mapToDouble(Sourced::value).sum() * REST_DEG_C + offsetK.value();
        if (weighted && Math.abs(restDegC - REST_DEG_C) > REST_TOLERANCE_K) {
            throw section.error(
                    "weights",
                    "with the whole device at " + REST_DEG_C + " °C the sensor reads " + restDegC + " °C.",
                    "Weights and offset must keep it within " + REST_TOLERANCE_K + " K of that.");
        }
        return new LimiterProfile.VirtualSensor(section.text("id"), formula, inputs, weights, offsetK);
    }

    private static LimiterProfile.PidBudget budget(Section section) {
        return new LimiterProfile.PidBudget(
                section.text("unit"),
                section.number("target_deg_c"),
                section.number("k_po_mw_per_k"),
                section.number("k_pu_mw_per_k"),
                section.number("k_i_mw_per_k_poll"),
                section.number("k_d_mw_s_per_k"),
                section.number("integral_max_mw"),
                section.number("sustainable_mw"),
                section.number("min_mw"),
                section.number("max_mw"),
                section.number("integral_cutoff_k"),
                section.numberOrNull("weight_factor"));
    }

    private static LimiterProfile stepWise(Section section) {
        return new LimiterProfile.StepWise(
                section.text("name"),
                section.text("unit"),
                section.text("node"),
                section.number("trip_deg_c"),
                section.number("hysteresis_k"),
                section.number("poll_s"),
                section.number("slowest_state"));
    }

    private static LimiterProfile powerLimit(Section section) {
        return new LimiterProfile.PowerLimit(
                section.text("name"),
                section.text("unit"),
                section.choice("scope"),
                section.number("limit_w"),
                section.number("averaging_s"),
                section.number("release_fraction"),
                section.number("poll_s"),
                section.number("slowest_state"));
    }

    private static LimiterProfile clockCeiling(Section section) {
        List<LimiterProfile.Ramp> ramps = new ArrayList<>();
        double lastDegC = Double.NEGATIVE_INFINITY;
        for (Section ramp : section.sections("ramps")) {
            LimiterProfile.Ramp next = new LimiterProfile.Ramp(
                    ramp.number("from_deg_c"), ramp.number("to_deg_c"), ramp.number("from_mhz"), ramp.number("to_mhz"));
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
        return new LimiterProfile.ClockCeiling(
                section.text("name"),
                section.text("unit"),
                section.text("node"),
                section.number("poll_s"),
                section.number("hysteresis_k"),
                List.copyOf(ramps));
    }
}
