package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.planner.FleetAnswer;
import org.framebudget.sim.planner.PlanResult;
import org.junit.jupiter.api.Test;

/** The words about a fleet. */
class FleetReportTest {
    private static FleetReport report(boolean optimal) {
        PlanResult.Fleet fleet = new PlanResult.Fleet(
                5,
                List.of(
                        new PlanResult.MixItem("raspberry-pi-5", 1, List.of("yard-1", "yard-2", "yard-3")),
                        new PlanResult.MixItem("coral-dev-board", 1, List.of("gate", "yard-4"))),
                1234.4,
                "EUR",
                9.5,
                optimal,
                1100.0,
                true,
                26_280,
                0.3,
                1159.5,
                74.9,
                List.of(
                        new PlanResult.Box("raspberry-pi-5", List.of("yard-1", "yard-2", "yard-3"), 5.5, 0.81, "cpu"),
                        new PlanResult.Box("coral-dev-board", List.of("gate", "yard-4"), 4, 0.4, "tpu")),
                List.of(new PlanResult.Spare("coral-dev-board", 1, 2.7)),
                List.of(
                        new PlanResult.BoxType(
                                "raspberry-pi-5",
                                130,
                                "a shop",
                                null,
                                List.of(new PlanResult.Alone("yard", 3, false), new PlanResult.Alone("gate", 1, true)),
                                List.of("In fp32.")),
                        new PlanResult.BoxType(
                                "coral-dev-board",
                                200,
                                null,
                                4,
                                List.of(new PlanResult.Alone("yard", 9, null)),
                                List.of())),
                0.109,
                1034.0,
                true,
                0.9,
                3,
                7,
                "OR-Tools CP-SAT",
                List.of("A note."),
                List.of("unit_time", "monotony", "additive_energy"));
        return new FleetReport(new FleetAnswer(fleet, "the fullest", "", fleet.notes()));
    }

    @Test
    void oneDeviceCarriesItsOneCamera() {
        PlanResult.Fleet fleet = new PlanResult.Fleet(
                1,
                List.of(new PlanResult.MixItem("raspberry-pi-5", 1, List.of("yard"))),
                130.0,
                "EUR",
                5.5,
                true,
                130.0,
                false,
                0,
                0,
                130,
                0.0,
                List.of(new PlanResult.Box("raspberry-pi-5", List.of("yard"), 5.5, 0.81, "cpu")),
                List.of(),
                List.of(),
                0.0,
                null,
                true,
                0.9,
                1,
                0,
                "OR-Tools CP-SAT",
                List.of(),
                null);
        FleetReport report = new FleetReport(new FleetAnswer(fleet, "it", "", List.of()));
        assertTrue(
                report.detail()
                        .contains("No mix costs less: every load that a device may have time for was simulated. With"),
                report.detail());
        assertEquals(
                "1 × raspberry-pi-5 carries the camera: 130 EUR. But with what the profiles leave open, all meet at once with"
                        + " a probability of only 90 %.",
                plain(report.sentence()));
    }

    @Test
    void theMixIsNamedWithWhatStandsByAndWhatItCosts() {
        FleetReport report = report(false);
        assertEquals(
                "1 × raspberry-pi-5 + 1 × coral-dev-board carry all 5 cameras, with 1 × coral-dev-board standing by:"
                        + " 1 234 EUR in all. But with what the profiles leave open, all meet at once with a probability of"
                        + " only 90 %.",
                plain(report.sentence()));
        assertEquals(
                "1 160 EUR to buy and 74.9 EUR of energy over 26 280 h (9.5 W in all). Every device was simulated with its"
                        + " cameras, and what stands by with the cameras of each. A cheaper mix may be possible, but none"
                        + " below 1 100 EUR (gap 10.9 %), provided that a camera takes no less time among others than on a"
                        + " device full of its kind, and that what fails with some cameras fails with more, and that a camera"
                        + " takes no less power than was seen. Without one standing by it would be 1 034 EUR. With what the"
                        + " profiles leave open, all devices meet in the first minute with probability 90 %. A larger"
                        + " fleet.spare_fraction raises it; fleet.n_plus_1 is for a device that fails. What follows is"
                        + " about the fullest.",
                plain(report.detail()));
        assertTrue(report(true).detail().contains("No mix costs less"));
    }

    @Test
    void aFleetOfWhichNotAllDevicesAreSureToMeetIsNotGreen() {
        Fixture fixture = Fixture.phone();
        fixture.other = Samples.ways(false);
        fixture.fleet = report(true);
        assertTrue(report(true).isUnsure());
        assertEquals(
                Verdict.State.OPEN,
                Verdict.of(fixture.input().result(), fixture.input().phases()).state());
    }

    @Test
    void whatToBuyIsSaidWithThePricesToLookUp() {
        assertEquals(
                "Buy 1 × raspberry-pi-5 for 3 cameras, 1 × coral-dev-board for 2 cameras, 1 × coral-dev-board to stand by,"
                        + " with the networks and frame rates of the scenario. First look up what coral-dev-board costs:"
                        + " that price is ASSUMED.",
                plain(report(true).purchase()));
    }

    @Test
    void theFirstPageOfAFleetRecommendsTheFleetAndNotOneDeviceOfIt() {
        Fixture fixture = Fixture.phone();
        fixture.other = Samples.ways(false);
        fixture.fleet = report(true);
        assertEquals(report(true).purchase(), new Recommendation(fixture.input()).text());
    }

    @Test
    void neighboursAreNamedFromTo() {
        assertEquals(
                "a-1 to a-3, b, a-7, a-8, c-9",
                FleetReport.names(List.of("a-1", "a-2", "a-3", "b", "a-7", "a-8", "c-9")));
        assertEquals("", FleetReport.names(List.of()));
    }

    @Test
    void anAssumedPriceIsShownAsOne() {
        String text = report(true).types(new TextStyle(false, false)).text()
                + report(true).html();
        assertTrue(text.contains("ASSUMED") && text.contains("a shop"), text);
        assertTrue(report(true).boxes(new TextStyle(false, false)).text().contains("yard-1 to yard-3"));
    }

    @Test
    void whatADeviceCarriesAtLeastIsToldFromWhatItCarriesAtMost() {
        String text = plain(report(true).types(new TextStyle(false, true)).text());
        assertTrue(text.contains("3 yard, at least 1 gate") && text.contains("9 yard"), text);
        assertFalse(text.contains("at least 9"), text);
    }

    @Test
    void withoutAFleetItSaysWhy() {
        FleetReport none =
                new FleetReport(new FleetAnswer(null, "one camera of gate", "No type carries gate.", List.of()));
        assertFalse(none.found());
        assertEquals("No fleet: No type carries gate.", none.sentence());
        assertEquals("What follows is about one camera of gate.", none.detail());
        assertEquals("", none.html());
        assertTrue(none.types(new TextStyle(false, false)).isEmpty());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
