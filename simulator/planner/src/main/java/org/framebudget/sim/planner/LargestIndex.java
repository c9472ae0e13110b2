package org.framebudget.sim.planner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Finds the largest position that answers yes, where small ones do and large ones do not: gallops from a start, then halves. It looks a
 * little beyond the first no as well; where a larger position says yes after a smaller one said no, it goes on from there and says
 * so. Every position is asked once. For one thread.
 */
final class LargestIndex {
    /** Positions beyond the first no that are asked too, each twice as far. */
    private static final int LOOKS_BEYOND = 6;

    private final int count;
    private final IntPredicate question;
    private final Map<Integer, Boolean> known = new HashMap<>();

    /** @param count positions 0 to count − 1 */
    LargestIndex(int count, IntPredicate question) {
        this.count = count;
        this.question = question;
    }

    boolean ask(int position) {
        // no computeIfAbsent: a question may ask others
        Boolean answer = known.get(position);
        if (answer == null) {
            answer = question.test(position);
            known.put(position, answer);
        }
        return answer;
    }

    /** The position, or -1 where none that was asked says yes. */
    int from(int start) {
        return from(start, position -> false);
    }

    /**
     * The position, or -1 where none that was asked says yes.
     *
     * @param sure whether a yes beyond a no is more than chance
     */
    int from(int start, IntPredicate sure) {
        int yes = -1;
        int no = count;
        if (ask(start)) {
            yes = start;
            for (int step = 1; yes + step < count && no == count; step *= 2) {
                if (ask(yes + step)) {
                    yes += step;
                } else {
                    no = yes + step;
                }
            }
        } else {
            no = start;
            for (int step = 1; no > 0 && yes < 0; step *= 2) {
                int next = Math.max(0, no - step);
                if (ask(next)) {
                    yes = next;
                } else {
                    no = next;
                }
            }
        }
        while (yes >= 0 && no - yes > 1) {
            int middle = yes + (no - yes) / 2;
            if (ask(middle)) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        int first = Math.max(yes, start);
        for (int look = 0, step = 2; look < LOOKS_BEYOND; look++, step *= 2) {
            int next = first + step;
            if (next < count && sure.test(next)) {
                return from(next, sure);
            }
        }
        return yes;
    }

    /** Positions below the one that said no. */
    List<Integer> noBelow(int position) {
        return known.entrySet().stream()
                .filter(e -> !e.getValue() && e.getKey() < position)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Positions asked. */
    int asked() {
        return known.size();
    }
}
