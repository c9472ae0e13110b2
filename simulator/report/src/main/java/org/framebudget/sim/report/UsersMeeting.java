package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.framebudget.sim.planner.PlanResult.Population;
import org.framebudget.sim.planner.PlanResult.PopulationCell;

/**
 * Which users meet the objectives, of a plan.
 *
 * @param population users by device and air
 */
public record UsersMeeting(Population population) {
    /** What becomes of users, from best to worst. */
    enum Kind {
        ALL,
        WHILE_IT_RUNS,
        FIRST_MINUTE,
        NEVER;

        static Kind of(PopulationCell cell) {
            return cell.meets()
                    ? Boolean.FALSE.equals(cell.meetsSustained()) ? WHILE_IT_RUNS : ALL
                    : cell.meetsBurst() ? FIRST_MINUTE : NEVER;
        }
    }

    /** The answer in a sentence. */
    String sentence() {
        List<Double> interval = population.usersMeetingPrediction95();
        Double sustained = population.usersMeetingSustainedFraction();
        return "Of all users" + (assumed() ? " (shares ASSUMED) " : " ")
                + Numbers.percentSign(population.usersMeetingFraction())
                + (interval == null
                        ? ""
                        : " (95 %: " + Numbers.percent(interval.get(0)) + " to " + Numbers.percentSign(interval.get(1))
                                + ")")
                + " meet, " + Numbers.percentSign(population.usersMeetingBurstFraction()) + " in the first minute"
                + (sustained == null ? "" : " and " + Numbers.percentSign(sustained) + " sustained")
                + "; " + Numbers.percentSign(population.framesMeetingFraction())
                + " of all their frames are answered in time.";
    }

    private boolean assumed() {
        boolean severalAirs = cells().stream()
                        .map(cell -> Objects.requireNonNullElse(cell.ambientDegC(), Double.NaN))
                        .distinct()
                        .count()
                > 1;
        return population.source() == null || (severalAirs && population.ambientSource() == null);
    }

    /** Where the shares come from. */
    List<String> sources() {
        List<String> sources = new ArrayList<>();
        if (population.source() != null) {
            sources.add("Shares of devices: " + population.source() + ".");
        }
        if (population.ambientSource() != null) {
            sources.add("Shares of ambients: " + population.ambientSource() + ".");
        }
        sources.addAll(population.notes());
        return sources;
    }

    List<PopulationCell> cells() {
        return population.cells();
    }

    private static String unit(PopulationCell cell) {
        return cell.unit().isEmpty() ? Numbers.NONE : cell.unit() + ", " + cell.precision();
    }

    static String air(PopulationCell cell) {
        return cell.ambientDegC() == null ? "recorded" : Numbers.withUnit(cell.ambientDegC(), "°C");
    }

    private static Verdict.State sustained(PopulationCell cell) {
        // batteries are held in steady state, where one that is empty before the run ends would last
        String reason = cell.reason();
        boolean lasts = reason == null || !reason.contains(" ends after ");
        return cell.meetsSustained() == null ? Verdict.State.OPEN : Verdict.State.of(cell.meetsSustained(), lasts);
    }

    private static String why(PopulationCell cell) {
        return Objective.inWords(Objects.requireNonNullElse(cell.reason(), ""));
    }

    /** A row's cells in the order of both tables' columns. */
    private static void fill(Consumer<String> text, Consumer<Verdict.State> mark, PopulationCell cell) {
        text.accept(cell.profile());
        text.accept(air(cell));
        text.accept(Numbers.percent(cell.share()));
        text.accept(unit(cell));
        mark.accept(Verdict.State.of(cell.meets()));
        mark.accept(Verdict.State.of(cell.meetsBurst()));
        mark.accept(sustained(cell));
        text.accept(Numbers.percent(cell.usefulFraction()));
        text.accept(Numbers.percent(cell.probabilityMeets()));
        text.accept(why(cell));
    }

    /** For a terminal. */
    TextTable text(TextStyle style) {
        TextTable table = new TextTable(style)
                .words("users with")
                .words("air")
                .numbers("share %")
                .words("runs on")
                .words("meets")
                .words("first minute")
                .words("sustained")
                .numbers("useful %")
                .numbers("p meets %")
                .words("what fails");
        for (PopulationCell cell : cells()) {
            TextTable row = table.row();
            fill(row::cell, row::mark, cell);
        }
        return table;
    }

    HtmlTable html() {
        HtmlTable table = new HtmlTable()
                .words("device", 22)
                .numbers("air", 13)
                .numbers("share, %", 11)
                .words("runs on", 16)
                .words("meets", 12)
                .words("first minute", 12)
                .words("sustained", 13)
                .numbers("useful frames, %", 14)
                .numbers("probability of meeting, %", 16)
                .words("what fails", 53);
        for (PopulationCell cell : cells()) {
            HtmlTable row = table.row();
            fill(row::cell, row::mark, cell);
        }
        return table;
    }
}
