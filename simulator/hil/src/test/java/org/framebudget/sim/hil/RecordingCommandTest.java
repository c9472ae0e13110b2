package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Recordings for people and spreadsheets. */
class RecordingCommandTest {
    private static final String ANSWERS = """
            job,stream,stage,network,frame,start_ns,lateness_ns,follows,end_ns,invoke_ns,convert_ns,transport_ns
            0,a,b,net 1x1 int8,4,1000,20,0,6000,4000,900,300
            2,a,7,net 1x1 int8,5,7000,30,1,,5000,0,200
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path written(boolean whole) {
        Path file = folder.resolve("r.fbhil");
        try (RecordingFile to = RecordingFile.begin(file, RecordingFileTest.head())) {
            to.add(new Recording.Sample(
                    0, new DeviceSample(3, 1500.0, Map.of("cpu, big", 41.5), 2.25, "INA219", null, 0.5, null)));
            to.add(new InferenceRecord(0, 0, 0, 1, 4, 1000, 6000, 20, false, 4000, 900, 300));
            to.add(new InferenceRecord(2, 0, 0, 7, 5, 7000, -1, 30, true, 5000, 0, 200));
            to.add(new Recording.Sample(
                    1_000_000_000, new DeviceSample(4, null, Map.of("board", 30.0), null, null, 12.0, null, 0.01)));
            if (whole) {
                to.ended(new Lateness().pacing(new Lateness().spread()));
            }
        }
        return file;
    }

    private String run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false);
        RecordingCommand command = new RecordingCommand(terminal);
        new CommandLine(command).parseArgs(arguments);
        assertEquals(0, command.call());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyInferenceAndEverySampleIsALine() throws IOException {
        Path answers = folder.resolve("answers.csv");
        Path samples = folder.resolve("samples.csv");
        assertEquals("", run(written(true) + "", "--answers", answers + "", "--samples", samples + ""));
        assertEquals(ANSWERS, Files.readString(answers));
        assertEquals("""
                at_ns,clock_mhz,power_w,power_source,memory_mb,busy_fraction,steal_fraction,board_deg_c,"cpu, big_deg_c"
                0,1500.0,2.25,INA219,,0.5,,,41.5
                1000000000,,,,12.0,,0.01,30.0,
                """, Files.readString(samples));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aRunThatBrokeOffIsWrittenAsFarAsItWent() throws IOException {
        Path answers = folder.resolve("answers.csv");
        run(written(false) + "", "--answers", answers + "");
        assertEquals(ANSWERS, Files.readString(answers));
        assertTrue(
                err.toString(StandardCharsets.UTF_8)
                        .endsWith("the run broke off, after 2 inferences; what stands before is written.\n"),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void withoutAFileToWriteItSaysWhatTheRecordingHolds() {
        String text = run(written(true) + "");
        for (String part : List.of(
                "r.fbhil: 2 inferences and 2 samples of device 'box', answered by fake",
                "Scenario sha256 ab, seed 7, 10.0 s",
                "net 1x1 int8 (a.b): 2 inferences, median 0.004 ms",
                "open loop in heat",
                "The recording is complete.")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertTrue(run(written(false) + "").endsWith("not complete: the run broke off, after 2 inferences.\n"));
    }

    @Test
    void aWrongFileOrNameIsRefusedAndNothingIsWritten() throws IOException {
        Path recording = written(true);
        Path text = Files.writeString(folder.resolve("s.yaml"), "schema: framebudget/scenario/v1\n");
        Path csv = folder.resolve("a.csv");
        for (String[] wrong : new String[][] {
            {text + "", csv + "", "is no recording"},
            {folder.resolve("none") + "", csv + "", "there is no such file"},
            {recording + "", folder.resolve("a.parquet") + "", "A name that ends in .csv is right."},
            {recording + "", folder.resolve("none/a.csv") + "", "Create"}
        }) {
            InputException e = assertThrows(InputException.class, () -> run(wrong[0], "--answers", wrong[1]));
            assertTrue(String.valueOf(e.getMessage()).contains(wrong[2]), e.getMessage());
            assertFalse(String.valueOf(e.getMessage()).contains("\n"), e.getMessage());
        }
        assertFalse(Files.exists(csv));
        assertThrows(InputException.class, () -> run(recording + "", "--answers", csv + "", "--samples", csv + ""));
    }
}
