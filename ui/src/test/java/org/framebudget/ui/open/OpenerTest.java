package org.framebudget.ui.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.scenarios.Library;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.scenario.ScenarioEdit;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenerTest {
    private static final String TEXT = """
            # what it is about
            schema: framebudget/scenario/v1
            name: Short
            duration_s: 20
            devices:
              - {id: phone, profile: pixel-6}      # in the drawer
            cameras:
              - {id: back, device: phone, width_px: 1920, height_px: 1080, fps: 30}
            pipelines:
              - {id: p, camera: back, budget_ms: 33, stages: [{id: prepare, preprocess: {unit: cpu}}]}
            """;

    @TempDir
    Path folder;

    private final ProfileRepository profiles = new ProfileRepository();
    private final Settings settings = Settings.forgotten();
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private final Session session = new Session(profiles, news::add);
    private final Opener opener = new Opener(session, settings);
    private Path file = Path.of("");

    @BeforeEach
    void writeScenario() throws IOException {
        file = Files.writeString(folder.resolve("short.yaml"), TEXT);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Session.Problem problem() {
        Session.Problem problem = session.problemProperty().get();
        assertNotNull(problem);
        return problem;
    }

    private Question question() {
        Question question = session.questionProperty().get();
        assertNotNull(question);
        return question;
    }

    /** Until it was read. */
    private void change(String key, String value) throws InterruptedException {
        session.change(key, value);
        hear(() -> !session.askingProperty().get());
    }

    /** What comes from the background, until then. */
    private void hear(BooleanSupplier until) throws InterruptedException {
        while (!until.getAsBoolean()) {
            Runnable next = news.poll(60, TimeUnit.SECONDS);
            assertNotNull(next, "no news");
            next.run();
        }
    }

    @Test
    void theStartPageIsShownUntilAFileOpensAndOnRequest() {
        assertTrue(opener.startShownProperty().get());
        opener.hideStart();
        assertTrue(opener.startShownProperty().get(), "nothing to go back to");
        assertTrue(opener.open(file));
        assertFalse(opener.startShownProperty().get());
        opener.showStart();
        opener.hideStart();
        assertFalse(opener.startShownProperty().get());
        opener.showStart();
        assertTrue(opener.open(file), "the same again");
        assertFalse(opener.startShownProperty().get());
    }

    @Test
    void aFileThatIsNotValidSaysLineKeyAndAdviceAndTheLastOneStays() throws Exception {
        opener.open(file);
        Path bad = Files.writeString(folder.resolve("bad.yaml"), TEXT.replace("fps: 30", "fpz: 30"));
        assertFalse(opener.open(bad));
        InputException.Detail detail = problem().detail();
        assertNotNull(detail);
        assertEquals(8, detail.line());
        assertEquals("cameras.back.fpz", detail.key());
        assertTrue(String.valueOf(detail.advice()).contains("fps"), detail.advice());
        assertEquals(file, question().file());
        assertEquals(List.of(file), opener.recent());
    }

    @Test
    void aFileThatHasVanishedSaysSoAndGoesFromTheList() throws Exception {
        opener.open(file);
        Files.delete(file);
        opener.openRecent(file);
        assertTrue(
                problem().message().contains("short.yaml is no longer there"),
                problem().message());
        assertTrue(opener.recent().isEmpty());
        assertEquals("Short", question().scenario().name(), "what was open is still there");
    }

    @Test
    void aBrokenProfileIsAMessage() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "schema: framebudget/device/v1\nid: [\n");
        Path with = Files.writeString(folder.resolve("with.yaml"), TEXT.replace("pixel-6", "mine.yaml"));
        assertFalse(opener.open(with));
        assertTrue(problem().message().contains("mine.yaml"), problem().message());
    }

    @Test
    void aFolderWithAScenarioOrOneFileMayBeDropped() throws Exception {
        opener.drop(List.of(file));
        hear(() -> session.questionProperty().get() != null);
        assertEquals(file, question().file());
        assertFalse(opener.startShownProperty().get());
        Path inside = Files.writeString(folder.resolve("scenario.yaml"), TEXT);
        opener.drop(List.of(folder));
        hear(() -> question().file().equals(inside));
        assertEquals(List.of(inside, file), opener.recent());
        opener.drop(List.of(file, inside));
        assertTrue(problem().message().contains("2 files"), problem().message());
        session.dismissProblem();
        opener.drop(List.of(Files.createDirectory(folder.resolve("empty"))));
        hear(() -> session.problemProperty().get() != null);
        assertEquals("empty does not open", problem().title());
        assertEquals(inside, question().file());
    }

    @Test
    void aSavedScenarioAsksWhatTheChangesAskedAndKeepsItsComments() throws Exception {
        opener.open(file);
        change("cameras.back.fps", "15");
        change("environment.ambient_deg_c", "31");
        assertEquals("--set cameras.back.fps=15 --set environment.ambient_deg_c=31", opener.arguments());
        Question asked = question();
        Path saved = opener.suggestion().orElseThrow();
        assertEquals(folder.resolve("short-changed.yaml"), saved);
        assertTrue(opener.save(saved));
        String text = Files.readString(saved);
        assertTrue(text.contains("# what it is about") && text.contains("# in the drawer"), text);
        assertTrue(ScenarioEdit.same(asked.scenario(), ScenarioFiles.read(saved, List.of(), null, profiles)));
        assertEquals(saved, question().file());
        assertTrue(question().changes().isEmpty());
        assertEquals(List.of(saved, file), opener.recent());
        assertEquals(TEXT, Files.readString(file), "the first file is as it was");
    }

    @Test
    void whatCannotBeSavedIsSaidAndTheChangesStay() throws Exception {
        opener.open(file);
        change("cameras.back.fps", "15");
        for (Path target : List.of(
                folder.resolve("missing folder/a.yaml"), folder.resolve("a.json"), folder, Path.of("/proc/a.yaml"))) {
            assertFalse(opener.save(target), target.toString());
            assertEquals("Not saved", problem().title());
            assertEquals(1, question().changes().size());
            session.dismissProblem();
            assertNull(session.problemProperty().get());
        }
        assertEquals(List.of(file), opener.recent());
    }

    @Test
    void aScenarioThatReadsFilesBesideItStaysWhereItCanReadThem() throws Exception {
        Path library = Library.installed().entries().stream()
                .filter(entry -> entry.name().equals("sleepy-accelerator"))
                .findFirst()
                .orElseThrow()
                .file()
                .getParent();
        Path home = Files.createDirectory(folder.resolve("home"));
        Path other = Files.createDirectory(folder.resolve("other"));
        try (var files = Files.list(library)) {
            for (Path from : files.toList()) {
                Files.copy(from, home.resolve(from.getFileName().toString()));
            }
        }
        assertTrue(opener.open(home.resolve("scenario.yaml")));
        change("duration_s", "30");
        assertFalse(opener.save(other.resolve("a.yaml")));
        assertTrue(problem().message().contains("save it in " + home), problem().message());
        assertFalse(Files.exists(other.resolve("a.yaml")));
        Files.copy(home.resolve("profile.yaml"), other.resolve("profile.yaml"));
        Files.copy(home.resolve("latency.csv"), other.resolve("latency.csv"));
        assertTrue(opener.save(other.resolve("a.yaml")), () -> problem().message());
        assertTrue(opener.open(home.resolve("scenario.yaml")));
        change("duration_s", "40");
        String profile = Files.readString(other.resolve("profile.yaml"));
        Files.writeString(other.resolve("profile.yaml"), profile.replaceFirst("name: ", "name: Another "));
        assertFalse(opener.save(other.resolve("b.yaml")));
        assertTrue(
                problem().message().contains("other files of the same names"),
                problem().message());
    }

    /** Answers as it is told, and remembers what it was asked. */
    private static final class Answers implements FileDialogs {
        private final List<String> asked = new ArrayList<>();
        private Unsaved unsaved = Unsaved.CANCEL;
        private Optional<Path> target = Optional.empty();

        @Override
        public Optional<Path> open() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(Path inFolder, String name) {
            asked.add("save " + name);
            return target;
        }

        @Override
        public Unsaved unsaved(String name, List<String> changes) {
            asked.add(name + ": " + changes);
            return unsaved;
        }
    }

    @Test
    void unsavedChangesAreAskedAboutBeforeAnotherScenarioOpens() throws Exception {
        Answers answers = new Answers();
        Opener asking = new Opener(session, settings, answers);
        Path other = Files.writeString(folder.resolve("other.yaml"), TEXT);
        assertTrue(asking.open(file));
        assertTrue(asking.mayLeave(), "nothing is changed yet");
        change("cameras.back.fps", "15");
        assertFalse(asking.open(other));
        asking.openRecent(file);
        hear(() -> !session.askingProperty().get());
        assertEquals(1, question().changes().size(), "not even the same file");
        asking.drop(List.of(other));
        hear(() -> !session.askingProperty().get());
        assertEquals(1, question().changes().size(), "nor what was dropped");
        assertEquals(Collections.nCopies(3, "short.yaml: [cameras.back.fps 30 → 15]"), answers.asked, "once for each");
        assertEquals(1, question().changes().size());
        answers.unsaved = FileDialogs.Unsaved.DISCARD;
        assertTrue(asking.open(other));
        assertEquals(other, question().file());
        assertEquals(TEXT, Files.readString(file));
    }

    @Test
    void unsavedChangesAreSavedFirstWhereTheUserWantsThat() throws Exception {
        Answers answers = new Answers();
        answers.unsaved = FileDialogs.Unsaved.SAVE;
        Opener asking = new Opener(session, settings, answers);
        Path other = Files.writeString(folder.resolve("other.yaml"), TEXT);
        asking.open(file);
        change("cameras.back.fps", "15");
        assertFalse(asking.open(other), "no name was given");
        answers.target = Optional.of(folder.resolve("missing folder/a.yaml"));
        assertFalse(asking.open(other), "it cannot be saved there");
        assertEquals("Not saved", problem().title());
        assertEquals(1, question().changes().size());
        Path saved = folder.resolve("saved.yaml");
        answers.target = Optional.of(saved);
        assertTrue(asking.open(other));
        assertEquals(other, question().file());
        assertEquals(TEXT.replace("fps: 30", "fps: 15"), Files.readString(saved));
    }
}
