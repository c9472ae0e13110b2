package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.framebudget.ui.open.FileDialogs;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.session.ShortScenario;
import org.framebudget.ui.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A window on a short scenario, without a display; what a test waits for is awaited, never slept for. */
abstract class WindowTest {
    private static final long PATIENCE_S = 60;

    final FxRobot robot = new FxRobot();

    @TempDir
    Path folder;

    MainWindow window;

    @BeforeAll
    static void startTheToolkit() {
        Toolkit.withoutDisplay();
        Toolkit.start();
    }

    @BeforeEach
    void openTheWindow() throws IOException {
        Path file = ShortScenario.in(folder);
        window = Toolkit.call(() -> {
            MainWindow made = new MainWindow(new Stage(), 1280, 800);
            made.show();
            made.open(file);
            return made;
        });
        robot.targetWindow(window.stage());
        awaitDone();
        // what an answer changes is laid out with the next pulses: a click must not aim at where a button was
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** The same on another scenario, where the desktop's choosers are answered at once. */
    final void openTheWindow(Path file, FileDialogs dialogs) {
        window = Toolkit.call(() -> {
            MainWindow made = new MainWindow(new Stage(), 1280, 800, Settings.forgotten(), dialogs);
            made.show();
            made.open(file);
            return made;
        });
        robot.targetWindow(window.stage());
        awaitDone();
    }

    /** Chooses nothing. */
    static class NoFiles implements FileDialogs {
        @Override
        public Optional<Path> open() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(Path inFolder, String name) {
            return Optional.empty();
        }
    }

    @AfterEach
    void closeTheWindow() {
        on(() -> {
            window.close();
            return true;
        });
    }

    final <T> T on(Callable<T> work) {
        return Toolkit.call(work);
    }

    final Session session() {
        return window.session();
    }

    /** Until all steps of the answer to the present question are there. */
    final void awaitDone() {
        await(
                session().progressProperty(),
                share -> share.doubleValue() >= 1
                        && !session().askingProperty().get()
                        && session().answerProperty().get() != null
                        && session().answerProperty().get().question()
                                == session().questionProperty().get());
    }

    /** Until what was asked for is the question. */
    final void awaitRead() {
        await(session().askingProperty(), asking -> !asking);
    }

    /** Until there is an answer to the present question. */
    final Answer awaitAnswer() {
        await(
                session().answerProperty(),
                answer -> answer != null
                        && !session().askingProperty().get()
                        && answer.question() == session().questionProperty().get());
        return on(() -> session().answerProperty().get());
    }

    /** Until a value is as it should be. */
    final <T> void await(ObservableValue<T> value, Predicate<T> as) {
        CountDownLatch latch = new CountDownLatch(1);
        InvalidationListener listener = changed -> {
            if (as.test(value.getValue())) {
                latch.countDown();
            }
        };
        on(() -> {
            value.addListener(listener);
            listener.invalidated(value);
            return true;
        });
        try {
            assertTrue(
                    latch.await(PATIENCE_S, TimeUnit.SECONDS),
                    () -> "still " + on(value::getValue) + ", problem: "
                            + on(() -> session().problemProperty().get()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            on(() -> {
                value.removeListener(listener);
                return true;
            });
        }
    }

    /** Clicks on a control; what is scrolled away is scrolled to first. */
    final void click(Node node) {
        robot.clickOn(reveal(node));
    }

    /** Scrolls to a control. */
    final Node reveal(Node node) {
        return on(() -> {
            for (Parent up = node.getParent(); up != null; up = up.getParent()) {
                if (up instanceof ScrollPane pane) {
                    Bounds inside = pane.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
                    double hiddenPx = pane.getContent().getLayoutBounds().getHeight()
                            - pane.getViewportBounds().getHeight();
                    if (hiddenPx > 0) {
                        double topPx =
                                inside.getCenterY() - pane.getViewportBounds().getHeight() / 2;
                        pane.setVvalue(Math.max(0, Math.min(1, topPx / hiddenPx)));
                    }
                }
            }
            window.stage().getScene().getRoot().layout();
            return node;
        });
    }

    /** The control with an id, in the window of this test. */
    final <N extends Node> N node(String selector, Class<N> type) {
        return on(() -> {
            Parent root = window.stage().getScene().getRoot();
            root.applyCss();
            root.layout();
            Node found = root.lookup(selector);
            if (found == null) {
                throw new AssertionError("no " + selector);
            }
            return type.cast(found);
        });
    }
}
