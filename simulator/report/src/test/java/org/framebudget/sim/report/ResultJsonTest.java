package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonTest {
    @TempDir
    Path folder;

    private final RunResult result = Fixture.phone().input().result();

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.json"), text);
    }

    @Test
    void whatIsWrittenIsReadBackEqualAndTwiceTheSame() {
        Path file = folder.resolve("result.json");
        ResultJson.write(file, result);
        RunResult read = ResultJson.readRun(file);
        assertEquals(result.streams(), read.streams());
        assertEquals(ResultJson.text(result), ResultJson.text(read));
    }

    @Test
    void namesAreThoseOfTheContract() {
        String text = ResultJson.text(result);
        for (String name : List.of(
                "schema",
                "simulated_s",
                "on_time",
                "skipped_by_rule",
                "miss_fraction_ci95",
                "miss_fraction_prediction95",
                "result_gap_p99_ms",
                "latency_ms",
                "photon_to_result_ms",
                "p999",
                "wait_mean_ms",
                "average_power_w",
                "energy_by_component_j",
                "energy_per_inference_gross_mj",
                "hours_to_empty",
                "temperature_deg_c",
                "first_s",
                "at_s",
                "clock_fraction_mean",
                "peak_memory_mb",
                "killed_at_s",
                "assumed_values")) {
            assertTrue(text.contains("\"" + name + "\": "), name);
        }
    }

    @Test
    void numbersHaveNoExponentAndLinesNoTrailingBlank() {
        String text = ResultJson.text(result);
        assertTrue(text.contains("\"energy_balance_error_j\": 0.000000001"), "1e-9 written out");
        assertTrue(text.contains("\"simulated_s\": 1800,"), "no needless .0");
        assertFalse(text.lines().anyMatch(line -> line.endsWith(" ")));
        assertFalse(text.contains("\r"));
        assertTrue(text.endsWith("}\n"));
    }

    @Test
    void aNumberThatIsNoneIsRefusedByName() {
        RunResult.SloVerdict slo =
                new RunResult.SloVerdict(false, List.of(new RunResult.Check("power_w_max", Double.NaN, null, false)));
        IllegalArgumentException problem = assertThrows(IllegalArgumentException.class, () -> ResultJson.text(slo));
        assertEquals("checks[0].limit: the number is NaN, which JSON cannot hold", problem.getMessage());
    }

    @Test
    void brokenJsonIsNamedWithItsLine() throws IOException {
        Path file = file("{\n  \"schema\": \"framebudget/result/v1\",\n  oops\n}\n");
        String message = assertThrows(InputException.class, () -> ResultJson.readRun(file))
                .getMessage();
        assertTrue(message.startsWith(file + ":3: is not valid JSON: "), message);
    }

    @Test
    void anotherSchemaIsRefused() throws IOException {
        Path file = file("{\"schema\": \"framebudget/plan/v1\"}");
        assertEquals(
                file
                        + ": schema: 'framebudget/plan/v1' is not what is wanted here. It must be 'framebudget/result/v1'.",
                assertThrows(InputException.class, () -> ResultJson.readRun(file))
                        .getMessage());
        Path none = file("[]");
        assertEquals(
                none + ": schema: is missing. It must be 'framebudget/result/v1'.",
                assertThrows(InputException.class, () -> ResultJson.readRun(none))
                        .getMessage());
    }

    @Test
    void aMissingFieldIsNamed() throws IOException {
        String whole = ResultJson.text(result);
        Path noList = file(whole.replaceFirst("\"warnings\": \\[[^\\]]*\\],", ""));
        assertEquals(
                noList + ": warnings: is missing. The file is no complete result.",
                assertThrows(InputException.class, () -> ResultJson.readRun(noList))
                        .getMessage());
        Path noNumber = file(whole.replaceFirst("\"budget_ms\": [0-9.]+,", ""));
        String message = assertThrows(InputException.class, () -> ResultJson.readRun(noNumber))
                .getMessage();
        assertTrue(message.contains("streams[0].budget_ms"), message);
        Path wrongType = file(whole.replaceFirst("\"seed\": 42", "\"seed\": \"many\""));
        String typed = assertThrows(InputException.class, () -> ResultJson.readRun(wrongType))
                .getMessage();
        assertTrue(typed.contains(": seed: "), typed);
    }

    @Test
    void aFieldOfALaterVersionIsIgnored() throws IOException {
        Path file = file(ResultJson.text(result).replaceFirst("\\{", "{\"later\": [1],"));
        assertEquals(result.streams(), ResultJson.readRun(file).streams());
    }

    @Test
    void anAbsentFileIsOneSentence() {
        Path file = folder.resolve("absent.json");
        assertEquals(
                file + ": there is no such file.",
                assertThrows(InputException.class, () -> ResultJson.readRun(file))
                        .getMessage());
    }

    @Test
    void aPlanHasTheNamesOfItsContract() {
        PlanResult plan = new PlanResult(
                PlanResult.SCHEMA,
                result.scenario(),
                42,
                new PlanResult.Verdict(false, "misses", null),
                List.of(new PlanResult.Headroom(
                        "phone",
                        "classify",
                        "fps",
                        30,
                        41.0,
                        26.0,
                        List.of(24.0, 28.0),
                        null,
                        null,
                        "npu",
                        null,
                        null)),
                List.of(new PlanResult.FrontierPoint(
                        "phone", "classify", 24, List.of(224, 224), 0.001, 120.0, 2.5, 5.9, true, true)),
                new PlanResult.Fleet(
                        4,
                        List.of(new PlanResult.MixItem("raspberry-pi-4", 2, List.of("a", "b"))),
                        120.0,
                        "EUR",
                        9.5,
                        true,
                        118.0,
                        false,
                        26_280,
                        0.3,
                        100,
                        20,
                        List.of(new PlanResult.Box("raspberry-pi-4", List.of("a", "b"), 5.5, 0.8, "cpu")),
                        List.of(new PlanResult.Spare("raspberry-pi-4", 1, 2.7)),
                        List.of(new PlanResult.BoxType(
                                "raspberry-pi-4",
                                50,
                                "a shop",
                                20,
                                List.of(new PlanResult.Alone("a", 2, null)),
                                List.of())),
                        0.02,
                        60.0,
                        true,
                        0.9,
                        3,
                        7,
                        "OR-Tools CP-SAT",
                        List.of(),
                        null),
                List.of(new PlanResult.Alternative("24 fps", 0.001, 118.0, 2.4, 5.9, 0.744, null, true, true, null)),
                List.of(new PlanResult.DeviceRank("pixel-6", true, false, 1, 2, 2, 120.0, 1)),
                List.of(new PlanResult.Sensitivity("skin resistance", 6, 11, 0.001, 0.06, 0.02, true)),
                new PlanResult.Naive(8),
                List.of(),
                3,
                List.of(),
                null,
                null,
                null,
                new PlanResult.Recommendation("pixel-6", "sustained", "why"),
                null,
                null,
                null);
        Path file = folder.resolve("plan.json");
        ResultJson.write(file, plan);
        assertEquals(plan, ResultJson.readPlan(file));
        String text = ResultJson.text(plan);
        for (String name : List.of(
                "max_burst",
                "max_sustained",
                "ci95",
                "prediction95",
                "probability_meets",
                "binding",
                "best_next_measurement",
                "photon_to_result_p99_ms",
                "average_power_w",
                "battery_hours",
                "feasible_burst",
                "feasible_sustained",
                "lower_bound",
                "n_plus_1",
                "accuracy_top1",
                "map",
                "meets_burst",
                "meets_sustained",
                "rank_minute_1",
                "rank_minute_30",
                "miss_fraction_low",
                "miss_fraction_high",
                "miss_fraction_now",
                "turns_verdict",
                "cheapest",
                "cameras_by_1000_over_latency",
                "power_w",
                "assumed_values")) {
            assertTrue(text.contains("\"" + name + "\": "), name + " in " + text);
        }
    }
}
