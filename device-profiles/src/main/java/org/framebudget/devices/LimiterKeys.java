package org.framebudget.devices;

import static org.framebudget.devices.ProfileKey.anyNumberOf;
import static org.framebudget.devices.ProfileKey.choice;
import static org.framebudget.devices.ProfileKey.constant;
import static org.framebudget.devices.ProfileKey.number;
import static org.framebudget.devices.ProfileKey.numbers;
import static org.framebudget.devices.ProfileKey.numbersOrNulls;
import static org.framebudget.devices.ProfileKey.reference;
import static org.framebudget.devices.ProfileKey.section;
import static org.framebudget.devices.ProfileKey.sections;
import static org.framebudget.devices.ProfileKey.text;
import static org.framebudget.devices.ProfileKey.texts;
import static org.framebudget.devices.ProfileKeys.UNITS;
import static org.framebudget.devices.ProfileKeys.degC;
import static org.framebudget.devices.ProfileKeys.mhz;
import static org.framebudget.devices.ProfileKeys.node;

import java.util.List;

/** The keys of {@code limiters:} in a profile file. */
final class LimiterKeys {
    private static final String SEVERITIES = "for NONE LIGHT MODERATE SEVERE CRITICAL EMERGENCY SHUTDOWN";
    private static final int SEVERITY_COUNT = 7;

    private LimiterKeys() {}

    private static ProfileKey seconds(String name, String meaning) {
        return number(name, meaning, 0.001, 1e5);
    }

    private static ProfileKey milliwatts(String name, String meaning) {
        return number(name, meaning, 0, 1e6);
    }

    private static ProfileKey hysteresis(String meaning) {
        return number("hysteresis_k", meaning, 0, 100);
    }

    private static ProfileKey limiterName() {
        return text("name", "name of the limiter, shown in results");
    }

    private static ProfileKey limitedUnit() {
        return reference("unit", "unit whose clock it lowers", UNITS);
    }

    private static ProfileKey slowestState() {
        return number("slowest_state", "slowest operating point it asks for, by position, 0 = fastest", 0, 1000)
                .asWhole();
    }

    private static final Shape SENSOR = Shape.oneOf(
            "sensor",
            "an estimated temperature",
            "formula",
            Shape.of(
                    "sensor_weighted",
                    "a weighted sum plus an offset",
                    constant("formula", "WEIGHTED", "a weighted sum"),
                    text("id", "its name"),
                    texts("inputs", "thermal nodes, or sensors above"),
                    numbers(
                                    "weights",
                                    "one per input; with the offset they keep a device at rest near its temperature",
                                    -100,
                                    100)
                            .count(1, Integer.MAX_VALUE),
                    number("offset_k", "added", -100, 100)),
            Shape.of(
                    "sensor_maximum",
                    "the largest of its inputs plus an offset",
                    constant("formula", "MAXIMUM", "the largest input"),
                    text("id", "its name"),
                    texts("inputs", "thermal nodes, or sensors above"),
                    number("offset_k", "added", -100, 100)));

    private static final Shape STATE_LIMIT = Shape.of(
            "state_limit",
            "cooling states of a unit by severity",
            limitedUnit(),
            numbers("by_severity", "slowest operating points it is at least set to, " + SEVERITIES, 0, 1000)
                    .asWhole()
                    .count(SEVERITY_COUNT, SEVERITY_COUNT),
            numbers(
                            "ceiling_by_severity",
                            "slowest operating points it is at most set to, whatever its power budget, " + SEVERITIES,
                            0,
                            1000)
                    .asWhole()
                    .count(SEVERITY_COUNT, SEVERITY_COUNT)
                    .optional());

    private static final Shape TRIGGER = Shape.of(
            "trigger",
            "a sensor that lets the policy look often while it is warm; without one only the policy's own severity does",
            text("sensor", "the sensor, or a thermal node"),
            seconds("idle_poll_s", "time between looks at it while it is cool"),
            seconds("throttled_poll_s", "time between looks at it while it is warm"),
            degC("hot_deg_c", "where it is warm"),
            hysteresis("how far below that it is cool again"));

    private static final Shape BUDGET = Shape.of(
            "budget",
            "a power budget from a controller with proportional, integral and derivative part",
            reference("unit", "unit whose power it bounds", UNITS),
            degC("target_deg_c", "temperature it aims at"),
            number("k_po_mw_per_k", "gain above the target", 0, 1e6),
            number("k_pu_mw_per_k", "gain below the target", 0, 1e6),
            number("k_i_mw_per_k_poll", "integral gain", 0, 1e6),
            number("k_d_mw_s_per_k", "derivative gain", 0, 1e6),
            milliwatts("integral_max_mw", "bound of the integral part"),
            milliwatts("sustainable_mw", "budget at the target"),
            milliwatts("min_mw", "least budget"),
            milliwatts("max_mw", "largest budget"),
            number("integral_cutoff_k", "integrate only while the error is below this", -100, 100),
            number(
                            "weight_factor",
                            "multiplies the budget before the unit's power is held against it; 1 if absent",
                            0,
                            100)
                    .optional());

    private static final Shape RAMP = Shape.of(
            "ramp",
            "a clock ceiling that falls evenly with temperature; a step has equal temperatures",
            degC("from_deg_c", "where it begins"),
            degC("to_deg_c", "where it ends"),
            mhz("from_mhz", "ceiling at its begin"),
            mhz("to_mhz", "ceiling at its end and above"));

    static final Shape LIMITER = Shape.oneOf(
            "limiter",
            "something that lowers clocks",
            "kind",
            Shape.of(
                            "skin_policy",
                            "Android's polled skin policy",
                            constant("kind", "skin_policy", "Android's polled skin policy"),
                            limiterName(),
                            sections("sensors", "virtual sensors, each over nodes or sensors above it", SENSOR)
                                    .optional(),
                            text("sensors_from", "name of a skin policy above whose sensors it reads")
                                    .optional(),
                            text("policy_sensor", "sensor the severities look at"),
                            seconds("idle_poll_s", "time between looks while nothing throttles"),
                            seconds("throttled_poll_s", "time between looks while something throttles"),
                            section("trigger", TRIGGER).optional(),
                            numbersOrNulls(
                                            "hot_deg_c",
                                            "rising thresholds, null where there is none, " + SEVERITIES,
                                            -100,
                                            300)
                                    .count(SEVERITY_COUNT, SEVERITY_COUNT),
                            numbers(
                                            "hysteresis_k",
                                            "how far below its threshold a severity ends, " + SEVERITIES,
                                            0,
                                            100)
                                    .count(SEVERITY_COUNT, SEVERITY_COUNT),
                            anyNumberOf("state_limits", "cooling states by severity", STATE_LIMIT),
                            anyNumberOf("budgets", "power budgets", BUDGET))
                    .exactlyOneOf("sensors", "sensors_from"),
            Shape.of(
                    "step_wise",
                    "Linux's step_wise governor: one state per look",
                    constant("kind", "step_wise", "Linux's step_wise governor"),
                    limiterName(),
                    limitedUnit(),
                    node("node", "node it looks at"),
                    degC("trip_deg_c", "where it begins to slow"),
                    hysteresis("how far below that it lets go"),
                    seconds("poll_s", "time between looks"),
                    slowestState()),
            Shape.of(
                    "power_limit",
                    "a limit on averaged power: one state per look",
                    constant("kind", "power_limit", "a limit on averaged power"),
                    limiterName(),
                    limitedUnit(),
                    choice("scope", "whose power it looks at", List.of("device", "unit")),
                    number("limit_w", "the limit", 0.001, 1e5),
                    seconds("averaging_s", "time constant of the exponential average"),
                    number("release_fraction", "share of the limit below which it lets go", 0, 1),
                    seconds("poll_s", "time between looks"),
                    slowestState()),
            Shape.of(
                    "clock_ceiling",
                    "a clock ceiling by temperature",
                    constant("kind", "clock_ceiling", "a clock ceiling by temperature"),
                    limiterName(),
                    limitedUnit(),
                    node("node", "node it looks at"),
                    seconds("poll_s", "time between looks"),
                    hysteresis("how far the node cools before the ceiling rises"),
                    sections("ramps", "how the ceiling falls, coolest first", RAMP)));
}
