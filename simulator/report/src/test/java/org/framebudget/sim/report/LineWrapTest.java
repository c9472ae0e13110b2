package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** A terminal of 120 columns shows every line of a plan whole. */
class LineWrapTest {
    private static final String LONG = "a-name-as-long-as-people-give-to-the-camera-above-the-back-door-of-hall-4";

    private static List<String> tooWide(String text) {
        return text.lines()
                .filter(line -> LineWrap.width(line) > LineWrap.WIDTH)
                .toList();
    }

    private static Fixture longNames() {
        Fixture fixture = Fixture.phone();
        fixture.streamIds = List.of(LONG + "/camera-1", LONG + "/camera-2");
        fixture.deviceIds = List.of("phone-with-" + LONG);
        fixture.warnings = List.of("phone: " + "a warning that goes on and on, ".repeat(12));
        fixture.rules = List.of(new RunResult.Adaptation(
                1, "throttled for 60 s", "15 fps in " + LONG, "not throttled for 60 s", 3, 0.5, 240.0));
        fixture.other = new OtherWays(
                false,
                List.of(new PlanResult.Alternative(
                        "Inference on a server (cloud-gpu) behind a link of 60 ms round trip, 40 Mbit/s and 0.5 % loss (ASSUMED); "
                                + "the server's power is not counted; 81.4 MB of images a minute leave the device",
                        0.0, 408.0, 3.56, 4.0, null, 0.193, true, true, null)),
                List.of(new PlanResult.Sensitivity("devices." + LONG + ".ambient_deg_c", 10, 40, 0.0, 0.5, 0.0, true)),
                List.of());
        return fixture;
    }

    @Test
    void noLineOfAPlanWithLongNamesIsWiderThanATerminal() {
        for (TextStyle style : List.of(TextStyle.PLAIN, new TextStyle(false, true), new TextStyle(true, true))) {
            ReportInput input = longNames().input();
            String text = VerdictTable.text(input.result(), input.phases(), style);
            assertEquals(List.of(), tooWide(text));
            String whole = text.replaceAll("\\s+", " ");
            assertTrue(whole.contains("goes on and on, a warning that goes on"), text);
        }
    }

    @Test
    void titlesBreakBeforeWordsAndFiguresNeverDo() {
        TextTable table = new TextTable(TextStyle.PLAIN).words("which").numbers("a title of many words for a figure");
        for (int i = 0; i < 8; i++) {
            table.numbers("photon to result p99 ms");
        }
        table.row().cell("one two three four").cell("12 345 678");
        for (int i = 0; i < 8; i++) {
            table.cell("1 234.5");
        }
        List<String> lines = table.text().lines().toList();
        assertEquals(List.of(), tooWide(table.text()));
        String row = lines.get(lines.size() - 1);
        assertTrue(row.startsWith("one two three four") && row.contains("12 345 678") && row.endsWith("1 234.5"), row);
    }

    @Test
    void coloursTakeNoRoomAndAWordStaysWhole() {
        String path = "/a/path/" + "of-many-parts/".repeat(12);
        String text = "\u001b[31m" + "word ".repeat(24).strip() + "\u001b[0m\nThe plan is in " + path + " and there.\n";
        assertEquals(
                "\u001b[31m" + "word ".repeat(24).strip() + "\u001b[0m\nThe plan is in\n" + path + "\nand there.\n",
                LineWrap.text(text));
    }
}
