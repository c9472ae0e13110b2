package org.framebudget.sim.report;

import java.util.List;
import java.util.function.Consumer;
import org.framebudget.sim.planner.PlanResult;
import org.jspecify.annotations.Nullable;

/**
 * Which of a plan's devices does best, by several measures.
 *
 * @param devices with their ranks
 * @param recommended absent where there is nothing to choose from
 */
public record DeviceRanking(List<PlanResult.DeviceRank> devices, PlanResult.@Nullable Recommendation recommended) {
    static final String HEADING = "Which device";

    /** Nothing to choose from. */
    boolean isEmpty() {
        return recommended == null;
    }

    /** A run shorter than half an hour has no minute 30. */
    private boolean halfAnHour() {
        return devices.stream().anyMatch(device -> device.rankMinute30() != null);
    }

    /** A row's cells in the order of both tables' columns. */
    private void fill(Consumer<String> row, PlanResult.DeviceRank device) {
        row.accept(device.profile());
        row.accept(rank(device.rankMinute1()));
        if (halfAnHour()) {
            row.accept(rank(device.rankMinute30()));
        }
        row.accept(rank(device.rankSustained()));
        row.accept(rank(device.rankEnergyPerFrame()));
        row.accept(Numbers.plain(device.energyPerFrameMj()));
    }

    /** For a terminal; empty where there is nothing to choose from. */
    TextTable text(TextStyle style) {
        TextTable table = new TextTable(style).words("which device").numbers("rank, minute 1");
        if (halfAnHour()) {
            table.numbers("minute 30");
        }
        table.numbers("steady state").numbers("energy a frame").numbers("mJ a frame");
        if (!isEmpty()) {
            devices.forEach(device -> fill(table.row()::cell, device));
        }
        return table;
    }

    HtmlTable table() {
        HtmlTable table = new HtmlTable().words("device", 60).numbers("rank in minute 1", 24);
        if (halfAnHour()) {
            table.numbers("rank in minute 30", 24);
        }
        table.numbers("rank in steady state", 24)
                .numbers("rank by energy a frame", 24)
                .numbers("energy a frame, mJ", 24);
        devices.forEach(device -> fill(table.row()::cell, device));
        return table;
    }

    /** The recommendation in a sentence; empty where there is nothing to choose from. */
    String sentence() {
        return recommended == null ? "" : "Recommended " + choice();
    }

    /** {@code for sustained use: pixel-6. } and why; empty where there is nothing to choose from. */
    String choice() {
        return recommended == null
                ? ""
                : "for " + (recommended.basis().equals("burst") ? "bursts" : "sustained use") + ": "
                        + recommended.profile() + ". " + recommended.why();
    }

    String html() {
        if (isEmpty()) {
            return "";
        }
        Html page = new Html();
        HtmlTable table = table();
        page.heading("ranking", HEADING, table.headMm() + 24);
        page.paragraph(
                "Rank 1 answers the largest share of its frames on time, among equals with the lowest median latency."
                        + " Energy is that of the whole device for each result, its idle power included, over the whole scenario.");
        page.raw(table.html());
        page.paragraph(sentence());
        return page.toString();
    }

    private static String rank(@Nullable Integer rank) {
        return rank == null ? Numbers.NONE : Numbers.count(rank);
    }
}
