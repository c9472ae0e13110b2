package org.framebudget.sim.scenario;

import static org.framebudget.sim.scenario.Key.Type.TEXT;
import static org.framebudget.sim.scenario.Key.Type.TEXTS;
import static org.framebudget.sim.scenario.Key.Type.VALUES;
import static org.framebudget.sim.scenario.Key.choice;
import static org.framebudget.sim.scenario.Key.number;
import static org.framebudget.sim.scenario.Key.section;
import static org.framebudget.sim.scenario.Key.sections;
import static org.framebudget.sim.scenario.Key.whole;

/** Every key of {@code framebudget/sweep/v1}, as {@link Keys} has those of the scenario. */
final class SweepKeys {
    static final String SCHEMA_ID = "framebudget/sweep/v1";

    /** Wider than any quantity of a scenario. */
    private static final double LARGEST = 1e15;

    private static final int MOST_VALUES = 100_000;
    private static final int MOST_AXES = 50;
    private static final int MOST_LINES = 1_000;

    private SweepKeys() {}

    static final Section AXIS = Section.of(
                    "axis",
                    "what varies",
                    Key.of("key", TEXT, "path of a value of the scenario, as --set takes it")
                            .asRequired(),
                    Key.of("name", TEXT, "name of its column and in comparisons: lower-case letters, digits and '_'")
                            .absentMeans("the key, with '_' for every other sign"),
                    Key.of("values", VALUES, "what it is, one after the other")
                            .from(1)
                            .to(MOST_VALUES),
                    number("from", "first value of a range").from(-LARGEST).to(LARGEST),
                    number("to", "last value of a range").from(-LARGEST).to(LARGEST),
                    number("step", "distance of two values of a range").above(0).to(LARGEST),
                    whole("count", "number of values of a range").from(1).to(LARGEST),
                    choice("scale", "how a range is divided: in equal distances, or in equal ratios", "linear", "log")
                            .defaults("linear"))
            .exactlyOneOf("values", "from")
            .atMostOneOf("values", "to")
            .atMostOneOf("values", "step")
            .atMostOneOf("values", "count")
            .atMostOneOf("values", "scale")
            .atMostOneOf("step", "count");

    static final Section SAMPLE = Section.of(
            "sample",
            "points spread over all ranges that have neither step nor count",
            choice(
                            "method",
                            "latin_hypercube: each range cut into as many equal parts as there are points, one point in each; sobol: a"
                                    + " sequence without gaps and clusters",
                            "latin_hypercube",
                            "sobol")
                    .asRequired(),
            whole("count", "number of points").from(1).to(LARGEST).asRequired());

    static final Section OBJECTIVE = Section.of(
                    "objective",
                    "what the best point is best in",
                    Key.of("minimise", TEXT, "a result"),
                    Key.of("maximise", TEXT, "a result"))
            .exactlyOneOf("minimise", "maximise");

    static final Section SWEEP = Section.of(
            "sweep",
            "many variants of a scenario",
            Key.schema(SCHEMA_ID),
            Key.of("name", TEXT, "a title").asRequired(),
            Key.of("scenario", TEXT, "the scenario that is varied, a path relative to this file")
                    .asRequired(),
            whole("seed", "seed of samples and of every point's random numbers")
                    .to(9_007_199_254_740_991.0)
                    .defaults("1"),
            whole("replications", "repetitions of each point with other random numbers, added up")
                    .from(1)
                    .to(10_000)
                    .defaults("1"),
            sections("axes", AXIS).from(1).to(MOST_AXES).asRequired(),
            section("sample", SAMPLE),
            Key.of(
                            "exclude",
                            TEXTS,
                            "points that are left out, as in 'fps > 30 and network = yolov8n'; a point goes where one line holds")
                    .to(MOST_LINES),
            Key.of(
                            "results",
                            TEXTS,
                            "results to keep: columns by name, figures for all that are single values, streams and devices for lists of"
                                    + " each by itself")
                    .to(MOST_LINES)
                    .absentMeans("figures, and streams and devices where the scenario has several"),
            section("objective", OBJECTIVE),
            Key.of("limits", TEXTS, "what the best point keeps to, as in 'miss_fraction <= 0.01'")
                    .to(MOST_LINES));
}
