package org.framebudget.sim.report;

import java.util.List;
import java.util.stream.Collectors;
import org.framebudget.sim.results.RunResult;

/**
 * What the first page has room for: rows of streams, then heat and clock. The renderer cannot be asked beforehand, so the
 * height of everything is reckoned from the texts, on the safe side; line heights were measured on rendered pages.
 */
final class PageRoom {
    /** Streams on the first page, where there is room for them. */
    static final int STREAMS_MAX = 6;

    /** Everything above with each text on one line, two lines of detail and no row in the table of pipelines. */
    private static final double FIXED_MM = 146;

    /** Heat, clock and what fits, no smaller than they can be read. */
    private static final double CHARTS_MM = 57;

    private static final int LATENCY_MM = 47;
    private static final int LATENCY_MIN_MM = 33;

    private static final double WIDTH_MM = 180;
    private static final double VERDICT_MM = 168;
    private static final double CARD_MM = 36;
    private static final double LEGEND_MM = 80;
    private static final double STREAM_MM = 19.5;
    private static final double OBJECTIVE_MM = 25;
    private static final double HEAD_MM = 2;
    /** Title, head of two lines and two rows. */
    private static final double CAPACITY_MM = 27;

    private static final double TITLE_LINE_MM = 7.5;
    private static final double SENTENCE_LINE_MM = 5.3;
    private static final double SMALL_LINE_MM = 3.8;
    private static final double ROW_MM = 5.3;
    private static final double BADGE_MM = 7.5;
    private static final double RECOMMENDED_MM = 6.4;

    private final RunResult result;
    private final double pageMm;
    private final double aboveMm;
    private final double leastLatencyMm;

    PageRoom(
            String title,
            String subtitle,
            Verdict verdict,
            String recommended,
            List<String> badges,
            RunResult result,
            Paper paper) {
        this.result = result;
        this.pageMm = paper.textHeightMm();
        double usedMm = FIXED_MM
                + TITLE_LINE_MM * (TextLines.count(title, PlanFonts.bold(17), WIDTH_MM) - 1)
                + SMALL_LINE_MM * (TextLines.count(subtitle, PlanFonts.sans(7.8f), WIDTH_MM) - 1)
                + SENTENCE_LINE_MM * (TextLines.count(verdict.sentence(), PlanFonts.bold(11.6f), VERDICT_MM) - 1)
                + SMALL_LINE_MM * (TextLines.count(verdict.detail(), PlanFonts.sans(8), VERDICT_MM) - 2);
        if (!recommended.isEmpty()) {
            usedMm += RECOMMENDED_MM
                    + SMALL_LINE_MM * TextLines.count("Recommended. " + recommended, PlanFonts.sans(8.6f), VERDICT_MM);
        }
        for (String badge : badges) {
            usedMm += BADGE_MM + SMALL_LINE_MM * (TextLines.count(badge, PlanFonts.sans(7.6f), WIDTH_MM - 5) - 1);
        }
        if (result.devices().size() > 1) {
            usedMm += SMALL_LINE_MM
                    * result.devices().stream()
                            .mapToInt(device -> TextLines.count(device.id(), PlanFonts.sans(6.8f), CARD_MM))
                            .max()
                            .orElse(0);
        }
        if (result.streams().size() > 1) {
            // each name has its swatch before it and a gap behind it
            String legend = StreamGroups.of(result).names().stream()
                    .map(name -> "mmmm " + name + " mm")
                    .collect(Collectors.joining(" "));
            usedMm += SMALL_LINE_MM * TextLines.count(legend, PlanFonts.sans(6.8f), LEGEND_MM);
        }
        aboveMm = usedMm;
        leastLatencyMm = Math.min(LATENCY_MM, Math.max(LATENCY_MIN_MM, besideLatencyMm(result)));
    }

    /** Height of the tables beside the chart of latencies, below what is as high as its legend. */
    private static double besideLatencyMm(RunResult result) {
        List<Objective> shown = PlanHtml.objectivesFailedFirst(result).stream()
                .limit(FirstPage.OBJECTIVES_MAX)
                .toList();
        double rowsMm = shown.stream()
                .mapToDouble(objective -> ROW_MM
                        + SMALL_LINE_MM * (TextLines.count(objective.name(), PlanFonts.sans(7.2f), OBJECTIVE_MM) - 1))
                .sum();
        return HEAD_MM
                + rowsMm
                + (shown.size() <= FirstPage.OBJECTIVES_WITH_CAPACITY_MAX ? CAPACITY_MM : SMALL_LINE_MM);
    }

    /** How many streams have room above the charts, those with most misses first; at least one. */
    int streams() {
        int most = Math.min(STREAMS_MAX, result.streams().size());
        while (most > 1 && leftMm(most) < CHARTS_MM) {
            most--;
        }
        return most;
    }

    /** Height of the chart of latencies: what the charts below lack with a single stream it gives, as far as it can be read and as the
     * table beside it is no higher. */
    int latencyMm() {
        double lacksMm = Math.max(0, CHARTS_MM - leftMm(1));
        return (int) Math.floor(LATENCY_MM - Math.min(lacksMm, LATENCY_MM - leastLatencyMm));
    }

    /** Height left below the streams; negative where even they have no room. */
    double leftMm() {
        return leftMm(streams()) + LATENCY_MM - latencyMm();
    }

    private double leftMm(int streams) {
        double usedMm = aboveMm;
        List<Integer> order = StreamGroups.worstFirst(result);
        for (int position : order.subList(0, streams)) {
            String id = result.streams().get(position).id();
            usedMm += ROW_MM + SMALL_LINE_MM * (TextLines.count(id, PlanFonts.sans(7.2f), STREAM_MM) - 1);
        }
        return pageMm - usedMm;
    }
}
