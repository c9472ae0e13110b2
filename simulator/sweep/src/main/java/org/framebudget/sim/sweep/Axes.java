package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.ScenarioBase;
import org.framebudget.sim.scenario.ScenarioBase.Kind;
import org.framebudget.sim.scenario.Setting;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.sim.scenario.SweepSpec.AxisSpec;
import org.framebudget.sim.scenario.SweepSpec.Method;
import org.framebudget.sim.scenario.SweepSpec.SampleSpec;
import org.jspecify.annotations.Nullable;

/** The axes of a sweep file, each value held against the key that it is for. */
final class Axes {
    /** Sobol's sequence is known in so many dimensions, and to so many points. */
    private static final long MOST_SOBOL_POINTS = Integer.MAX_VALUE;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Set<String> NOT_VARIED = Set.of("schema", "name", "seed");

    private final SweepSpec spec;
    private final Set<String> reserved;

    /** @param reserved names of other columns */
    private Axes(SweepSpec spec, Set<String> reserved) {
        this.spec = spec;
        this.reserved = reserved;
    }

    /**
     * All of them, in order.
     *
     * @throws InputException for the first that cannot be what it says
     */
    static List<Axis> of(SweepSpec spec, Set<String> reserved) {
        return new Axes(spec, reserved).all();
    }

    private List<Axis> all() {
        checkKeys();
        List<Integer> sampled = new ArrayList<>();
        for (int a = 0; a < spec.axes().size(); a++) {
            AxisSpec axis = spec.axes().get(a);
            if (axis.values().isEmpty() && axis.step() == null && axis.count() == null) {
                sampled.add(a);
            }
        }
        Sample sample = sample(sampled);
        List<Axis> axes = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (int a = 0; a < spec.axes().size(); a++) {
            String name = name(a);
            Integer first = names.putIfAbsent(name, a);
            if (first != null) {
                throw error(a, "name", "the name '" + name + "' is that of another axis too.", "Give one a name.");
            }
            axes.add(axis(a, name, sample, sampled.indexOf(a)));
        }
        return List.copyOf(axes);
    }

    private void checkKeys() {
        for (int a = 0; a < spec.axes().size(); a++) {
            String key = spec.axes().get(a).key();
            if (NOT_VARIED.contains(key)) {
                throw error(
                        a,
                        "key",
                        "'" + key + "' is not varied.",
                        key.equals("seed")
                                ? "Every point has a seed of its own; replications: N repeats each with others."
                                : "Name a value that changes the answer.");
            }
            for (int b = 0; b < a; b++) {
                checkApart(a, key, b, spec.axes().get(b).key());
            }
        }
    }

    /** Two axes on one value would have the rows of one tell what the other has set. */
    private void checkApart(int a, String key, int b, String other) {
        String one = spec.base().canonical(key);
        String two = spec.base().canonical(other);
        if (one.equals(two)) {
            throw error(
                    a,
                    "key",
                    "there is an axis of '" + other + "' already, number " + (b + 1)
                            + (key.equals(other) ? "." : ", which is the same value as '" + key + "'."),
                    "Keep one.");
        }
        if (one.startsWith(two + ".") || two.startsWith(one + ".")) {
            throw error(a, "key", "'" + key + "' and '" + other + "' are parts of each other.", "Vary one of them.");
        }
        if (spec.base().replaces(key, other)) {
            throw error(
                    a,
                    "key",
                    "'" + key + "' takes the place of '" + other + "', so that one of the two axes would say nothing.",
                    "Vary one of them.");
        }
    }

    private @Nullable Sample sample(List<Integer> sampled) {
        SampleSpec how = spec.sample();
        if (how == null) {
            if (!sampled.isEmpty()) {
                throw error(
                        sampled.get(0),
                        "from",
                        "the range has neither step nor count, and there is no sample.",
                        "Give one of the two, or sample: {method: latin_hypercube, count: 1000}.");
            }
            return null;
        }
        if (sampled.isEmpty()) {
            throw spec.places()
                    .error(
                            "sample",
                            "there is no range to sample: each axis has values, step or count.",
                            "Remove sample, or take step and count from a range.");
        }
        if (how.method() == Method.SOBOL) {
            if (how.count() > MOST_SOBOL_POINTS) {
                throw spec.places()
                        .error(
                                "sample.count",
                                how.count() + " is more than the sequence has.",
                                "Give at most " + MOST_SOBOL_POINTS + ".");
            }
            return Sample.sobol(sampled.size());
        }
        return Sample.latinHypercube(
                how.count(),
                spec.seed(),
                sampled.stream().map(a -> spec.axes().get(a).key()).toArray(String[]::new));
    }

    private String name(int a) {
        AxisSpec axis = spec.axes().get(a);
        String given = axis.name();
        String name = given == null ? axis.key().replaceAll("[^a-z0-9]", "_") : given;
        if (given != null && !NAME.matcher(given).matches()) {
            throw error(
                    a,
                    "name",
                    "'" + given + "' is no name of a column.",
                    "Use lower-case letters, digits and '_', beginning with a letter.");
        }
        if (reserved.contains(name)) {
            throw error(a, "name", "'" + name + "' is the name of a result.", "Give the axis another name.");
        }
        return name;
    }

    private Axis axis(int a, String name, @Nullable Sample sample, int dimension) {
        AxisSpec axis = spec.axes().get(a);
        // an unknown key before anything about its values
        spec.base().checkKey(axis.place());
        checkSingle(a);
        Kind kind = ScenarioBase.kind(axis.key());
        if (!axis.values().isEmpty()) {
            return list(a, name, kind);
        }
        Ranges range = new Ranges(axis, kind, name, "axes." + a, spec.places());
        range.checkEnds(spec.base()::check);
        Double step = axis.step();
        Long count = axis.count();
        if (step != null) {
            return range.stepped(step);
        }
        if (count != null) {
            return range.counted(count);
        }
        SampleSpec how = spec.sample();
        if (sample == null || how == null) {
            throw new IllegalStateException("a sampled range without a sample");
        }
        return range.sampled(sample, dimension, how.count());
    }

    /** A whole mapping varies by mappings and a whole list by lists; other values are meant for a key below it. */
    private void checkSingle(int a) {
        AxisSpec axis = spec.axes().get(a);
        List<String> below = ScenarioBase.keysBelow(axis.key());
        boolean list = ScenarioBase.isList(axis.key());
        boolean whole = !axis.values().isEmpty()
                && axis.values().stream().allMatch(value -> list ? value.isList() : value.isMapping());
        if (!below.isEmpty() && !whole) {
            throw error(
                    a,
                    "key",
                    "'" + axis.key() + "' is a whole " + (list ? "list" : "mapping")
                            + ", of which these values can be none.",
                    "Vary a key " + (list ? "of one of its items" : "in it") + ", " + axis.key() + (list ? ".NAME" : "")
                            + ".KEY; KEY is one of: " + String.join(", ", below) + ".");
        }
    }

    private Axis list(int a, String name, Kind kind) {
        List<Setting> values = spec.axes().get(a).values();
        Set<Object> seen = new HashSet<>();
        Kind column = kind;
        for (int v = 0; v < values.size(); v++) {
            Setting value = values.get(v);
            spec.base().check(value);
            double number = Axis.number(kind, value);
            if (!seen.add(Double.isNaN(number) ? value.text() : (Object) number)) {
                throw spec.places()
                        .error("axes." + a + ".values." + v, value.text() + " is listed twice.", "List each once.");
            }
            if (kind == Kind.WHOLE && Double.isNaN(number)) {
                // a section where a whole number may stand as well
                column = Kind.OTHER;
            }
        }
        return Axis.of(spec.axes().get(a).key(), name, column, values);
    }

    private InputException error(int axis, String key, String problem, String advice) {
        return spec.places().error("axes." + axis + "." + key, problem, advice);
    }
}
