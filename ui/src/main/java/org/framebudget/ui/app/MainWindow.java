package org.framebudget.ui.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.ui.open.FileDialogs;
import org.framebudget.ui.open.Opener;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.settings.Settings;
import org.framebudget.ui.text.Texts;
import org.framebudget.ui.theme.Theme;
import org.jspecify.annotations.Nullable;

/** The window of the program. Made and used on the thread of the toolkit. */
final class MainWindow {
    private static final double WIDTH_MIN_PX = 1024;
    private static final double HEIGHT_MIN_PX = 680;
    private static final String[] FONTS = {
        "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf", "/com/formdev/flatlaf/fonts/inter/Inter-Bold.otf"
    };

    private final Stage stage;
    private final Session session;
    private final Settings settings;
    private final Opener opener;
    private final MainView view;
    private boolean galleryFilled;
    private final AnimationTimer clock;

    /** A window that remembers nothing of others and leaves nothing behind. */
    MainWindow(Stage stage, double widthPx, double heightPx) {
        this(stage, widthPx, heightPx, Settings.forgotten(), new StageDialogs(stage));
    }

    MainWindow(Stage stage, double widthPx, double heightPx, Settings settings, FileDialogs dialogs) {
        this.stage = stage;
        this.settings = settings;
        for (String font : FONTS) {
            load(font);
        }
        session = new Session(new ProfileRepository(), Platform::runLater);
        opener = new Opener(session, settings, dialogs);
        view = new MainView(session, new Commands(opener, dialogs, this::quit), null);
        Scene scene = new Scene(view, widthPx, heightPx);
        scene.getStylesheets()
                .add(Objects.requireNonNull(MainWindow.class.getResource("framebudget.css"))
                        .toExternalForm());
        stage.setScene(scene);
        stage.setTitle(Texts.get("app.name"));
        stage.setMinWidth(WIDTH_MIN_PX);
        stage.setMinHeight(HEIGHT_MIN_PX);
        stage.setOnCloseRequest(event -> {
            if (!opener.mayLeave()) {
                event.consume();
            }
        });
        stage.setMaximized(settings.maximized());
        view.showTheme(settings.theme());
        // whoever opens a file does not wait for what he does not look at
        opener.startShownProperty().addListener((property, was, is) -> fillGallery(is));
        session.problemProperty().addListener((property, old, now) -> {
            if (now != null) {
                fillGallery(opener.startShownProperty().get());
            }
        });
        clock = new AnimationTimer() {
            @Override
            public void handle(long nowNs) {
                view.playback().tick(nowNs);
            }
        };
        clock.start();
    }

    /** The same letters on every machine. */
    private static void load(String font) {
        try (InputStream in = Objects.requireNonNull(MainWindow.class.getResourceAsStream(font), font)) {
            Font.loadFont(in, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(@Nullable Path scenario) {
        if (scenario != null) {
            opener.open(scenario);
        }
        fillGallery(opener.startShownProperty().get());
    }

    /** As {@link #open}, but reads the file in the background. */
    void openSoon(@Nullable Path scenario) {
        if (scenario == null) {
            fillGallery(true);
        } else {
            opener.openSoon(scenario);
        }
    }

    private void fillGallery(boolean shown) {
        if (shown && !galleryFilled) {
            galleryFilled = true;
            Gallery.fill(view.start());
        }
    }

    void show() {
        stage.show();
    }

    void setTheme(Theme theme) {
        view.showTheme(theme);
    }

    private void quit() {
        if (opener.mayLeave()) {
            stage.hide();
        }
    }

    Opener opener() {
        return opener;
    }

    Session session() {
        return session;
    }

    MainView view() {
        return view;
    }

    Stage stage() {
        return stage;
    }

    /** Keeps the settings and ends all work. */
    void close() {
        clock.stop();
        Scene scene = stage.getScene();
        settings.setSize(scene.getWidth(), scene.getHeight(), stage.isMaximized());
        settings.setTheme(view.theme());
        settings.save();
        view.close();
        session.close();
        stage.hide();
    }
}
