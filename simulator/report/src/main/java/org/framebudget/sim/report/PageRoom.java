package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.results.RunResult;

/**
 * How much of the first page is left for heat and clock. The renderer cannot be asked beforehand, so the height of what
 * stands above is reckoned from the lengths of the texts, on the safe side; line heights were measured on rendered pages.
 */
final class PageRoom {
    /** A4 less the margins. */
    private static final double PAGE_MM = 264;
    /** Everything above with each text on one line, two lines of detail and no row in the table of pipelines. */
    private static final double FIXED_MM = 143;

    private static final double TITLE_LINE_MM = 7.5;
    private static final double SENTENCE_LINE_MM = 5.3;
    private static final double SMALL_LINE_MM = 3.8;
    private static final double ROW_MM = 5.3;
    private static final double BADGE_MM = 7.5;

    private PageRoom() {}

    static double leftMm(String title, String subtitle, Verdict verdict, List<String> badges, RunResult result) {
        double usedMm = FIXED_MM
                + TITLE_LINE_MM * (lines(title, 50) - 1)
                + SMALL_LINE_MM * (lines(subtitle, 100) - 1)
                + SENTENCE_LINE_MM * (lines(verdict.sentence(), 62) - 1)
                + SMALL_LINE_MM * (lines(verdict.detail(), 100) - 2);
        for (String badge : badges) {
            usedMm += BADGE_MM + SMALL_LINE_MM * (lines(badge, 100) - 1);
        }
        List<RunResult.Stream> streams = result.streams();
        for (RunResult.Stream stream : streams.subList(0, Math.min(streams.size(), FirstPage.STREAMS_MAX))) {
            usedMm += ROW_MM + SMALL_LINE_MM * (lines(stream.id(), 13) - 1);
            // the legend of the latency chart has room for about three short names on a line
            usedMm += streams.size() > 1 ? SMALL_LINE_MM * lines(stream.id(), 40) / 3 : 0;
        }
        return PAGE_MM - usedMm;
    }

    private static int lines(String text, int charactersPerLine) {
        return 1 + Math.max(0, text.length() - 1) / charactersPerLine;
    }
}
