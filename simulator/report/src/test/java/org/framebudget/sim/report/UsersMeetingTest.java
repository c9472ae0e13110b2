package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.planner.PlanResult.Population;
import org.framebudget.sim.planner.PlanResult.PopulationCell;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users with different devices as people read them. */
class UsersMeetingTest {
    private static PopulationCell cell(
            String profile, double degC, double share, boolean meets, boolean burst, @Nullable Boolean sustained) {
        return new PopulationCell(
                profile,
                degC,
                share,
                "npu",
                "int8",
                meets,
                burst,
                sustained,
                meets ? 1 : 0.5,
                meets ? 0 : 0.5,
                0.9,
                meets ? null : "miss_fraction_max");
    }

    private static UsersMeeting users(@Nullable String source) {
        return new UsersMeeting(new Population(
                List.of(
                        cell("pixel-4", 16, 0.2, true, true, true),
                        cell("pixel-4", 25, 0.2, true, true, false),
                        cell("pixel-6", 16, 0.3, false, true, false),
                        cell("pixel-6", 25, 0.3, false, false, false)),
                0.4,
                List.of(0.3, 0.55),
                0.7,
                0.2,
                0.7,
                source,
                source,
                source == null
                        ? List.of("The shares of devices are ASSUMED: no source is given for them.")
                        : List.of()));
    }

    @Test
    void theSentenceGivesSharesWithTheirIntervalAndSaysWhereTheyAreAssumed() {
        assertEquals(
                "Of all users (shares ASSUMED) 40\u00a0% (95 %: 30 to 55\u00a0%) meet, 70\u00a0% in the first minute and"
                        + " 20\u00a0% sustained; 70\u00a0% of all their frames are answered in time.",
                users(null).sentence());
        assertTrue(
                users("counted").sentence().startsWith("Of all users 40"),
                users("counted").sentence());
        assertEquals(
                List.of("Shares of devices: counted.", "Shares of ambients: counted."),
                users("counted").sources());
    }

    @Test
    void usersAreOfFourKinds() {
        assertEquals(
                List.of(
                        UsersMeeting.Kind.ALL,
                        UsersMeeting.Kind.WHILE_IT_RUNS,
                        UsersMeeting.Kind.FIRST_MINUTE,
                        UsersMeeting.Kind.NEVER),
                users(null).cells().stream().map(UsersMeeting.Kind::of).toList());
        assertEquals(UsersMeeting.Kind.ALL, UsersMeeting.Kind.of(cell("pixel-4", 16, 1, true, true, null)));
    }

    @Test
    void theChartHasOnePieceForEachAir() {
        ChartBook charts = new ChartBook();
        String html = UsersChart.html(users(null), charts);
        assertEquals(4, charts.chart(0).getXYPlot().getDataset().getSeriesCount());
        assertTrue(html.contains("meet in the first minute alone"), html);
        assertFalse(users(null).html().isEmpty());
    }
}
