package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.calibration.JitterFit;
import org.framebudget.devices.calibration.MemoryFit;
import org.framebudget.devices.calibration.PauseFit;
import org.framebudget.sim.host.HostCheck;
import org.framebudget.sim.host.HostReport;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandTest {
    private final FakeBackend backend = new FakeBackend();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private void assertRefused(String message, String... words) {
        out.reset();
        err.reset();
        String[] args =
                Stream.concat(Stream.of("calibrate", "host"), Stream.of(words)).toArray(String[]::new);
        Terminal terminal = new Terminal(out, err, new TextStyle(false, true), false);
        assertEquals(2, new Cli(terminal, backend).execute(args));
        assertEquals("framebudget: " + message + "\n", err.toString(StandardCharsets.UTF_8));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void optionsOutOfRangeNameWhatIsRight() {
        assertRefused(
                "--quick and --minutes both say how long it may take. Give one of them.", "--quick", "--minutes", "3");
        assertRefused("--minutes: 0 is out of range. A number above 0, at most 1440, is right.", "--minutes", "0");
        assertRefused("--threads: 0 is out of range. A whole number from 1 to 1024 is right.", "--threads", "0");
        assertTrue(backend.measured.isEmpty());
    }

    @Test
    void aCheckWithoutAProfileSaysHowToMakeOne() {
        assertRefused(
                "--check: there is no profile " + folder.resolve("host.yaml")
                        + " yet. 'framebudget calibrate host' writes it.",
                "--check",
                "--out",
                folder.toString());
    }

    @Test
    void theCheckSumsUpByPrecisionAndThreads() throws IOException {
        HostCheck.Result result = new HostCheck.Result(
                List.of(
                        new HostCheck.Line("a", 224, "fp32", 1, 11, 9, 13, 10, "scaled"),
                        new HostCheck.Line("b", 224, "fp32", 1, 16, 15, 17, 20, "roofline"),
                        new HostCheck.Line("a", 224, "int8", 2, 5, 4, 6, 5, "scaled")),
                List.of(new HostCheck.Pause("a", "fp32", 5, 10, 10.5, 10)),
                1,
                0.25,
                130);
        String text = HostText.of(result);
        assertTrue(text.contains("fp32, 1 thread"), text);
        assertTrue(text.contains("Worst: b 224 fp32 1 thr. -20.0 %; a 224 fp32 1 thr. +10.0 %"), text);
        assertTrue(text.contains("Pauses: mean |error| 5.0 %."), text);
        assertTrue(text.contains("1 networks on all cores were left out"), text);
        JsonNode document = new ObjectMapper().readTree(Json.text(HostText.document(result)));
        JsonNode fp32 = document.get("series").get(0);
        assertEquals("fp32, 1 thread", fp32.get("series").asText());
        assertEquals(0.15, fp32.get("mean_absolute_error_fraction").asDouble(), 1e-12);
        assertEquals(0.5, fp32.get("within_15_percent_fraction").asDouble());
        assertEquals(0.5, fp32.get("in_interval_fraction").asDouble());
        assertEquals(-0.05, fp32.get("bias_fraction").asDouble(), 1e-12);
        assertEquals(3, document.get("networks").size());
    }

    @Test
    void theReportSaysWhatOthersDidToIt() throws IOException {
        HostReport report = new HostReport(
                Path.of("host.yaml"),
                Measurements.MACHINE,
                600,
                200,
                90,
                4,
                1.25,
                0.08,
                1.3,
                new MemoryFit(4, 2, 1, 0.05),
                new PauseFit(List.of(new PauseFit.Step(8, 0, 16, 1, 0.3), new PauseFit.Step(99, 60, 160, 1.1, 4))),
                new JitterFit(-3, 20, 0.02, 0.1, 4, 1.5, 0.1),
                new HostReport.Slowdown(1.12, 1.05, 1.6),
                false);
        String text = HostText.of(report, 15);
        assertTrue(text.contains("90 rows from 200 runs in 10.0 minutes, 15 assumed values."), text);
        assertTrue(text.contains("other processes kept 1.3 of 2 cores busy"), text);
        assertTrue(
                text.contains("1.12 times as long on average, 1.05 at the median, 1.60 at p95; in blocks of 20"), text);
        assertTrue(text.contains("4 networks on all cores were left out"), text);
        JsonNode document = new ObjectMapper().readTree(Json.text(HostText.document(report, 15)));
        assertEquals(0.3, document.get("pause_extra_ms").asDouble());
        assertEquals(4, document.get("pauses").get(1).get("extra_ms").asDouble());
        assertTrue(text.contains("After a pause of 99.0 ms: 1.100 times as long, and 4.00 ms."), text);
        assertEquals("performance", document.get("governor").asText());
    }

    @Test
    void timeLeftIsSaidInWhatAReaderCountsIn() {
        assertEquals("12 min left", HostText.left(12 * 60 + 5));
        assertEquals("45 s left", HostText.left(45.2));
    }
}
