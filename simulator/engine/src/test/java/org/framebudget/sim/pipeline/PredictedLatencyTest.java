package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.framebudget.devices.SourceKind;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** Scenarios run on latencies that nobody measured, and say so. */
class PredictedLatencyTest {
    private static final String PHONE = """
            schema: framebudget/scenario/v1
            name: Phone
            duration_s: 2
            devices:
              - {id: phone, profile: pixel-4}
            cameras:
              - {id: back, device: phone, width_px: 640, height_px: 480, fps: 30}
            pipelines:
              - id: see
                camera: back
                budget_ms: 33
                stages:
                  - {id: prepare, preprocess: {unit: cpu}}
                  - {id: find, infer: {network: efficientnet_lite0, input: 224x224, precision: int8, unit: npu}}
            """;

    private static RunResult.Stage find(RunResult result) {
        return result.streams().get(0).stages().get(1);
    }

    private static RunResult.Invoke invoke(RunResult result) {
        return Objects.requireNonNull(find(result).invoke());
    }

    @Test
    void aMeasuredStageRepeatsItsRowWithTheSpreadOfRepeatedMeasurements() {
        RunResult result = Bench.run(PHONE);
        RunResult.Invoke invoke = invoke(result);
        assertEquals("measured", invoke.basis());
        assertEquals(3.8, invoke.ms());
        assertTrue(
                invoke.interval95Ms().get(0) < 3.8
                        && 3.8 < invoke.interval95Ms().get(1),
                invoke + "");
        assertNull(result.streams().get(0).stages().get(0).invoke(), "preparing runs no network");
        assertTrue(result.warnings().stream().noneMatch(w -> w.startsWith("find")), result.warnings() + "");
    }

    @Test
    void aNetworkOfAMeasuredFamilyAtAnotherSizeIsScaledAndWarnedOf() {
        RunResult result = Bench.run(PHONE.replace("224x224", "192x192"));
        RunResult.Invoke invoke = invoke(result);
        assertEquals("scaled", invoke.basis());
        // between nothing and what the larger input takes
        assertTrue(1 < invoke.ms() && invoke.ms() < 3.8, invoke + "");
        Double simulated = find(result).meanMs();
        assertEquals(invoke.ms(), Objects.requireNonNull(simulated), 0.1 * invoke.ms());
        String warning = result.warnings().stream()
                .filter(w -> w.startsWith("find: "))
                .findFirst()
                .orElse("");
        assertTrue(
                warning.matches("find: \\d\\.\\d\\d ms \\(95 %: \\d\\.\\d\\d to \\d\\.\\d\\d\\),"
                        + " scaled from measurements of the same family"),
                warning);
    }

    @Test
    void aNetworkOfAnotherFamilyComesFromItsOperatorsAndIsLessSure() {
        RunResult.Invoke scaled = invoke(Bench.run(PHONE.replace("224x224", "192x192")));
        RunResult.Invoke roofline = invoke(Bench.run(PHONE.replace("efficientnet_lite0", "resnet50")));
        assertEquals("roofline", roofline.basis());
        assertTrue(ratio(roofline) > ratio(scaled), roofline + " " + scaled);
    }

    private static double ratio(RunResult.Invoke invoke) {
        return invoke.interval95Ms().get(1) / invoke.interval95Ms().get(0);
    }

    @Test
    void aPredictionThatRestsOnAGuessedRatioCountsAsAssumed() {
        RunOutcome measured = Bench.run(RunOptions.PLAIN, PHONE);
        RunOutcome scaled = Bench.run(RunOptions.PLAIN, PHONE.replace("224x224", "192x192"));
        RunOutcome guessed = Bench.run(RunOptions.PLAIN, PHONE.replace("int8", "fp16"));
        assertEquals(measured.result().assumedValues(), scaled.result().assumedValues());
        assertEquals(measured.result().assumedValues() + 1, guessed.result().assumedValues());
        assertTrue(
                guessed.result().warnings().stream().anyMatch(w -> w.contains("spread ASSUMED")),
                guessed.result().warnings() + "");
        RunOutcome.UsedValue used = guessed.used().get(measured.used().size() - 1);
        assertEquals(SourceKind.ASSUMED, used.source().kind());
        assertEquals("latency[efficientnet_lite0 224x224 fp16 on npu].mean_ms", used.path());
        assertEquals(
                invoke(guessed.result()).ms(),
                Objects.requireNonNull(used.value()).value());
    }

    @Test
    void whatARowDoesNotSayOfMemoryIsCountedFromTheLayers() {
        NetworkCost cost =
                NetworkCost.of(Catalogue.network("efficientnet_lite0", InputSize.square(224), Precision.INT8));
        // runtime 20 MB, weights held twice, arena, and at most one frame at a time of NV12
        double expectedMb = 20 + (2 * cost.weightsBytes() + cost.activationPeakBytes() + 640 * 480 * 1.5) * 1e-6;
        Double peakMb = Bench.run(PHONE).devices().get(0).peakMemoryMb();
        assertEquals(expectedMb, Objects.requireNonNull(peakMb), 0.01);
    }

    @Test
    void pipelinesAreNamedWhereThereAreSeveral() {
        String two = PHONE.replace("224x224", "192x192")
                + "  - {id: other, camera: back, budget_ms: 33, stages: [{id: find, infer: {network: resnet50, input:"
                + " 224x224, precision: int8, unit: npu}}]}\n";
        List<String> warnings = Bench.run(two).warnings();
        assertTrue(warnings.stream().anyMatch(w -> w.startsWith("see.find: ")), warnings + "");
        assertTrue(warnings.stream().anyMatch(w -> w.startsWith("other.find: ")), warnings + "");
    }

    @Test
    void aDeviceNobodyMeasuredTakesASpecification() {
        RunResult result = Bench.run(PHONE.replace("pixel-4", "automotive-dual-npu")
                .replace("unit: npu", "unit: npu2")
                .replace("id: prepare, preprocess: {unit: cpu}", "id: prepare, preprocess: {unit: cpu, mean_ms: 1}"));
        assertEquals("roofline", invoke(result).basis());
    }

    @Test
    void aNetworkAloneIsNotSlowedByItsOwnTraffic() {
        // 7 MB of weights and 13 MB of activations in 1 ms are more than the board's memory moves, were nothing cached
        RunResult result = Bench.run(PHONE.replace("pixel-4", "jetson-agx-orin")
                .replace("unit: npu", "unit: gpu")
                .replace("efficientnet_lite0", "resnet50")
                .replace("id: prepare, preprocess: {unit: cpu}", "id: prepare, preprocess: {unit: cpu, mean_ms: 1}"));
        Double mean = find(result).meanMs();
        assertEquals(
                invoke(result).ms(),
                Objects.requireNonNull(mean),
                0.05 * invoke(result).ms());
    }
}
