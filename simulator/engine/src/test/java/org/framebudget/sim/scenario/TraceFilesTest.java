package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Scenario.TracePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFilesTest {
    @TempDir
    Path folder;

    private Scenario read(String set) {
        return ScenarioReader.read(ScenarioReaderTest.SMALL, "s.yaml", folder, List.of(set), null);
    }

    private Scenario frames(String csv) throws IOException {
        Files.writeString(folder.resolve("frames.csv"), csv);
        return read("cameras.back.trace=frames.csv");
    }

    private String framesMessage(String csv) {
        return assertThrows(InputException.class, () -> frames(csv)).getMessage();
    }

    private String countsMessage(String csv) throws IOException {
        Files.writeString(folder.resolve("counts.csv"), csv);
        return assertThrows(
                        InputException.class,
                        () -> read("pipelines.classify.stages.run.infer.per_frame={trace: counts.csv}"))
                .getMessage();
    }

    private String airMessage(String csv) throws IOException {
        Files.writeString(folder.resolve("air.csv"), csv);
        return assertThrows(InputException.class, () -> read("environment.ambient_trace=air.csv"))
                .getMessage();
    }

    @Test
    void frameStartsAreExactNanoseconds() throws IOException {
        String csv = "# recorded\nframe,frame_start_s\n0,0\n\n1,0.033333333\n2,\"0.0666666666\"\n3,1e1\n";
        assertEquals(
                List.of(0L, 33_333_333L, 66_666_667L, 10_000_000_000L),
                frames(csv).cameras().get(0).traceNs());
        assertEquals(
                List.of(1L, 2L),
                frames("\uFEFFtime_s\r\n1e-9\r\n2e-9\r\n").cameras().get(0).traceNs());
    }

    @Test
    void brokenFrameTracesNameFileAndLine() {
        assertEquals(
                "frames.csv:4: frame_start_s: 0.5 is not later than the row before, 1.0. Sort the rows by time, each time"
                        + " once.",
                framesMessage("frame_start_s\n0\n1.0\n0.5\n"));
        assertEquals(
                "frames.csv:3: time_s: 1.0 is not later than the row before, 1. Sort the rows by time, each time once.",
                framesMessage("time_s\n1\n1.0\n"));
        assertEquals(
                "frames.csv:2: time_s: -1 is out of range. Give seconds from 0 to 31536000.",
                framesMessage("time_s\n-1\n"));
        assertEquals(
                "frames.csv:2: time_s: 1e300 is out of range. Give seconds from 0 to 31536000.",
                framesMessage("time_s\n1e300\n"));
        assertEquals(
                "frames.csv:2: time_s: 'NaN' is not a plain number. Give seconds from 0 to 31536000.",
                framesMessage("time_s\nNaN\n"));
        assertEquals(
                "frames.csv:3: time_s: '' is not a plain number. Give seconds from 0 to 31536000.",
                framesMessage("id,time_s\n1,2\n3,\n"));
        assertEquals(
                "frames.csv:3: time_s: the row has 1 of 2 columns. Complete it.", framesMessage("id,time_s\n1,2\n3\n"));
        assertEquals(
                "frames.csv:1: has no column 'frame_start_s' or 'time_s'. Name it in the first line instead of"
                        + " 'frame_starts'.",
                framesMessage("frame_starts\n1\n"));
        assertEquals(
                "frames.csv:1: has no column 'frame_start_s' or 'time_s'. Name it in the first line.",
                framesMessage("0\n1\n"));
        assertEquals("frames.csv: has no rows. Give a header line and at least one row.", framesMessage("time_s\n"));
        assertEquals("frames.csv: has no rows. Give a header line and at least one row.", framesMessage(""));
    }

    @Test
    void rowsOfMoreCellsThanNamesAndNamesThatComeTwiceAreMistakes() throws IOException {
        assertEquals(
                "frames.csv:3: the row has 2 cells for 1 named in the first line. Is a comma used as decimal mark? Write"
                        + " 0.5.",
                framesMessage("frame_start_s\n0\n0,5\n"));
        assertEquals(
                "frames.csv:1: names the column 'time_s' twice. Give each its own name.",
                framesMessage("time_s,time_s\n1,2\n"));
        // quotes keep a comma within its cell, and columns without a name may be many
        assertEquals(
                List.of(1_000_000_000L),
                frames("note,time_s,,\n\"one, two\",1,,\n").cameras().get(0).traceNs());
    }

    @Test
    void aTraceThatCannotBeReadNamesTheKey() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        assertEquals(
                "--set cameras.back.trace=sub: cameras.back.trace: 'sub' cannot be read. Give a CSV file with read"
                        + " permission.",
                assertThrows(InputException.class, () -> read("cameras.back.trace=sub"))
                        .getMessage());
        Files.write(folder.resolve("latin.csv"), "time_s\n1\n# Größe\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "--set cameras.back.trace=latin.csv: cameras.back.trace: 'latin.csv' is not UTF-8 text. Save it as UTF-8.",
                assertThrows(InputException.class, () -> read("cameras.back.trace=latin.csv"))
                        .getMessage());
        assertTrue(assertThrows(InputException.class, () -> read("cameras.back.trace=\"a\\0b\""))
                .getMessage()
                .endsWith("Use at most 200 characters and no control characters."));
    }

    @Test
    void aLongTraceIsReadInFull() throws IOException {
        StringBuilder csv = new StringBuilder("time_s\n");
        for (int frame = 0; frame < 100_000; frame++) {
            csv.append(frame).append(".5\n");
        }
        List<Long> startsNs = frames(csv.toString()).cameras().get(0).traceNs();
        assertEquals(100_000, startsNs.size());
        assertEquals(99_999_500_000_000L, startsNs.get(99_999));
        assertEquals(
                "frames.csv:1: the line is longer than 10000 characters. Is it a CSV file?",
                framesMessage("x".repeat(10_001)));
    }

    @Test
    void aTraceIsOfOneCamera() throws IOException {
        Files.writeString(folder.resolve("frames.csv"), "time_s\n0\n");
        List<String> sets = List.of("cameras.back.trace=frames.csv", "cameras.back.count=2");
        assertEquals(
                "--set cameras.back.trace=frames.csv: cameras.back.trace: a trace is of one camera, but count is 2. Leave"
                        + " out count.",
                assertThrows(
                                InputException.class,
                                () -> ScenarioReader.read(ScenarioReaderTest.SMALL, "s.yaml", folder, sets, null))
                        .getMessage());
    }

    @Test
    void countsAreReplayedWithTheirMean() throws IOException {
        Files.writeString(folder.resolve("counts.csv"), "count\n0\n3\n1\n");
        Scenario s = read("pipelines.classify.stages.run.infer.per_frame={trace: counts.csv}");
        Scenario.Infer infer = s.pipelines().get(0).stages().get(1).infer();
        assertEquals(List.of(0, 3, 1), infer.perFrameTrace());
        assertEquals(4.0 / 3, infer.perFrameMean(), 1e-15);
        assertEquals(
                "counts.csv:2: count: '-1' is not a count. Give a whole number from 0 to 1000.",
                countsMessage("count\n-1\n"));
        assertEquals(
                "counts.csv:3: count: '2.5' is not a count. Give a whole number from 0 to 1000.",
                countsMessage("count\n1\n2.5\n"));
        assertEquals(
                "counts.csv:2: count: '1001' is not a count. Give a whole number from 0 to 1000.",
                countsMessage("count\n1001\n"));
    }

    @Test
    void ambientTracesAreChecked() throws IOException {
        Files.writeString(folder.resolve("air.csv"), "time_s,ambient_deg_c\n0,20\n60,25.5\n");
        Scenario.Environment air = read("environment.ambient_trace=air.csv").environment();
        assertEquals(List.of(new TracePoint(0, 20), new TracePoint(60, 25.5)), air.ambientTrace());
        assertEquals(20.0, air.ambientDegC());
        assertEquals(
                "air.csv:3: ambient_deg_c: 300 is out of range. Give degrees Celsius, from -60 to 85.",
                airMessage("time_s,ambient_deg_c\n0,20\n1,300\n"));
        assertEquals(
                "air.csv:3: time_s: 0 is not later than the row before, 0. Sort the rows by time, each time once.",
                airMessage("time_s,ambient_deg_c\n0,20\n0,21\n"));
        assertEquals(
                "air.csv:2: ambient_deg_c: 'warm' is not a plain number. Give degrees Celsius, from -60 to 85.",
                airMessage("time_s,ambient_deg_c\n0,warm\n"));
        assertEquals(
                "air.csv:1: has no column 'ambient_deg_c'. Name it in the first line instead of 'ambient_deg_f'.",
                airMessage("time_s,ambient_deg_f\n0,20\n"));
    }
}
