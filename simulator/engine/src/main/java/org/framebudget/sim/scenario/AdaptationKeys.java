package org.framebudget.sim.scenario;

import static org.framebudget.sim.scenario.Key.Type.FLAG;
import static org.framebudget.sim.scenario.Key.Type.RATE;
import static org.framebudget.sim.scenario.Key.Type.SIZE;
import static org.framebudget.sim.scenario.Key.Type.TEXT;
import static org.framebudget.sim.scenario.Key.choice;
import static org.framebudget.sim.scenario.Key.number;
import static org.framebudget.sim.scenario.Key.section;
import static org.framebudget.sim.scenario.Key.whole;

/** The keys of {@code adaptation}, as {@link Keys} has the others. */
final class AdaptationKeys {
    private AdaptationKeys() {}

    static final Section WHEN = Section.of(
                    "when",
                    "what sets the rule to work; looked at once a second",
                    Key.of("throttled", FLAG, "true: a limiter holds a unit of the pipeline below its clock"),
                    Keys.share(
                            "miss_fraction_above", "late and dropped frames over those that ended in the last second"),
                    number("skin_deg_c_above", "temperature of the skin of the camera's device")
                            .from(-60)
                            .to(200),
                    Keys.share("battery_fraction_below", "charge of the camera's device"),
                    number("for_s", "how long it must hold without a break")
                            .to(Keys.LONGEST_S)
                            .defaults("0"))
            .exactlyOneOf("throttled", "miss_fraction_above", "skin_deg_c_above", "battery_fraction_below");

    static final Section UNTIL = Section.of(
                    "until",
                    "what ends the rule; absent: the opposite of 'when' for as long",
                    Key.of("throttled", FLAG, "false: no limiter holds a unit of the pipeline below its clock"),
                    Keys.share(
                            "miss_fraction_below", "late and dropped frames over those that ended in the last second"),
                    number("skin_deg_c_below", "temperature of the skin of the camera's device")
                            .from(-60)
                            .to(200),
                    Keys.share("battery_fraction_above", "charge of the camera's device"),
                    number("for_s", "how long it must hold without a break")
                            .to(Keys.LONGEST_S)
                            .absentMeans("that of 'when'"))
            .exactlyOneOf("throttled", "miss_fraction_below", "skin_deg_c_below", "battery_fraction_above");

    static final Section CHANGE = Section.of(
            "do",
            "what is different while the rule works",
            Key.of("fps", RATE, "frame rate of the cameras, at most their own")
                    .from(Keys.SLOWEST_HZ)
                    .to(100_000),
            Key.of("network", TEXT, "another network"),
            Key.of("input", SIZE, "another input of the network").from(1).to(16_384),
            choice("precision", "another number format of the network", "fp32", "fp16", "int8"),
            Keys.unit().asOptional(),
            whole("every_nth_frame", "one frame in so many is taken, the others are skipped by rule")
                    .from(1)
                    .to(1_000_000));

    static final Section RULE = Section.of(
            "rule",
            "rules that change the workload while it runs",
            Keys.name("pipeline", "whose frames follow the rule").absentMeans("all pipelines"),
            Keys.name("stage", "whose inference is changed").absentMeans("the only infer stage"),
            section("when", WHEN).asRequired(),
            section("do", CHANGE).asRequired(),
            section("until", UNTIL));
}
