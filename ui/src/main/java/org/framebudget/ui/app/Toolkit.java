package org.framebudget.ui.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.framebudget.ui.settings.Settings;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Starts the JavaFX toolkit, once in a process, and hands work to its thread. */
final class Toolkit {
    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private static boolean started;

    private Toolkit() {}

    /** Draws into memory instead of on a display; before the toolkit starts. */
    static void withoutDisplay() {
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("prism.lcdtext", "false");
    }

    static synchronized void start() {
        if (!started) {
            // that the toolkit is on the class path is no news, and it would stand before the program's own messages
            JAVAFX.setLevel(Level.SEVERE);
            CountDownLatch ready = new CountDownLatch(1);
            Platform.startup(ready::countDown);
            await(ready);
            Platform.setImplicitExit(false);
            started = true;
        }
    }

    /** Opens the window and returns when it was closed. */
    static void showAndWait(@Nullable Path scenario) {
        start();
        CountDownLatch closed = new CountDownLatch(1);
        call(() -> {
            Settings settings = Settings.ofUser();
            Stage stage = new Stage();
            // the screen may be a smaller one than last time
            Rectangle2D screen = Screen.getPrimary().getVisualBounds();
            MainWindow window = new MainWindow(
                    stage,
                    Math.min(settings.widthPx(), screen.getWidth()),
                    Math.min(settings.heightPx(), screen.getHeight()),
                    settings,
                    new StageDialogs(stage));
            // an error in the program takes the action with it, not the window
            Thread.currentThread()
                    .setUncaughtExceptionHandler(
                            (thread, error) -> window.session().report(Texts.get("problem.title"), error));
            window.stage().setOnHidden(event -> {
                window.close();
                closed.countDown();
            });
            window.show();
            window.openSoon(scenario);
            return window;
        });
        await(closed);
    }

    /** Does work on the thread of the toolkit and waits for what it gives. */
    static <T> T call(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
