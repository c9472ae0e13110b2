package org.framebudget.ui.app;

import java.nio.file.Path;
import javafx.stage.Stage;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.settings.Settings;

/** Opens the window without a display, once, and ends: the launcher lists the classes of that for its archive. */
public final class WarmUp {
    private static final long PATIENCE_MS = 60_000;

    private WarmUp() {}

    /** @param arguments a scenario to open; none for the start page alone */
    public static void main(String[] arguments) throws InterruptedException {
        Toolkit.withoutDisplay();
        Toolkit.start();
        MainWindow window = Toolkit.call(() -> {
            Stage stage = new Stage();
            MainWindow made = new MainWindow(stage, 1280, 800, Settings.forgotten(), new StageDialogs(stage));
            made.show();
            made.openSoon(null);
            return made;
        });
        Toolkit.call(() -> window.stage().getScene().snapshot(null));
        if (arguments.length > 0) {
            Toolkit.call(() -> {
                window.openSoon(Path.of(arguments[0]));
                return true;
            });
            long endMs = System.currentTimeMillis() + PATIENCE_MS;
            while (!Toolkit.call(() -> isAnswered(window)) && System.currentTimeMillis() < endMs) {
                Thread.sleep(50);
            }
            Toolkit.call(() -> window.stage().getScene().snapshot(null));
        }
        Toolkit.call(() -> {
            window.close();
            return true;
        });
        System.exit(0);
    }

    private static boolean isAnswered(MainWindow window) {
        Answer answer = window.session().answerProperty().get();
        return answer != null && window.session().progressProperty().get() >= 1;
    }
}
