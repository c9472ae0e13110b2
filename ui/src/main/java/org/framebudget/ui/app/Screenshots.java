package org.framebudget.ui.app;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.framebudget.models.Folders;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.scenarios.Library;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.open.Card;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.theme.Theme;
import org.jspecify.annotations.Nullable;

/** Pictures of every view, in both themes and two sizes, drawn without a display. */
final class Screenshots {
    private static final int[][] SIZES_PX = {{1280, 800}, {1024, 680}};
    private static final long PATIENCE_MS = 120_000;

    private final Path folder;
    private final Consumer<String> told;

    private Screenshots(Path folder, Consumer<String> told) {
        this.folder = folder;
        this.told = told;
    }

    /**
     * Writes the pictures.
     *
     * @param folder created where it is missing
     * @param scenario what is open in them; absent for a shipped one
     * @param told the name of each finished file
     * @throws MachineException where a picture cannot be written
     */
    static void write(Path folder, @Nullable Path scenario, Consumer<String> told) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MachineException(
                    "--screenshots: the folder '" + folder + "' cannot be created: " + e.getMessage(), e);
        }
        Toolkit.withoutDisplay();
        Toolkit.start();
        new Screenshots(folder, told).all(scenario == null ? Gallery.example() : scenario);
    }

    private void all(Path scenario) {
        for (int[] size : SIZES_PX) {
            MainWindow window = Toolkit.call(() -> {
                MainWindow made = new MainWindow(new Stage(), size[0], size[1]);
                made.view().start().showCards(Card.all(Library.installed()));
                made.show();
                return made;
            });
            for (Theme theme : Theme.values()) {
                Toolkit.call(() -> {
                    window.setTheme(theme);
                    return theme;
                });
                picture(window, name("start", theme, size));
            }
            Toolkit.call(() -> {
                window.open(scenario);
                return scenario;
            });
            await(window);
            Toolkit.call(() -> {
                window.session().plan();
                return true;
            });
            awaitPlan(window);
            Toolkit.call(() -> {
                window.view().machineRuns().look();
                window.view().devices().start();
                window.session().pin();
                return true;
            });
            await(() -> window.view().deviceRuns().progressProperty().get() >= 1);
            sweep(window);
            await(() -> window.view().machineRuns().machineProperty().get() != null);
            TabPane tabs = window.view().tabs();
            for (Theme theme : Theme.values()) {
                for (int t = 0; t < tabs.getTabs().size(); t++) {
                    int tab = t;
                    Toolkit.call(() -> {
                        window.setTheme(theme);
                        tabs.getSelectionModel().select(tab);
                        double lengthS =
                                window.view().time().durationSProperty().get();
                        window.view().time().atSProperty().set(0.6 * lengthS);
                        return tab;
                    });
                    picture(window, name(tabs.getTabs().get(t).getId().replace("tab.", ""), theme, size));
                }
            }
            Toolkit.call(() -> {
                window.close();
                return true;
            });
        }
    }

    /** A small one, whose files nobody keeps. */
    private static void sweep(MainWindow window) {
        Toolkit.call(() -> {
            // only then its points are counted
            TabPane tabs = window.view().tabs();
            tabs.getTabs().stream()
                    .filter(tab -> tab.getContent() == window.view().sweeps())
                    .forEach(tabs.getSelectionModel()::select);
            return true;
        });
        await(() -> window.view().sweepRuns().countedProperty().get().points() > 0);
        Path results = TemporaryFolder.make("framebudget-screenshots");
        try {
            Toolkit.call(() -> {
                window.view().sweepRuns().start(window.view().sweeps().axes(), results);
                return true;
            });
            await(() -> !window.view().sweepRuns().running());
        } finally {
            Folders.delete(results);
        }
    }

    private static String name(String view, Theme theme, int[] size) {
        return view + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0] + "x" + size[1] + ".png";
    }

    /** Until the answer has all its parts, or the patience ends. */
    private static void await(MainWindow window) {
        await(() -> {
            Answer answer = window.session().answerProperty().get();
            return answer != null && window.session().progressProperty().get() >= 1;
        });
    }

    /** Until there is a plan, or none can be made. */
    private static void awaitPlan(MainWindow window) {
        await(() -> {
            Planned planned = window.session().plannedProperty().get();
            return (planned != null && planned.plan() != null)
                    || window.session().problemProperty().get() != null;
        });
    }

    private static void await(Callable<Boolean> done) {
        long endMs = System.currentTimeMillis() + PATIENCE_MS;
        while (System.currentTimeMillis() < endMs) {
            if (Toolkit.call(done)) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void picture(MainWindow window, String name) {
        // twice: what a layout makes room for is placed in the next one
        for (int i = 0; i < 2; i++) {
            Toolkit.call(() -> window.stage().getScene().snapshot(null));
            ChartPane.awaitDrawn();
        }
        BufferedImage image = Toolkit.call(() -> {
            WritableImage drawn = window.stage().getScene().snapshot(null);
            return SwingFXUtils.fromFXImage(drawn, null);
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new MachineException(name + ": cannot be encoded: " + e.getMessage(), e);
        }
        SafeFiles.write(folder.resolve(name), out -> out.write(bytes.toByteArray()));
        told.accept(folder.resolve(name).toString());
    }
}
