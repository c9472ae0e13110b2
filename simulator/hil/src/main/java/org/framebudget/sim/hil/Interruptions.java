package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whether a device could not be reached for a while, from the way of its answers: a connection that was cut and made good leaves an
 * answer that was on its way much longer than others.
 */
final class Interruptions {
    /** Assumed: shorter ones are late answers, which the spread of the way shows. A dropped packet alone is sent again within it. */
    private static final long LEAST_NS = 500_000_000;
    /** Assumed: on a slow link an answer is on its way for so long as a rule. */
    private static final int TIMES = 10;

    private Interruptions() {}

    private record Span(long fromNs, long untilNs) {}

    /** What happened, as in {@code answers were held up, as where a connection is cut, for 2.1 s at 4.0 s}; empty for nothing. */
    static String why(Recording recording) {
        List<InferenceRecord> all = recording.inferences();
        if (all.isEmpty()) {
            return "";
        }
        long[] ways =
                all.stream().mapToLong(InferenceRecord::transportNs).sorted().toArray();
        long mostNs = Math.max(LEAST_NS, TIMES * ways[ways.length / 2]);
        List<Span> spans = joined(all.stream()
                .filter(each -> each.transportNs() > mostNs)
                .map(each -> new Span(
                        each.startNs() + each.releaseNs(), each.startNs() + each.releaseNs() + each.transportNs()))
                .sorted(Comparator.comparingLong(Span::fromNs))
                .toList());
        if (spans.isEmpty()) {
            return "";
        }
        double sumS =
                spans.stream().mapToLong(span -> span.untilNs() - span.fromNs()).sum() * 1e-9;
        return spans.size() == 1
                ? String.format(
                        Locale.ROOT,
                        "answers were held up, as where a connection is cut, for %.1f s at %.1f s",
                        sumS,
                        spans.get(0).fromNs() * 1e-9)
                : String.format(
                        Locale.ROOT,
                        "answers were held up, as where a connection is cut, %d times for %.1f s in all, first at %.1f s",
                        spans.size(),
                        sumS,
                        spans.get(0).fromNs() * 1e-9);
    }

    /** Several answers wait for the same connection. */
    private static List<Span> joined(List<Span> sorted) {
        List<Span> all = new ArrayList<>();
        for (Span each : sorted) {
            Span last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && each.fromNs() <= last.untilNs()) {
                all.set(all.size() - 1, new Span(last.fromNs(), Math.max(last.untilNs(), each.untilNs())));
            } else {
                all.add(each);
            }
        }
        return all;
    }
}
