package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.framebudget.scenarios.Library;
import org.framebudget.ui.open.Card;
import org.framebudget.ui.open.FileDialogs;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.settings.Settings;
import org.framebudget.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Opening and saving in the window itself. */
class OpenWindowTest {
    private static final String TEXT = """
            schema: framebudget/scenario/v1
            name: Short
            duration_s: 20
            devices:
              - {id: phone, profile: pixel-6}
            cameras:
              - {id: back, device: phone, width_px: 1920, height_px: 1080, fps: 30}   # the only one
            pipelines:
              - {id: p, camera: back, budget_ms: 33, stages: [{id: prepare, preprocess: {unit: cpu}}]}
            """;

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private final Settings settings = Settings.forgotten();
    private Path file = Path.of("");
    private Optional<Path> answered = Optional.empty();
    private FileDialogs.Unsaved unsaved = FileDialogs.Unsaved.CANCEL;
    private MainWindow window = null;

    @BeforeAll
    static void startTheToolkit() {
        Toolkit.withoutDisplay();
        Toolkit.start();
    }

    @BeforeEach
    void showTheWindow() throws IOException {
        file = Files.writeString(folder.resolve("short.yaml"), TEXT);
        FileDialogs dialogs = new FileDialogs() {
            @Override
            public Optional<Path> open() {
                return answered;
            }

            @Override
            public Optional<Path> save(Path inFolder, String name) {
                return answered;
            }

            @Override
            public Unsaved unsaved(String name, List<String> changes) {
                return unsaved;
            }
        };
        window = on(() -> {
            MainWindow made = new MainWindow(new Stage(), 1280, 800, settings, dialogs);
            made.view().start().showCards(Card.all(Library.installed()));
            made.show();
            return made;
        });
        robot.targetWindow(window.stage());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @AfterEach
    void closeTheWindow() {
        on(() -> {
            List.copyOf(Window.getWindows()).stream()
                    .filter(other -> other != window.stage())
                    .forEach(Window::hide);
            window.close();
            return true;
        });
    }

    private static <T> T on(Callable<T> work) {
        return Toolkit.call(work);
    }

    private boolean seen(String id) {
        return on(() -> {
            Node node = window.view().lookup(id);
            for (Node at = node; at != null; at = at.getParent()) {
                if (!at.isVisible()) {
                    return false;
                }
            }
            return node != null;
        });
    }

    private void change(String key, String value) throws TimeoutException {
        on(() -> {
            window.session().change(key, value);
            return true;
        });
        awaitRead();
    }

    /** Until a file is read and shown. */
    private void awaitOpened() throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> on(() -> !window.view().start().isVisible()));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Until what was asked for is the question. */
    private void awaitRead() throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> on(() -> !window.session().askingProperty().get()));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String text(String id) {
        return on(() -> ((Label) window.view().lookup(id)).getText());
    }

    private Question question() {
        return on(() -> {
            Question question = window.session().questionProperty().get();
            assertNotNull(question);
            return question;
        });
    }

    @Test
    void anArgumentOpensAtOnceAndWithoutOneTheStartPageIsShown() {
        assertTrue(seen("#start"));
        assertFalse(seen("#verdict"));
        assertFalse(seen("#play"));
        on(() -> {
            window.open(file);
            return true;
        });
        assertFalse(seen("#start"));
        assertTrue(seen("#verdict") && seen("#play") && seen("#save-as"));
    }

    @Test
    void aCardOpensItsScenarioByTheKeyboard() throws Exception {
        on(() -> {
            window.view().lookup("#card-pi-one-camera-coral").requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
        awaitOpened();
        assertEquals("pi-one-camera-coral", question().shortName());
    }

    @Test
    void theOpenKeyAsksForAFileAndTheGalleryKeyGoesBack() throws Exception {
        answered = Optional.of(file);
        robot.press(KeyCode.CONTROL, KeyCode.O).release(KeyCode.O, KeyCode.CONTROL);
        awaitOpened();
        assertEquals(file, question().file());
        robot.press(KeyCode.CONTROL, KeyCode.G).release(KeyCode.G, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(seen("#start-back"));
        on(() -> {
            window.view().lookup("#start-back").requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(seen("#start"));
    }

    @Test
    void aBadFileShowsLineKeyAndAdviceAndTheLastScenarioStays() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), TEXT.replace("fps: 30", "fpz: 30"));
        on(() -> {
            window.open(file);
            window.open(bad);
            return true;
        });
        assertTrue(text("#problem").startsWith("bad.yaml does not open"), text("#problem"));
        assertTrue(text("#problem-advice").contains("fps"), text("#problem-advice"));
        String where = on(() -> {
            StringBuilder all = new StringBuilder();
            window.view()
                    .lookup("#problem-where")
                    .lookupAll(".tag")
                    .forEach(tag -> all.append(((Label) tag).getText()).append('|'));
            return all.toString();
        });
        assertTrue(where.contains("line 7|cameras.back.fpz|"), where);
        assertEquals(file, question().file());
        on(() -> {
            window.view().lookup("#problem-close").requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(seen("#problem"));
    }

    /** Without a display nothing can be dragged from outside; what is done with files that come is held in {@code OpenerTest}. */
    @Test
    void theWholeWindowTakesFilesThatAreDropped() {
        assertNotNull(on(() -> window.view().getOnDragOver()));
        assertNotNull(on(() -> window.view().getOnDragDropped()));
    }

    @Test
    void theSaveKeyWritesTheChangesToTheFileThatIsNamed() throws Exception {
        on(() -> {
            window.open(file);
            return true;
        });
        change("cameras.back.fps", "15");
        Path target = folder.resolve("new.yaml");
        answered = Optional.of(target);
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(TEXT.replace("fps: 30", "fps: 15"), Files.readString(target));
        assertEquals(target, question().file());
        assertEquals(List.of(target, file), settings.recent());
    }

    @Test
    void theChangesAreCopiedAsArguments() throws Exception {
        on(() -> {
            window.open(file);
            assertTrue(window.view().lookup("#copy-arguments").isDisabled(), "nothing is changed yet");
            return true;
        });
        change("cameras.back.fps", "15");
        on(() -> {
            window.view().lookup("#copy-arguments").requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(
                "--set cameras.back.fps=15",
                on(() -> Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void theAboutBoxSaysVersionAndCitation() {
        robot.type(KeyCode.F1);
        WaitForAsyncUtils.waitForFxEvents();
        String name = on(() -> Window.getWindows().stream()
                .map(shown -> shown.getScene().getRoot().lookup("#about-name"))
                .filter(Label.class::isInstance)
                .map(found -> ((Label) found).getText())
                .findFirst()
                .orElse("none"));
        assertTrue(name.matches("Framebudget \\d.*"), name);
    }

    @Test
    void sizeAndLookAreRememberedWhenTheWindowCloses() {
        robot.press(KeyCode.CONTROL, KeyCode.T).release(KeyCode.T, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        on(() -> {
            window.close();
            return true;
        });
        assertEquals(Theme.DARK, settings.theme());
        assertTrue(settings.widthPx() >= 1024, "" + settings.widthPx());
    }

    @Test
    void theSpaceKeyPlaysAndTheResetKeyTakesChangesBack() throws Exception {
        on(() -> {
            window.open(file);
            return true;
        });
        change("cameras.back.fps", "15");
        on(() -> {
            window.view().lookup(".slider").requestFocus();
            return true;
        });
        robot.press(KeyCode.CONTROL, KeyCode.R).release(KeyCode.R, KeyCode.CONTROL);
        awaitRead();
        assertTrue(question().changes().isEmpty());
        List<Boolean> heard = new CopyOnWriteArrayList<>();
        on(() -> {
            window.view().playback().runningProperty().addListener((property, was, is) -> heard.add(is));
            window.view().lookup(".slider").requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(true), heard.subList(0, 1));
    }

    @Test
    void theGalleryIsReadWhenItIsFirstShown() throws InterruptedException {
        CountDownLatch filled = new CountDownLatch(1);
        MainWindow other = on(() -> {
            MainWindow made = new MainWindow(new Stage(), 1280, 800);
            made.open(file);
            assertNull(made.view().start().getContent().lookup("#card-phone-throttling"));
            FlowPane cards = (FlowPane) made.view().start().getContent().lookup("#start-cards");
            cards.getChildren().addListener((InvalidationListener) changed -> filled.countDown());
            made.opener().showStart();
            return made;
        });
        assertTrue(filled.await(30, TimeUnit.SECONDS));
        on(() -> {
            other.close();
            return true;
        });
    }

    @Test
    void theWindowWithUnsavedChangesClosesAfterAsking() throws Exception {
        on(() -> {
            window.open(file);
            return true;
        });
        change("cameras.back.fps", "15");
        WindowEvent close = new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST);
        robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.Q, KeyCode.CONTROL);
        on(() -> {
            window.stage().fireEvent(close);
            return true;
        });
        assertTrue(on(() -> window.stage().isShowing()));
        assertEquals(1, question().changes().size());
        unsaved = FileDialogs.Unsaved.DISCARD;
        robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.Q, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(on(() -> window.stage().isShowing()));
    }

    @Test
    void theQuestionAboutUnsavedChangesIsAnsweredByItsButtons() throws Exception {
        StageDialogs dialogs = on(() -> new StageDialogs(window.stage()));
        Map<String, FileDialogs.Unsaved> answers = Map.of(
                "#ask-yes", FileDialogs.Unsaved.SAVE,
                "#ask-no", FileDialogs.Unsaved.DISCARD,
                "#ask-cancel_close", FileDialogs.Unsaved.CANCEL);
        for (Map.Entry<String, FileDialogs.Unsaved> each : answers.entrySet()) {
            CompletableFuture<FileDialogs.Unsaved> answer = new CompletableFuture<>();
            Platform.runLater(
                    () -> answer.complete(dialogs.unsaved("short.yaml", List.of("cameras.back.fps 30 → 15"))));
            WaitForAsyncUtils.waitForFxEvents();
            on(() -> {
                Window.getWindows().stream()
                        .map(shown -> shown.getScene().getRoot().lookup(each.getKey()))
                        .filter(Button.class::isInstance)
                        .map(Button.class::cast)
                        .findFirst()
                        .orElseThrow()
                        .fire();
                return true;
            });
            assertEquals(each.getValue(), answer.get(30, TimeUnit.SECONDS));
        }
    }
}
