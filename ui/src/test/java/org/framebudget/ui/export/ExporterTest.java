package org.framebudget.ui.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.FramesFile;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.report.VerdictTable;
import org.framebudget.ui.compare.PinRows;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Dying;
import org.framebudget.ui.session.QueuedSession;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of what the window shows, without a window. */
class ExporterTest {
    @TempDir
    Path folder;

    private final QueuedSession queued = new QueuedSession();
    private final Session session = queued.session();
    private final Exporter exporter = new Exporter(session, queued.deliver());

    @AfterEach
    void close() {
        exporter.close();
        queued.close();
    }

    private Path written(Kind kind) {
        Path file = folder.resolve(exporter.suggestion(kind));
        exporter.write(kind, file);
        queued.until(() -> exporter.progressProperty().get() >= 1
                && (exporter.doneProperty().get() != null
                        || session.problemProperty().get() != null));
        assertNull(session.problemProperty().get());
        assertEquals(file, Objects.requireNonNull(exporter.doneProperty().get()).file());
        return file;
    }

    private String note() {
        return Objects.requireNonNull(exporter.doneProperty().get()).note();
    }

    private static String withoutWallTime(String json) {
        return json.replaceAll("\"wall_s\" *: *[0-9.E-]+", "\"wall_s\": 0");
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f\\u00ad\\u200b]+", " ");
    }

    @Test
    void anExportThatDiesOfAnErrorEndsAndTheNextOneIsWritten() throws IOException {
        queued.opened(ShortScenario.in(folder));
        exporter.write(Kind.RESULT_JSON, Dying.path(new AssertionError("never")));
        queued.until(() -> exporter.progressProperty().get() >= 1);
        assertTrue(queued.problem().contains("never"), queued.problem());
        assertNull(exporter.doneProperty().get());
        session.dismissProblem();
        assertTrue(Files.size(written(Kind.RESULT_JSON)) > 0);
    }

    @Test
    void theNumbersOfARunAreThoseOfTheCommandLineInWindowTerminalAndFile() throws IOException {
        Answer shown = queued.opened(ShortScenario.in(folder));
        RunOutcome run = Simulation.run(
                shown.question().scenario(),
                new ProfileRepository(null),
                new RunOptions(1, 1, true, true, RunOptions.DRAWS_MIN, share -> {}));
        assertEquals(
                withoutWallTime(ResultJson.text(run.result())),
                withoutWallTime(Files.readString(written(Kind.RESULT_JSON))));
        assertTrue(
                plain(VerdictTable.text(run.result(), TextStyle.PLAIN))
                        .contains(plain(shown.verdict().sentence())),
                () -> shown.verdict().sentence() + " in " + VerdictTable.text(run.result(), TextStyle.PLAIN));
        assertEquals(
                PinRows.of("now", run.result()), PinRows.of(shown, List.of()).get(0));
        Path frames = folder.resolve("same.csv");
        FramesFile.write(frames, shown.question().scenario(), run, Objects.requireNonNull(run.log()));
        assertEquals(Files.readString(frames), Files.readString(written(Kind.FRAMES_CSV)));
        assertEquals("", note());
        assertTrue(Files.readString(written(Kind.TRACE)).contains("\"frame 1\""));
        byte[] table = Files.readAllBytes(written(Kind.FRAMES_PARQUET));
        assertEquals("PAR1", new String(table, 0, 4, StandardCharsets.US_ASCII));
    }

    @Test
    void theFramesBesideAResultOfSeveralReplicationsAreThoseOfTheFirst() throws IOException {
        Answer shown = queued.opened(ShortScenario.in(folder));
        RunOutcome five = Simulation.run(
                shown.question().scenario(),
                new ProfileRepository(null),
                new RunOptions(5, 1, true, true, share -> {}));
        // as after a plan, which keeps no frames
        Answer planned = new Answer(shown.question(), five, Plans.overTime(five), null, null, shown.frames());
        Path frames = folder.resolve("frames.csv");
        Writers.run(Kind.FRAMES_CSV, planned, session.profiles(), frames, share -> {});
        Path same = folder.resolve("same.csv");
        FramesFile.write(same, shown.question().scenario(), five, Objects.requireNonNull(five.log()));
        assertEquals(Files.readString(same), Files.readString(frames), "as run --replications 5 --frames writes them");
        assertEquals("now (mean of 5)", PinRows.of(planned, List.of()).get(0).name());
        assertEquals("frames.csv", exporter.suggestion(Kind.FRAMES_CSV), "of what is shown, a single run");
    }

    @Test
    void aFullDiskIsAMessageForEveryKindAndTheNextFileIsWritten() throws IOException {
        queued.opened(ShortScenario.in(folder));
        Path full = Path.of("/dev/full");
        for (Kind kind : List.of(Kind.RESULT_JSON, Kind.FRAMES_CSV, Kind.FRAMES_PARQUET, Kind.TRACE)) {
            // only some systems have the device; a file in the way of a folder fails everywhere
            Path target = Files.exists(full) && kind != Kind.FRAMES_CSV && kind != Kind.FRAMES_PARQUET
                    ? full
                    : Files.writeString(folder.resolve("in-the-way"), "").resolve(kind.file());
            exporter.write(kind, target);
            queued.until(() -> session.problemProperty().get() != null);
            assertFalse(queued.problem().startsWith("An error in the program"), queued.problem());
            assertTrue(queued.problem().startsWith(target.toString()), queued.problem());
            assertEquals(1, exporter.progressProperty().get());
            assertNull(exporter.doneProperty().get());
            session.dismissProblem();
        }
        assertNotNull(written(Kind.RESULT_JSON));
    }

    @Test
    void aPlanThatIsCancelledWritesNothingAndTheWindowGoesOn() throws IOException {
        Answer before = queued.opened(ShortScenario.in(folder));
        Path file = folder.resolve("plan.pdf");
        exporter.write(Kind.PLAN_PDF, file);
        session.cancel();
        queued.until(() -> session.progressProperty().get() >= 1);
        assertFalse(Files.exists(file));
        assertEquals(before, session.answerProperty().get(), "what was there stays");
        assertNotNull(written(Kind.RESULT_JSON));
        assertFalse(Files.exists(file));
    }

    @Test
    void aScenarioThatVanishesOrAProfileThatBreaksWhileOpenIsAMessageAndNothingIsLost() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), ShortScenario.TEXT);
        Answer before = queued.opened(file);
        Files.delete(file);
        queued.change("cameras.back.fps", "20");
        assertNull(session.problemProperty().get(), "what was read is kept");
        queued.done();
        queued.change("devices.phone.profile", "./mine-too.yaml");
        assertTrue(queued.problem().contains("mine-too.yaml"), queued.problem());
        Files.writeString(folder.resolve("mine-too.yaml"), "schema: framebudget/device/v1\nid: [\n");
        queued.change("devices.phone.profile", "./mine-too.yaml");
        assertTrue(queued.problem().contains("mine-too.yaml"), queued.problem());
        assertEquals(
                1,
                Objects.requireNonNull(session.questionProperty().get())
                        .changes()
                        .size());
        session.resetAll();
        assertEquals(
                before.result().streams(), queued.done().result().streams(), "the same numbers as before the mishaps");
        assertFalse(session.open(file), "vanished");
        assertTrue(queued.problem().contains("own.yaml"), queued.problem());
    }
}
