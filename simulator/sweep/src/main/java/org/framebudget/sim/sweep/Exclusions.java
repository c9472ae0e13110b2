package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.scenario.SweepSpec;

/** Which points are left out: those of which every comparison of a line holds. */
final class Exclusions {
    private static final int NONE = -1;
    private static final int MOST_KEPT = 1 << 20;

    /**
     * One comparison.
     *
     * @param right the other axis, or {@link #NONE}
     * @param number to compare with; NaN to compare with a text
     */
    record Clause(int left, Comparison.Sign sign, int right, double number, String text) {
        /** Two axes with each other. */
        boolean compares() {
            return right != NONE;
        }
    }

    private final SweepSpec spec;
    private final List<Axis> axes;
    private final List<List<Clause>> lines = new ArrayList<>();
    private final double[][] numbers;

    /** @throws InputException for a line that says nothing about these axes */
    Exclusions(SweepSpec spec, List<Axis> axes) {
        this.spec = spec;
        this.axes = axes;
        for (int line = 0; line < spec.exclude().size(); line++) {
            lines.add(read(line));
        }
        numbers = new double[axes.size()][];
        for (int a : axesNamed()) {
            Axis axis = axes.get(a);
            if (axis.numeric() && axis.size() <= MOST_KEPT) {
                numbers[a] = new double[(int) axis.size()];
                for (int v = 0; v < numbers[a].length; v++) {
                    numbers[a][v] = axis.number(v);
                }
            }
        }
    }

    /** Read once where the axis is short enough: comparisons ask for it at every point. */
    private double number(int axis, long value) {
        double[] known = numbers[axis];
        return known == null ? axes.get(axis).number(value) : known[(int) value];
    }

    int lineCount() {
        return lines.size();
    }

    List<Clause> line(int line) {
        return lines.get(line);
    }

    /** Positions of the axes that any line is about. */
    Set<Integer> axesNamed() {
        Set<Integer> named = new TreeSet<>();
        for (List<Clause> line : lines) {
            for (Clause clause : line) {
                named.add(clause.left());
                if (clause.right() != NONE) {
                    named.add(clause.right());
                }
            }
        }
        return named;
    }

    /** @param valueOf number of each axis's value, by its position */
    boolean holdsOf(IntToLongFunction valueOf) {
        for (int line = 0; line < lines.size(); line++) {
            if (lineHoldsOf(line, valueOf)) {
                return true;
            }
        }
        return false;
    }

    private boolean lineHoldsOf(int line, IntToLongFunction valueOf) {
        for (Clause clause : lines.get(line)) {
            if (!holds(clause, valueOf)) {
                return false;
            }
        }
        return true;
    }

    boolean holds(Clause clause, IntToLongFunction valueOf) {
        Axis left = axes.get(clause.left());
        long leftValue = valueOf.applyAsLong(clause.left());
        if (left.numeric()) {
            double other = clause.right() == NONE
                    ? clause.number()
                    : number(clause.right(), valueOf.applyAsLong(clause.right()));
            return clause.sign().holds(Double.compare(number(clause.left(), leftValue), other));
        }
        String other = clause.right() == NONE
                ? clause.text()
                : axes.get(clause.right())
                        .setting(valueOf.applyAsLong(clause.right()))
                        .text();
        return clause.sign().holds(left.setting(leftValue).text().compareTo(other));
    }

    private List<Clause> read(int line) {
        String text = spec.exclude().get(line);
        List<Comparison> comparisons = Comparison.line(text);
        if (comparisons.isEmpty()) {
            throw error(
                    line,
                    "'" + text + "' is no comparison.",
                    "Write an axis, one of = != < <= > >= and a value, as in 'fps > 30 and network = yolov8n'.");
        }
        List<Clause> clauses = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            clauses.add(clause(line, comparison));
        }
        return clauses;
    }

    private Clause clause(int line, Comparison comparison) {
        int left = find(comparison.left());
        if (left == NONE) {
            throw error(
                    line,
                    "there is no axis '" + comparison.left() + "'.",
                    Suggestions.advice(
                            comparison.left(), axes.stream().map(Axis::name).toList()));
        }
        Axis axis = axes.get(left);
        int right = find(comparison.right());
        if (comparison.sign().orders() && !axis.numeric()) {
            throw error(
                    line, "'" + axis.name() + "' has no numbers, so none is above another.", "Compare it by = or !=.");
        }
        if (right != NONE) {
            if (axis.numeric() != axes.get(right).numeric()) {
                throw error(
                        line,
                        "'" + comparison.left() + "' and '" + comparison.right()
                                + "' are never equal: only one has numbers.",
                        "Compare numbers with numbers.");
            }
            return new Clause(left, comparison.sign(), right, Double.NaN, "");
        }
        if (axis.numeric()) {
            double number = Axis.number(comparison.right());
            if (Double.isNaN(number)) {
                throw error(
                        line,
                        "'" + comparison.right() + "' is neither a number nor an axis, and '" + axis.name()
                                + "' has numbers.",
                        "Write a number, as in '" + axis.name() + " "
                                + comparison.sign().text() + " "
                                + axis.setting(0).text() + "'.");
            }
            return new Clause(left, comparison.sign(), NONE, number, "");
        }
        List<String> known = new ArrayList<>();
        for (long v = 0; v < axis.size(); v++) {
            known.add(axis.setting(v).text());
        }
        if (!known.contains(comparison.right())) {
            throw error(
                    line,
                    "'" + axis.name() + "' is never '" + comparison.right() + "'.",
                    Suggestions.advice(comparison.right(), known));
        }
        return new Clause(left, comparison.sign(), NONE, Double.NaN, comparison.right());
    }

    private int find(String nameOrKey) {
        for (int a = 0; a < axes.size(); a++) {
            if (axes.get(a).name().equals(nameOrKey) || axes.get(a).key().equals(nameOrKey)) {
                return a;
            }
        }
        return NONE;
    }

    private InputException error(int line, String problem, String advice) {
        return spec.places().error("exclude." + line, problem, advice);
    }
}
