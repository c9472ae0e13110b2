package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.framebudget.sim.results.RunResult;

/**
 * Which streams get a line of their own: all where they can be told apart, else the worst, with the others pooled into
 * one line.
 *
 * @param names legend text by group
 * @param members positions of the streams by group
 */
record StreamGroups(List<String> names, List<List<Integer>> members) {
    static StreamGroups of(RunResult result) {
        List<Integer> order = worstFirst(result);
        List<String> names = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        boolean all = order.size() <= Palette.LINES_MAX;
        List<Integer> single =
                all ? IntStream.range(0, order.size()).boxed().toList() : order.subList(0, Palette.LINES_MAX - 1);
        for (int stream : single) {
            names.add(result.streams().get(stream).id());
            members.add(List.of(stream));
        }
        if (!all) {
            List<Integer> rest = order.subList(single.size(), order.size());
            names.add("the other " + rest.size() + " streams together");
            members.add(List.copyOf(rest));
        }
        return new StreamGroups(names, members);
    }

    /** Positions of all streams, most misses first; equal ones in the scenario's order. */
    static List<Integer> worstFirst(RunResult result) {
        return IntStream.range(0, result.streams().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -result.streams().get(i).missFraction()))
                .toList();
    }

    int size() {
        return names.size();
    }
}
