package org.framebudget.ui.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Dying;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.QueuedSession;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of what is open, without a window. */
class SweepRunsTest {
    private static final String FPS = "cameras.back.fps";
    private static final String AMBIENT = "environment.ambient_deg_c";
    private static final List<AxisText> AXES =
            List.of(new AxisText(FPS, "15, 30"), new AxisText(AMBIENT, "15 to 35 step 10"));

    @TempDir
    Path folder;

    private final QueuedSession queued = new QueuedSession();
    private final List<Path> openedFiles = new ArrayList<>();
    private final SweepRuns runs = new SweepRuns(queued.session(), queued.deliver(), (file, then) -> {
        openedFiles.add(file);
        if (queued.session().open(file)) {
            then.run();
        }
    });

    @AfterEach
    void close() {
        runs.close();
        queued.close();
    }

    private void run(List<AxisText> axes, Path into) {
        runs.start(axes, into);
        queued.until(() -> !runs.running());
    }

    private SweepRuns.Counted counted(List<AxisText> axes) {
        SweepRuns.Counted before = runs.countedProperty().get();
        runs.count(axes);
        queued.until(() -> runs.countedProperty().get() != before);
        return runs.countedProperty().get();
    }

    private SweepRuns.Seen seen() {
        return Objects.requireNonNull(runs.seenProperty().get());
    }

    private Question question() {
        return Objects.requireNonNull(queued.session().questionProperty().get());
    }

    @Test
    void aStartThatEndedBetweenItsTwoFilesIsGoneOnWith() throws IOException {
        queued.opened(ShortScenario.in(folder));
        Path into = folder.resolve("again");
        run(AXES, into);
        Path scenario = into.resolve("scenario.yaml");
        String before = Files.readString(scenario);
        Files.delete(scenario);
        run(AXES, into);
        assertEquals(before, Files.readString(scenario));
        assertEquals(6, seen().rows().rows().size());
    }

    @Test
    void whatTheKnobsTurnCanBeSweptAndThePointsAreCountedBeforeAnythingRuns() throws IOException {
        queued.opened(ShortScenario.in(folder));
        runs.look();
        queued.until(() -> !runs.keysProperty().get().isEmpty());
        List<String> keys =
                runs.keysProperty().get().stream().map(SweptKey::key).toList();
        String infer = "pipelines.people.stages.classify.infer.";
        assertTrue(
                keys.containsAll(List.of(
                        FPS,
                        AMBIENT,
                        infer + "network",
                        infer + "precision",
                        infer + "unit",
                        "devices.phone.profile",
                        "pipelines.people.queue.policy",
                        "duration_s")),
                keys.toString());
        for (SweptKey key : runs.keysProperty().get()) {
            SweepRuns.Counted alone = counted(List.of(new AxisText(key.key(), key.values())));
            assertEquals("", alone.problem(), key.toString());
            assertTrue(alone.points() > 0, key.toString());
        }
        assertEquals(6, counted(AXES).points());
        assertEquals(0, counted(List.of()).points());
        String many = counted(List.of(new AxisText(FPS, "1 to 60 step 0.0001"))).problem();
        assertTrue(many.startsWith("599,992") || many.startsWith("590,001"), many);
    }

    @Test
    void aMistakeInAFieldIsToldByTheNameOfTheAxis() throws IOException {
        queued.opened(ShortScenario.in(folder));
        runs.look();
        queued.until(() -> !runs.keysProperty().get().isEmpty());
        String empty = counted(List.of(AXES.get(0), new AxisText(AMBIENT, "40 to 10 step 5")))
                .problem();
        assertTrue(empty.startsWith("Ambient: the range from 40 to 10 is empty."), empty);
        String unknown = counted(List.of(new AxisText("cameras.back.fpz", "1"))).problem();
        assertTrue(unknown.contains("fps"), unknown);
        assertTrue(counted(List.of(new AxisText(FPS, ""))).problem().contains("has no values"));
        assertTrue(counted(List.of(AXES.get(0), AXES.get(0))).problem().contains("already"));
        assertTrue(counted(List.of(new AxisText("", "1"))).problem().contains("no name"));
    }

    @Test
    void aSweepOfTheChangedScenarioFillsTheMapAndAPointOfItBecomesTheScenarioWithItsFigures() throws IOException {
        queued.opened(ShortScenario.in(folder));
        queued.change("pipelines.people.budget_ms", "20");
        Answer before = queued.done();
        Path into = folder.resolve("sweep one");
        run(AXES, into);
        assertNull(queued.session().problemProperty().get());
        SweepRuns.Seen seen = seen();
        assertEquals(6, seen.rows().rows().size());
        assertEquals(List.of("15", "30"), seen.map().columns());
        assertEquals(List.of("35", "25", "15"), seen.map().rows());
        assertFalse(seen.front().points().isEmpty());
        assertTrue(
                runs.doingProperty().get().startsWith("6 points are in "),
                runs.doingProperty().get());
        try (Stream<Path> files = Files.list(into)) {
            assertEquals(
                    List.of("results", "scenario.yaml", "sweep.yaml"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertTrue(Files.readString(into.resolve("scenario.yaml")).contains("budget_ms: 20"));
        Row row = seen.rows().rows().get(3);
        runs.open(row.point());
        queued.until(() -> !queued.session().askingProperty().get());
        Answer answer = queued.done();
        assertEquals("20", question().changes().get("pipelines.people.budget_ms"));
        assertEquals(100 * answer.result().streams().get(0).missFraction(), Measure.MISSED.of(row.values()));
        assertEquals(answer.result().devices().get(0).averagePowerW(), Measure.POWER.of(row.values()));
        assertEquals(answer.result().slo().met(), row.meets());
        assertTrue(!answer.question().equals(before.question()));

        // another one takes nothing of the first along, and what was changed since goes
        queued.change("cameras.back.count", "2");
        runs.open(0);
        queued.until(() -> !queued.session().askingProperty().get());
        assertFalse(question().changes().containsKey("cameras.back.count"));
        assertTrue(openedFiles.isEmpty());
    }

    @Test
    void aPointOfAnotherScenarioThanTheOpenOneOpensThatOneFirst() throws IOException {
        queued.opened(ShortScenario.in(folder));
        Path into = folder.resolve("one");
        run(AXES, into);
        Path other = Files.writeString(folder.resolve("other.yaml"), ShortScenario.TEXT);
        queued.opened(other);
        runs.open(2);
        queued.until(() -> !queued.session().askingProperty().get());
        assertEquals(List.of(into.resolve("scenario.yaml")), openedFiles);
        assertEquals(into.resolve("scenario.yaml"), question().file());
        assertEquals("35", question().changes().get(AMBIENT));
    }

    @Test
    void aSweepThatIsCancelledGoesOnInItsFolderAndNoOtherDoes() throws IOException {
        queued.opened(ShortScenario.in(folder));
        Path into = folder.resolve("one");
        List<AxisText> many = List.of(new AxisText("cameras.back.phase_ms", "0 to 30 in 4000"));
        runs.start(many, into);
        queued.until(() -> runs.progressProperty().get() > 0);
        assertTrue(runs.running());
        runs.cancel();
        queued.until(() -> !runs.running());
        assertTrue(
                runs.doingProperty().get().startsWith("Stopped: "),
                runs.doingProperty().get());
        int kept = seen().rows().rows().size();
        assertTrue(kept < 4000, "" + kept);
        run(AXES, into);
        assertTrue(queued.problem().contains("holds another sweep"), queued.problem());
        queued.session().dismissProblem();
        run(many, into);
        assertNull(queued.session().problemProperty().get());
        assertEquals(4000, seen().rows().rows().size());
        assertNotNull(seen().map().cells().get(0).get(0));
    }

    @Test
    void aFolderThatCannotBeWrittenAndOneThatDiesAreMessagesAndTheNextSweepRuns() throws IOException {
        queued.opened(ShortScenario.in(folder));
        Path file = Files.writeString(folder.resolve("in-the-way"), "");
        run(AXES, file.resolve("below"));
        assertFalse(queued.problem().startsWith("An error in the program"), queued.problem());
        assertTrue(queued.problem().contains("in-the-way"), queued.problem());
        assertEquals("", runs.doingProperty().get());
        queued.session().dismissProblem();
        run(AXES, Dying.path(new AssertionError("never")));
        assertTrue(queued.problem().contains("never"), queued.problem());
        queued.session().dismissProblem();
        // somebody else's scenario is not written over
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("scenario.yaml"), "mine");
        run(AXES, taken);
        assertTrue(queued.problem().contains("holds another"), queued.problem());
        assertEquals("mine", Files.readString(taken.resolve("scenario.yaml")));
        queued.session().dismissProblem();
        run(AXES, folder.resolve("good"));
        assertEquals(6, seen().rows().rows().size());
    }

    @Test
    void pointsThatCannotBeRunAreCountedWithTheFirstReason() throws IOException {
        queued.opened(ShortScenario.in(folder));
        run(
                List.of(new AxisText("pipelines.people.stages.classify.infer.unit", "npu, tpu"), AXES.get(0)),
                folder.resolve("one"));
        String words = runs.doingProperty().get();
        assertTrue(words.contains("2 could not be run, the first: "), words);
        assertEquals(SweepMap.Kind.FAILED, seen().map().cells().get(0).get(1).kind());
    }

    @Test
    void anotherLookAtTheSamePointsIsMadeBesideTheWindow() throws IOException {
        queued.opened(ShortScenario.in(folder));
        run(AXES, folder.resolve("one"));
        SweepRuns.Seen before = seen();
        runs.choose(before.choice().withAxes(1, 0).withMeasures(Measure.LATENCY, Measure.SKIN));
        queued.until(() -> runs.seenProperty().get() != before);
        assertEquals(List.of("15", "25", "35"), seen().map().columns());
        assertEquals(Measure.SKIN, seen().front().y());
    }
}
