package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.framebudget.sim.sweep.Exclusions.Clause;

/**
 * Counts the combinations of values that no line leaves out, without making each: values that the same comparisons hold of are
 * counted together, nothing is looked at below a value that decides, and what was counted once is not counted again. Of all axes
 * that any line names; sampled ones, which vary together, count as one.
 */
final class KeptCount {
    /** Values of one axis that differ in nothing that a line asks. */
    private record Group(long number, long count, BitSet ruledOut) {}

    /** What the count below a value depends on: where it is, and which lines may still hold. */
    private record Below(int digit, BitSet open) {}

    private final Exclusions exclusions;
    private final List<Axis> axes;
    private final int[] digits;
    private final int[] digitOfAxis;
    /** By line: the last axis that it names. */
    private final int[] lastDigit;
    /** By line: whether it compares two axes. */
    private final BitSet comparing = new BitSet();
    /** By axis; null where it is compared with another, so that each value counts by itself. */
    private final List<List<Group>> groups = new ArrayList<>();

    private final long[] numbers;
    private final Map<Below, Long> known = new HashMap<>();

    KeptCount(Exclusions exclusions, List<Axis> axes) {
        this.exclusions = exclusions;
        this.axes = axes;
        this.digitOfAxis = new int[axes.size()];
        Set<Integer> named = new TreeSet<>();
        for (int a : exclusions.axesNamed()) {
            named.add(represented(a));
        }
        this.digits = named.stream().mapToInt(Integer::intValue).toArray();
        for (int a = 0; a < axes.size(); a++) {
            digitOfAxis[a] = List.copyOf(named).indexOf(represented(a));
        }
        this.numbers = new long[digits.length];
        this.lastDigit = new int[exclusions.lineCount()];
        BitSet apart = new BitSet();
        for (int line = 0; line < lastDigit.length; line++) {
            for (Clause clause : exclusions.line(line)) {
                lastDigit[line] = Math.max(lastDigit[line], last(clause));
                if (first(clause) != last(clause)) {
                    comparing.set(line);
                    apart.set(first(clause));
                    apart.set(last(clause));
                }
            }
        }
        for (int d = 0; d < digits.length; d++) {
            groups.add(apart.get(d) ? List.of() : grouped(d));
        }
    }

    /** The first of the sampled axes stands for all of them. */
    private int represented(int axis) {
        for (int a = 0; a < axis; a++) {
            if (axes.get(a).sampled() && axes.get(axis).sampled()) {
                return a;
            }
        }
        return axis;
    }

    private int first(Clause clause) {
        return clause.compares()
                ? Math.min(digitOfAxis[clause.left()], digitOfAxis[clause.right()])
                : digitOfAxis[clause.left()];
    }

    private int last(Clause clause) {
        return clause.compares()
                ? Math.max(digitOfAxis[clause.left()], digitOfAxis[clause.right()])
                : digitOfAxis[clause.left()];
    }

    private List<Group> grouped(int digit) {
        Map<BitSet, long[]> firstAndCount = new HashMap<>();
        long size = axes.get(digits[digit]).size();
        for (long v = 0; v < size; v++) {
            long number = v;
            firstAndCount.computeIfAbsent(ruledOut(digit, v, every()), key -> new long[] {number, 0})[1]++;
        }
        List<Group> all = new ArrayList<>();
        firstAndCount.forEach((ruledOut, group) -> all.add(new Group(group[0], group[1], ruledOut)));
        return all;
    }

    /** Lines that do not hold, whatever the axes behind this one are, given those before it. */
    private BitSet ruledOut(int digit, long number, BitSet among) {
        numbers[digit] = number;
        BitSet out = new BitSet();
        for (int line = among.nextSetBit(0); line >= 0; line = among.nextSetBit(line + 1)) {
            for (Clause clause : exclusions.line(line)) {
                if (last(clause) == digit && !exclusions.holds(clause, axis -> numbers[digitOfAxis[axis]])) {
                    out.set(line);
                    break;
                }
            }
        }
        return out;
    }

    /** All combinations. */
    long all() {
        return below(0);
    }

    private long below(int digit) {
        long product = 1;
        for (int d = digit; d < digits.length; d++) {
            product *= axes.get(digits[d]).size();
        }
        return product;
    }

    /** Combinations that none of all lines leaves out. */
    long kept() {
        return kept(0, every());
    }

    private BitSet every() {
        BitSet every = new BitSet();
        every.set(0, lastDigit.length);
        return every;
    }

    /** Combinations that a line by itself does not leave out. */
    long keptBy(int line) {
        BitSet one = new BitSet();
        one.set(line);
        return kept(0, one);
    }

    /** @param open lines of which everything before this axis holds */
    private long kept(int digit, BitSet open) {
        if (open.isEmpty()) {
            return below(digit);
        }
        boolean free = !open.intersects(comparing);
        Below here = new Below(digit, open);
        Long before = free ? known.get(here) : null;
        if (before != null) {
            return before;
        }
        long sum = 0;
        if (groups.get(digit).isEmpty()) {
            long size = axes.get(digits[digit]).size();
            for (long v = 0; v < size; v++) {
                sum += keptWith(digit, open, ruledOut(digit, v, open));
            }
        } else {
            for (Group group : groups.get(digit)) {
                numbers[digit] = group.number();
                sum += group.count() * keptWith(digit, open, group.ruledOut());
            }
        }
        if (free) {
            known.put(here, sum);
        }
        return sum;
    }

    private long keptWith(int digit, BitSet open, BitSet ruledOut) {
        BitSet left = (BitSet) open.clone();
        left.andNot(ruledOut);
        for (int line = left.nextSetBit(0); line >= 0; line = left.nextSetBit(line + 1)) {
            if (lastDigit[line] == digit) {
                return 0;
            }
        }
        return kept(digit + 1, left);
    }
}
