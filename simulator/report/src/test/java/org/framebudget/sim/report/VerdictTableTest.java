package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

class VerdictTableTest {
    private static RunResult phone() {
        return Fixture.phone().input().result();
    }

    @Test
    void columnsAlignAndNothingTrails() {
        String text = VerdictTable.text(phone(), TextStyle.PLAIN);
        List<String> lines = text.lines().toList();
        int head = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("stream "))
                .findFirst()
                .orElseThrow());
        int end = lines.get(head).indexOf("captured") + "captured".length();
        assertEquals("54 000", lines.get(head + 1).substring(end - 6, end));
        assertEquals("54 000", lines.get(head + 2).substring(end - 6, end));
        assertFalse(lines.stream().anyMatch(line -> line.endsWith(" ")));
    }

    @Test
    void latenciesBesideTheBudgetCountFromItsStart() {
        Fixture fixture = Fixture.phone();
        fixture.budgetFrom = "frame_start";
        RunResult result = fixture.input().result();
        RunResult.Stream stream = result.streams().get(0);
        String text = VerdictTable.text(result, TextStyle.PLAIN);
        String row = text.lines()
                .filter(line -> line.startsWith("classify "))
                .findFirst()
                .orElseThrow();
        assertTrue(row.contains("33.3 ms from frame start"), row);
        assertTrue(row.contains(" " + Numbers.plain(stream.budgetToResultMs().p50()) + " "), row);
        assertFalse(row.contains(" " + Numbers.plain(stream.latencyMs().p50()) + " "), row);
        assertTrue(text.contains("\np50, p95, p99: latency from where the budget starts to the result.\n"), text);
    }

    @Test
    void aRuleSaysWhatItDidAndHowOftenItChanged() {
        Fixture fixture = Fixture.phone();
        assertFalse(VerdictTable.text(fixture.input().result(), TextStyle.PLAIN).contains("changes"));
        fixture.rules = List.of(
                new RunResult.Adaptation(1, "throttled for 60 s", "15 fps", "not throttled for 60 s", 3, 0.5, 240.0),
                new RunResult.Adaptation(2, "skin above 42 °C", "on cpu", "skin below 42 °C", 0, 0, null));
        RunResult result = fixture.input().result();
        List<String> rows = VerdictTable.text(result, new TextStyle(false, true))
                .lines()
                .filter(line -> line.contains(" classify "))
                .toList();
        assertEquals(2, rows.size(), rows + "");
        assertTrue(
                rows.get(0).matches("throttled for 60 s +15 fps +not throttled for 60 s +classify +4.min +50 +3"),
                rows.get(0));
        assertTrue(rows.get(1).contains("never"), rows.get(1));
        String html = RuleTables.rules(result).under("Rules");
        assertTrue(html.contains("not throttled for 60 s") && html.contains("never"), html);
    }

    @Test
    void anInferenceSaysHowItsTimeIsKnownOnceForAllStreamsThatRunIt() {
        List<String> rows = VerdictTable.text(phone(), TextStyle.PLAIN)
                .lines()
                .filter(line -> line.endsWith("predicted from measured networks of its family"))
                .toList();
        assertEquals(1, rows.size(), rows + "");
        assertTrue(
                rows.get(0)
                        .matches(
                                "classify +npu +12\\.3 +10\\.9 +13\\.9 +predicted from measured networks of its family"),
                rows + "");
    }

    @Test
    void aPlanUsesNoNameOfAMethodThatItsReaderHasNotMet() {
        Fixture fixture = Fixture.phone();
        fixture.basis = "roofline";
        ReportInput input = fixture.input();
        String text = VerdictTable.text(input.result(), input.phases(), TextStyle.PLAIN);
        assertTrue(text.contains("predicted from measured networks of other families"), text);
        assertFalse(text.contains("roofline"), text);
        String html = new PlanHtml(input, new ChartBook()).html();
        int notes = html.indexOf("in JSON roofline, after the model of arithmetic");
        assertEquals(html.indexOf("roofline"), html.lastIndexOf("roofline"), "in the method notes alone");
        assertEquals("in JSON ".length(), html.indexOf("roofline") - notes);
    }

    @Test
    void hoursToEmptyHaveTheirIntervalWhereThereIsOne() {
        assertFalse(saysSampling(VerdictTable.text(phone(), TextStyle.PLAIN)));
        Fixture fixture = Fixture.phone();
        fixture.hoursCi95 = List.of(5.0, 5.26);
        String sampled = VerdictTable.text(fixture.input().result(), TextStyle.PLAIN);
        assertTrue(sampled.matches("(?s).*5\\.13 +5 to 5\\.26 .*"), sampled);
        assertTrue(saysSampling(sampled), sampled);
        fixture.hoursPrediction95 = List.of(4.2, 6.1);
        ReportInput input = fixture.input();
        String drawn = VerdictTable.text(input.result(), TextStyle.PLAIN);
        assertTrue(drawn.matches("(?s).*5\\.13 +4\\.2 to 6\\.1 .*"), drawn);
        assertFalse(saysSampling(drawn), drawn);
        String html = new PlanHtml(input, new ChartBook()).html();
        assertTrue(html.contains("95 %: 4.2 to 6.1\u00a0h"), "first page");
        assertTrue(html.contains("5.13 (4.2 to 6.1)"), "table of devices");
    }

    /** In the title of a column, which stands in lines of its own. */
    private static boolean saysSampling(String text) {
        return text.lines().anyMatch(line -> line.strip().startsWith("sampling"));
    }

    @Test
    void plainMeansAsciiAndNoColours() {
        Fixture fixture = Fixture.phone();
        fixture.name = "Küche \u001b[31m → 日本";
        String text = VerdictTable.text(fixture.input().result(), TextStyle.PLAIN);
        assertTrue(text.chars().allMatch(c -> c < 128 && (c >= ' ' || c == '\n')), text);
        assertTrue(text.contains("[NO] Does not meet: 2.32 % of frames miss 33.3 ms from delivery in detect"), text);
    }

    @Test
    void coloursAndMarksOnlyWhenAskedFor() {
        String colourful = VerdictTable.text(phone(), new TextStyle(true, true));
        assertTrue(colourful.contains("\u001b[31m"));
        assertTrue(colourful.contains("✗"));
        assertFalse(VerdictTable.text(phone(), new TextStyle(false, true)).contains("\u001b"));
        // without its colours the text is the same, so alignment does not suffer
        assertEquals(
                VerdictTable.text(phone(), new TextStyle(false, true)),
                colourful.replaceAll("\u001b\\[[0-9]+m", "").replaceAll("(?m) +$", ""));
    }

    @Test
    void objectivesSayWhatWasAskedAndWhatCame() {
        String text = VerdictTable.text(phone(), TextStyle.PLAIN);
        assertTrue(text.contains("missed frames"), text);
        assertTrue(text.contains("at most 1 %"), text);
        assertTrue(text.contains("skin policy"), text);
        assertTrue(text.contains("3 ASSUMED values"), text);
    }

    @Test
    void anObjectiveKeepsTheStreamItIsAbout() {
        Objective objective = Objective.of(new RunResult.Check("classify.app_power_w_max", 0.3, null, false));
        assertEquals("app power, classify", objective.name());
        assertEquals("at most 300\u00a0mW", objective.limit());
        assertEquals("—", objective.actual());
        assertEquals(
                "own_rule",
                Objective.of(new RunResult.Check("own_rule", 3, 4.0, false)).name());
    }

    @Test
    void comparingShowsBothAndTheDifference() {
        Fixture cooler = Fixture.phone();
        cooler.throttles = false;
        cooler.streamIds = List.of("classify", "track");
        cooler.battery = false;
        String text = CompareTable.text(phone(), "a.json", cooler.input().result(), "b.json", TextStyle.PLAIN);
        assertTrue(text.contains("A: a.json: Camera assistant on a Pixel 6, seed 42"), text);
        List<String> detect = text.lines()
                .dropWhile(line -> !line.startsWith("detect"))
                .limit(5)
                .toList();
        assertTrue(detect.get(0).matches("detect +captured +54 000 +- +- +-"), detect.get(0));
        List<String> classify =
                text.lines().dropWhile(line -> !line.startsWith("classify")).toList();
        assertTrue(classify.get(0).matches("classify +captured +54 000 +54 000 +0 +0"), classify.get(0));
        assertTrue(text.lines().anyMatch(line -> line.trim().matches("throttled % +41 +0 +-41 +-100")), text);
    }

    @Test
    void comparingAResultWithItselfShowsNoDifference() {
        String text = CompareTable.text(phone(), "a", phone(), "b", TextStyle.PLAIN);
        assertTrue(text.contains("Same scenario, same seed."), text);
        assertFalse(text.contains("+"), text);
    }
}
