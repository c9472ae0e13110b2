package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.framebudget.sim.results.Hardware;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a twin report. */
class TwinPdfTest {
    @TempDir
    Path folder;

    private static Twin twin(@Nullable String recordedSha256) {
        Hardware.Spread spread = new Hardware.Spread(589L, 0.15, 0.2, 1.5, 2.5);
        Hardware hardware = new Hardware(
                "box",
                "local",
                new Hardware.Machine("Linux 6", "amd64", "Some processor", 2, "TensorFlow Lite 2.20"),
                Map.of("inference", "measured"),
                "open loop in heat",
                new Hardware.Pacing(900, 0.1, 0.5, 2, List.of(0.1, 2.0), List.of(800L, 100L), spread),
                spread,
                List.of(new Hardware.Network("net 1x1 int8", "ab", 1, "people.find", spread, 20.0, null)),
                new Hardware.Load(
                        20, 0.5, 0.031, null, Map.of("x86_pkg_temp", new Hardware.Range(40, 39, 46, 45)), null, 0.7),
                false,
                "3.1 % of the processor's time was given to other machines");
        return new Twin(
                Twin.SCHEMA,
                new RunResult.ScenarioRef("Front door", "0123456789abcdef"),
                "box",
                "local",
                "fedcba9876543210",
                1,
                0,
                false,
                "Nothing is said of the twin.",
                List.of(new Twin.Stream(
                        "people",
                        List.of(
                                new Twin.Quantity("latency_p95_ms", 12.5, 10.0, true, 0.25, 0.1, 0.067, false),
                                new Twin.Quantity("late_fraction", 0.01, 0.02, false, -0.01, 0.02, null, true),
                                new Twin.Quantity("latency_p99_ms", null, null, true, null, 0.15, null, true)),
                        0.42,
                        IntStream.range(0, 100)
                                .mapToObj(i -> new Twin.Quantile(i / 100.0, 10 + i * 0.1, 9 + i * 0.12))
                                .toList())),
                List.of(new Twin.Network("net 1x1 int8", 4.5, spread)),
                List.of(hardware),
                new Twin.OverTime(
                        1,
                        List.of(
                                series(Twin.Series.TEMPERATURE, "junction", Twin.Series.SIMULATED, 30, 51.5),
                                series(Twin.Series.TEMPERATURE, "x86_pkg_temp", Twin.Series.MEASURED, 33, 62.5),
                                series(Twin.Series.CLOCK, "cpu", Twin.Series.SIMULATED, 1500, 1500),
                                series(Twin.Series.CLOCK, "fastest core", Twin.Series.IMPOSED, 800, 801)),
                        List.of("'box' (local) reports no power, so only the predicted one is shown.")),
                RunResult.REPLAYED,
                recordedSha256,
                recordedSha256 == null ? List.of() : List.of("What is predicted now is something else."));
    }

    private static Twin.Series series(String quantity, String of, String how, double first, double last) {
        return new Twin.Series(
                quantity,
                of,
                how,
                new Hardware.Range(first, first, last, last),
                List.of(1.0, 20.0),
                List.of(first, last));
    }

    @Test
    void whatWasPredictedStandsBesideWhatHardwareDid() throws IOException {
        Path pdf = folder.resolve("twin.pdf");
        TwinPdf.write(pdf, twin(null));
        String text = PlanPdfs.text(Files.readAllBytes(pdf)).replaceAll("\\s+", " ");
        for (String part : List.of(
                "Twin report: Front door",
                "mode replayed",
                "Nothing is said of the twin.",
                "The prediction was simulated, and its hash taken, before the hardware ran.",
                "latency p95, ms 12.5 10 +25.0 % 6.7 % 10.0 %",
                "late frames, share 0.01 0.02 -0.010 " + Numbers.NONE + " 0.020",
                "0.42",
                "Some processor, 2 cores, Linux 6; TensorFlow Lite 2.20",
                "open loop in heat",
                "from 40 to 45, between 39 and 46",
                "temperature, °C junction simulated 30 30 51.5 51.5",
                "temperature, °C x86_pkg_temp measured 33 33 62.5 62.5",
                "clock, MHz fastest core imposed 800 800 801 801",
                "reports no power, so only the predicted one is shown.",
                "junction, simulated",
                "no: 3.1 % of the processor's time",
                "prediction sha256 fedcba987654")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void aRecordingWithAnotherPredictionIsNotSaidToHaveThisOne() throws IOException {
        Path pdf = folder.resolve("twin.pdf");
        TwinPdf.write(pdf, twin("00"));
        String text = PlanPdfs.text(Files.readAllBytes(pdf)).replaceAll("\\s+", " ");
        assertTrue(text.contains("What is predicted now is something else."), text);
        assertFalse(text.contains("before the hardware ran"), text);
    }
}
