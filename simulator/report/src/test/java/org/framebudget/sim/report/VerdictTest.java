package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** The sentence names what decides; the detail says how sure, when, and what to look at. */
class VerdictTest {
    private static Fixture coolPhone() {
        Fixture fixture = Fixture.phone();
        fixture.throttles = false;
        fixture.streamIds = List.of("classify");
        return fixture;
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    /** The result with one more objective. */
    private static RunResult with(RunResult r, RunResult.Check check, int replications) {
        List<RunResult.Check> checks = new ArrayList<>(r.slo().checks());
        checks.removeIf(old -> old.name().equals(check.name()));
        checks.add(check);
        return new RunResult(
                r.schema(),
                r.mode(),
                r.scenario(),
                r.seed(),
                replications,
                r.simulatedS(),
                r.wallS(),
                r.events(),
                r.streams(),
                r.devices(),
                new RunResult.SloVerdict(checks.stream().allMatch(RunResult.Check::met), checks),
                r.bottleneck(),
                r.warnings(),
                r.assumptions(),
                r.assumedValues(),
                r.citations());
    }

    @Test
    void missesAreBlamedOnTheLimiterWhereTheFirstMinuteIsFine() {
        ReportInput input = Fixture.phone().input();
        Verdict verdict = Verdict.of(input.result(), input.phases());
        assertTrue(
                plain(verdict.sentence())
                        .matches(
                                "Does not meet: 2.32 % of frames miss 33.3 ms from delivery in detect,"
                                        + " the worst of 2, once the skin policy.* lowers the npu's clock \\(from 9.1 min\\)\\."),
                verdict.sentence());
        String detail = plain(verdict.detail());
        assertTrue(detail.contains("In burst (first minute) it meets, with "), detail);
        assertTrue(detail.contains(", sustained it does not meet, with "), detail);
        assertTrue(detail.endsWith("The NPU's clock is held at 60 % by the skin policy."), detail);
    }

    @Test
    void aBatteryThatFailsNamesTheConsumersAndNoBottleneck() {
        RunResult result =
                with(coolPhone().input().result(), new RunResult.Check("battery_hours_min", 8, 5.13, false), 5);
        Verdict verdict = Verdict.of(result, null);
        assertEquals("Does not meet: battery life is 5.13 h (asked: at least 8 h).", plain(verdict.sentence()));
        assertTrue(verdict.detail().contains("Largest consumers: "), verdict.detail());
        assertTrue(plain(verdict.detail()).startsWith("No frame missed in 54 000 (5 runs)."), verdict.detail());
        assertFalse(verdict.detail().contains("clock is held"), verdict.detail());
    }

    @Test
    void appPowerThatFailsLeavesOutWhatIdlingTakes() {
        RunResult result =
                with(coolPhone().input().result(), new RunResult.Check("app_power_w_max", 0.1, 0.241, false), 1);
        String detail = Verdict.of(result, null).detail();
        assertTrue(detail.contains("Largest consumers besides the idle device: "), detail);
        assertFalse(detail.contains("screen") || detail.contains("base"), detail);
    }

    @Test
    void meetingEverythingButNotSustainedIsSaidInTheSentence() {
        ReportInput input = coolPhone().input();
        BurstAndSustained phases = input.phases();
        assertTrue(phases != null && phases.sustained() != null);
        assertEquals(
                "Meets all 6 objectives: no frame misses 33.3 ms from delivery.",
                plain(Verdict.of(input.result(), phases).sentence()));
        BurstAndSustained fades = new BurstAndSustained(
                phases.burst(),
                new BurstAndSustained.Phase(false, phases.burst().streams(), null));
        Verdict verdict = Verdict.of(input.result(), fades);
        assertEquals(
                "Meets all 6 objectives within 30 min, but not sustained: no frame misses 33.3 ms from delivery in this"
                        + " time.",
                plain(verdict.sentence()));
        assertTrue(plain(verdict.detail()).contains("it meets, with 0 % missed, sustained it does not meet, with 0 %"));
    }

    @Test
    void whereBurstAndSustainedAgreeWithTheWholeOneSentenceIsEnough() {
        ReportInput input = coolPhone().input();
        assertTrue(Verdict.of(input.result(), input.phases())
                .detail()
                .endsWith("The same holds in burst (first minute) and sustained."));
    }

    @Test
    void aFrameRateThatTheCameraCannotGiveBlamesNoUnit() {
        RunResult result =
                with(coolPhone().input().result(), new RunResult.Check("useful_fps_min", 60, 30.0, false), 1);
        Verdict verdict = Verdict.of(result, null);
        assertTrue(verdict.sentence().startsWith("Does not meet: useful frame rate is 30"), verdict.sentence());
        assertFalse(verdict.detail().contains("clock"), verdict.detail());
    }

    @Test
    void anEmptyBatteryIsNotCalledAMemoryLimit() {
        Fixture fixture = coolPhone();
        fixture.killedAtS = 312.0;
        fixture.warnings = List.of("phone: the battery was empty at 312.0 s");
        assertEquals(
                "Does not meet: phone's battery is empty after 5.2 min.",
                plain(Verdict.of(fixture.input().result(), null).sentence()));
    }

    @Test
    void whereNoObjectiveIsGivenAPhaseFailsOnlyByADeviceThatEnds() {
        Fixture fixture = coolPhone();
        fixture.objectives = false;
        fixture.killedAtS = 30.0;
        ReportInput input = fixture.input();
        BurstAndSustained phases = input.phases();
        assertTrue(phases != null);
        BurstAndSustained killed = new BurstAndSustained(
                new BurstAndSustained.Phase(false, phases.burst().streams(), null), null);
        assertEquals(
                "In burst (first minute) 0 % of frames missed before a device ends; there is no steady state to report.",
                detailAfterMisses(input.result(), killed));
        assertEquals(
                "In burst (first minute) 0 % of frames missed; sustained 0 % would be missed if it lasted.",
                detailAfterMisses(input.result(), phases));
    }

    @Test
    void besideADeviceThatEndedNothingIsTickedAndNothingIsSaidToMeet() {
        Fixture fixture = coolPhone();
        fixture.killedAtS = 312.0;
        fixture.warnings = List.of("phone: the battery was empty at 312.0 s");
        ReportInput input = fixture.input();
        String text = VerdictTable.text(input.result(), input.phases(), new TextStyle(false, true));
        assertFalse(text.contains("✓"), text);
        assertFalse(text.contains("sustained it meets"), text);
        assertTrue(plain(text).contains("sustained 0 % would be missed if it lasted."), text);
        assertTrue(plain(text).contains("An objective that held until then is not called met."), text);
        String html = new PlanHtml(input, new ChartBook()).html();
        // what was measured of the unit is no answer of this device
        assertFalse(html.substring(0, html.indexOf("id=\"validation\"")).contains("✓ yes"), html);
    }

    private static String detailAfterMisses(RunResult result, BurstAndSustained phases) {
        String detail = plain(Verdict.of(result, phases).detail());
        return detail.substring(detail.indexOf("In burst"));
    }

    @Test
    void thePlansTextIsThatOfTheTerminal() {
        ReportInput input = Fixture.phone().input();
        String sentence = VerdictTable.sentence(input.result(), input.phases());
        String table = VerdictTable.text(input.result(), input.phases(), TextStyle.PLAIN);
        String first = sentence.substring(0, sentence.indexOf(". ") + 1);
        assertTrue(table.replace("\n", " ").contains(first), table);
        assertFalse(sentence.contains("_"), "raw keys are for programs");
    }
}
