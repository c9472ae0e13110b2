package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.CsvTable;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MeasureReport;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {
    private final FakeBackend backend = new FakeBackend();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.write(folder.resolve("Net.tflite"), new byte[] {28, 0, 0, 0, 'T', 'F', 'L', '3', 0});
    }

    private int run(Object... words) {
        out.reset();
        err.reset();
        String[] args = Stream.concat(Stream.of("measure"), Stream.of(words).map(Object::toString))
                .toArray(String[]::new);
        return new Cli(new Terminal(out, err, new TextStyle(false, true), false), backend).execute(args);
    }

    private void assertRefused(String message, Object... words) {
        assertEquals(2, run(words));
        assertEquals("framebudget: " + message + "\n", err());
        assertEquals("", out());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyOptionIsPassedOn() {
        assertEquals(
                0,
                run(
                        file,
                        "--input",
                        "320x240",
                        "--threads",
                        "1,2",
                        "--seconds",
                        "0.5",
                        "--runs",
                        "30",
                        "--warmup",
                        "3",
                        "--fps",
                        "1,29.97",
                        "--sustained",
                        "60",
                        "--ops",
                        "--plain",
                        "--seed",
                        "9",
                        "--time-limit",
                        "99"));
        assertEquals("", err());
        assertEquals(
                List.of(
                        new MeasureRequest(
                                file,
                                new InputSize(320, 240),
                                1,
                                true,
                                0.5,
                                30,
                                3,
                                List.of(1.0, 29.97),
                                60,
                                true,
                                false,
                                9,
                                99.0),
                        new MeasureRequest(
                                file,
                                new InputSize(320, 240),
                                2,
                                true,
                                0.5,
                                30,
                                3,
                                List.of(1.0, 29.97),
                                60,
                                true,
                                false,
                                9,
                                99.0)),
                backend.measured);
    }

    @Test
    void theDefaultsAreThoseOfTheRuntime() {
        assertEquals(0, run(file));
        assertEquals(List.of(MeasureRequest.of(file)), backend.measured);
    }

    @Test
    void theTableNamesWhatRanAndHowFast() {
        assertEquals(0, run(file, "--threads", "1,2"));
        assertEquals(
                file + ": 224x192, uint8, weights 3.50 MB\n"
                        + "TensorFlow Lite 2.20.0, XNNPACK for 64 of 66 operators; A Processor, 2 GHz, 2 cores, 2000 MHz,"
                        + " 45.5 degC, governor performance\n"
                        + "\n"
                        + "THREADS  RUNS  LOAD ms  FIRST ms  MEAN ms  SD ms  MIN ms  P50 ms  P90 ms  P95 ms  P99 ms  MAX ms"
                        + "  PEAK MB\n"
                        + "      1   150    10.00     32.88    11.25  1.500   10.50   11.00   12.50       -       -   20.13"
                        + "     12.5\n"
                        + "      2   150    10.00     32.88    11.25  1.500   10.50   11.00   12.50       -       -   20.13"
                        + "     12.5\n"
                        + "\n"
                        + "Note: Other work ran.\n",
                out());
    }

    @Test
    void ratesTimeSeriesAndOperatorsAreTables() {
        assertEquals(0, run(file, "--fps", "5", "--sustained", "60", "--ops"));
        assertTrue(out().contains("SLOWER BY\n       5        20        20"), out());
        assertTrue(out().contains("37.5 %\n"), out());
        assertTrue(
                out().contains("It slowed 40 s after the start; at the end inferences took 25.0 % longer than at the"
                        + " start.\n"),
                out());
        assertTrue(out().contains("\n     0  CONV_2D   xnnpack    3.500  100.0 %\n"), out());
    }

    @Test
    void jsonIsOneDocumentThatFollowsTheSchema() throws IOException {
        assertEquals(0, run(file, file, "--threads", "1,2", "--json"));
        SchemaCheck.validate(Path.of("out"), out(), MeasureReport.SCHEMA);
        JsonNode document = new ObjectMapper().readTree(out());
        assertEquals(4, document.get("runs").size());
        assertEquals(
                2, document.get("runs").get(3).get("runtime").get("threads").asInt());
    }

    @Test
    void theCsvHasTheColumnsOfALatencyTable() throws IOException {
        Path csv = folder.resolve("m.csv");
        assertEquals(0, run(file, "--csv", csv));
        List<CsvTable.Row> rows = CsvTable.read(
                        "m.csv",
                        Files.readString(csv),
                        List.of(
                                "network",
                                "input_width_px",
                                "input_height_px",
                                "precision",
                                "unit",
                                "threads",
                                "latency_ms",
                                "statistic",
                                "runtime",
                                "conditions",
                                "kind",
                                "cite",
                                "note"),
                        List.of("weights_mb", "arena_mb"))
                .rows();
        assertEquals(
                List.of("mean", "p50", "p90", "min", "max", "sd", "first"),
                rows.stream().map(row -> row.text("statistic")).toList());
        CsvTable.Row mean = rows.get(0);
        assertEquals("net", mean.text("network"));
        assertEquals(224, mean.integer("input_width_px", 1, 10_000));
        assertEquals(192, mean.integer("input_height_px", 1, 10_000));
        assertEquals("int8", mean.text("precision"));
        assertEquals("cpu", mean.text("unit"));
        assertEquals(1, mean.integer("threads", 1, 8));
        assertEquals(11.25, mean.number("latency_ms", 0, 100));
        assertEquals("TFLite 2.20.0, XNNPACK", mean.text("runtime"));
        assertEquals(
                "n=150; invoke only, random input, back to back, 5 warm-up; A Processor, 2 GHz; 2 cores; performance"
                        + " governor; 2000 MHz before; 45.5 degC before; others busy on 0.5 cores",
                mean.text("conditions"));
        assertTrue(
                rows.get(6)
                        .text("conditions")
                        .startsWith("n=1; invoke only, random input, the first inference after loading, no warm-up; "),
                rows.get(6).text("conditions"));
        assertEquals(3.5, mean.number("weights_mb", 0, 100));
        assertEquals("MEASURED", mean.text("kind"));
    }

    @Test
    void aFolderGetsTheDocumentAndEverySingleLatency() throws IOException {
        Path into = folder.resolve("new/out");
        assertEquals(0, run(file, file, "--out", into));
        Path document = into.resolve("measure.json");
        out.reset();
        assertEquals(
                0,
                new Cli(new Terminal(out, err, new TextStyle(false, true), false), backend)
                        .execute("check", document.toString()));
        assertEquals(document + ": valid (framebudget/measure/v1).\n", out());
        assertEquals(
                "# successive inferences of net, 1 threads, TFLite 2.20.0, XNNPACK, sha256 ab\nlatency_ms\n10.5\n11\n",
                Files.readString(into.resolve("net-1-threads.csv")));
        assertTrue(Files.exists(into.resolve("net-1-threads-2.csv")), "a second file of the same name");
    }

    @Test
    void nothingIsWrittenWhereAMeasurementFails() throws IOException {
        Path csv = Files.writeString(folder.resolve("m.csv"), "as before");
        Path into = folder.resolve("out");
        backend.failure = new MachineException("Net.tflite: it crashed.", new IOException());
        assertEquals(4, run(file, "--csv", csv, "--out", into));
        assertEquals("framebudget: Net.tflite: it crashed.\n", err());
        assertEquals("as before", Files.readString(csv));
        assertFalse(Files.exists(into));
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertRefused(
                "--threads: 0 is out of range. A whole number from 1 to 1024 is right.", file, "--threads", "1,0");
        assertRefused(
                "--seconds: 0 is out of range. A number above 0, at most 86400, is right.", file, "--seconds", "0");
        assertRefused(
                "--seconds: NaN is out of range. A number above 0, at most 86400, is right.", file, "--seconds", "NaN");
        assertRefused("--fps: -5 is out of range. A number above 0, at most 10000, is right.", file, "--fps", "1,-5");
        assertRefused(
                "--sustained: -1 is out of range. A number above 0, at most 86400, is right.",
                file,
                "--sustained",
                "-1");
        assertRefused(
                "--time-limit: 0 is out of range. A number above 0, at most 8640000, is right.",
                file,
                "--time-limit",
                "0");
        assertRefused(
                "--warmup: -1 is out of range. A whole number from 0 to 1000000000 is right.", file, "--warmup", "-1");
        assertRefused("--runs: 0 is out of range. A whole number from 1 to 1000000000 is right.", file, "--runs", "0");
        assertRefused(
                "--input: The input 'big' is not a size. Write width x height, as in 224x224.", file, "--input", "big");
        assertRefused("--input: The input 16x16 is outside 32 to 4096 pixels a side.", file, "--input", "16x16");
        assertRefused(
                "--threads: there is no number in it. Write one or several, as in 1,2,4.", file, "--threads", ",");
        assertRefused("--fps: there is no number in it. Write one or several, as in 1,5,15,30.", file, "--fps", ",");
        assertEquals(2, run(file, "--threads", "two"));
        assertTrue(err().contains("'two' is not an int"), err());
        assertEquals(List.of(), backend.measured);
    }

    @Test
    void allFilesAreLookedAtBeforeTheFirstIsMeasured() throws IOException {
        Path missing = folder.resolve("missing.tflite");
        assertRefused(missing + ": there is no such file.", file, missing);
        assertRefused(folder + ": is a folder. Give the name of a .tflite file in it.", file, folder);
        Path empty = Files.createFile(folder.resolve("empty"));
        assertRefused(empty + ": the file is empty.", file, empty);
        assertRefused("--csv: '" + file + "' is also the input. Give another name.", file, "--csv", file);
        assertRefused(
                "--csv: '" + folder.resolve("no/m.csv") + "' lies in a folder that does not exist. Create '"
                        + folder.resolve("no") + "' first.",
                file,
                "--csv",
                folder.resolve("no/m.csv"));
        assertEquals(List.of(), backend.measured);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLinkToTheInputIsTheInput() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("out.csv"), file);
        assertRefused("--csv: '" + link + "' is also the input. Give another name.", file, "--csv", link);
        assertRefused("--csv: '" + file + "' is also the input. Give another name.", link, "--csv", file);
    }

    @Test
    void aNameThatIsNothingSuggestsTheNearest() {
        assertRefused(
                "'mobilenet_v1_1' is neither a file nor a known network. Maybe 'mobilenet_v1_1.0'?", "mobilenet_v1_1");
        assertRefused("'zzz' is neither a file nor a known network. 'framebudget networks' lists the networks.", "zzz");
    }

    @Test
    void aKnownNetworkIsExportedAtItsSizeAndLeavesNothingBehind() throws IOException {
        Path[] exported = new Path[1];
        backend.networkFiles = (id, input, precision, to) -> {
            assertEquals("mobilenet_v1_1.0", id);
            assertEquals(new InputSize(128, 96), input);
            assertEquals(Precision.INT8, precision);
            exported[0] = to.resolve(id + ".tflite");
            SafeFiles.write(exported[0], content -> Files.copy(file, content));
            return exported[0];
        };
        assertEquals(0, run("mobilenet_v1_1.0", "--input", "128x96", "--precision", "int8"));
        assertEquals("", err());
        assertEquals(exported[0], backend.measured.get(0).file());
        assertNull(backend.measured.get(0).input(), "the file has the size already");
        assertTrue(out().contains("mobilenet_v1_1.0: "), out());
        assertFalse(out().contains(exported[0].getParent().toString()), out());
        assertFalse(Files.exists(exported[0].getParent()));
        assertFalse(SafeFiles.written().contains(exported[0]), "an interrupted run names what is there");
    }

    @Test
    void anIdIsAnIdWhateverLiesInTheFolder() {
        assertTrue(MeasureTarget.of("mobilenet_v1_1.0", backend.networks()).known());
        assertFalse(MeasureTarget.of("./mobilenet_v1_1.0", backend.networks()).known());
        assertFalse(
                MeasureTarget.of("mobilenet_v1_1.0.TFLITE", backend.networks()).known());
        // the tests run beside it
        assertFalse(MeasureTarget.of("pom.xml", backend.networks()).known());
    }

    @Test
    void aPrecisionIsOfAKnownNetworkOnly() {
        assertRefused(
                "--precision: '" + file + "' is a file, which has a precision of its own. Leave the option out.",
                file,
                "--precision",
                "int8");
        assertRefused("--precision: 'int9' is not known. Maybe 'int8'?", "mobilenet_v1_1.0", "--precision", "int9");
    }
}
