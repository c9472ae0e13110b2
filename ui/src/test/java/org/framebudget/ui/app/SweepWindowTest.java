package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import org.framebudget.ui.charts.ChartExport;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sweep from its fields to a point that is opened. */
final class SweepWindowTest extends WindowTest {
    @Override
    @BeforeEach
    void openTheWindow() throws IOException {
        Path file = ShortScenario.in(folder);
        Path results = folder.resolve("results of a sweep");
        openTheWindow(file, new NoFiles() {
            @Override
            public Optional<Path> folder() {
                return Optional.of(results);
            }
        });
        on(() -> {
            window.view().tabs().getTabs().stream()
                    .filter(tab -> "tab.sweep".equals(tab.getId()))
                    .forEach(window.view().tabs().getSelectionModel()::select);
            return true;
        });
        await(window.view().sweepRuns().countedProperty(), counted -> counted.points() > 0);
    }

    private void type(TextField field, String text) {
        on(() -> {
            field.setText(text);
            return true;
        });
    }

    @Test
    void theNumberOfPointsIsThereBeforeTheyRunAndACellBecomesTheScenario() {
        Label points = node("#sweep-points", Label.class);
        assertTrue(on(points::getText).startsWith("9 points"), on(points::getText));
        type(node(".sweep-values", TextField.class), "10, 20");
        await(window.view().sweepRuns().countedProperty(), counted -> counted.points() == 6);
        assertTrue(on(points::getText).startsWith("6 points"), on(points::getText));
        type(node(".sweep-values", TextField.class), "20 to 10 step 1");
        await(
                window.view().sweepRuns().countedProperty(),
                counted -> !counted.problem().isEmpty());
        assertTrue(on(points::getText).startsWith("Frame rate: "), on(points::getText));
        Button start = node("#sweep-start", Button.class);
        assertTrue(on(start::isDisabled));
        type(node(".sweep-values", TextField.class), "10, 20");
        await(window.view().sweepRuns().countedProperty(), counted -> counted.points() == 6);
        click(start);
        await(window.view().sweepRuns().doingProperty(), words -> words.startsWith("6 points are in "));
        assertTrue(Files.isRegularFile(folder.resolve("results of a sweep").resolve("sweep.yaml")));
        GridPane map = node("#sweep-map", GridPane.class);
        List<Button> cells = on(() -> map.getChildren().stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .toList());
        assertEquals(6, cells.size());
        on(() -> {
            cells.get(0).requestFocus();
            return true;
        });
        Label words = node("#sweep-cell", Label.class);
        assertTrue(on(words::getText).startsWith("Frame rate 10, Ambient 35 · "), on(words::getText));
        robot.type(KeyCode.RIGHT);
        assertTrue(on(words::getText).startsWith("Frame rate 20, Ambient 35 · "), "the arrow keys walk through it");
        robot.type(KeyCode.SPACE);
        awaitRead();
        assertEquals(
                "tab.live",
                on(() -> window.view()
                        .tabs()
                        .getSelectionModel()
                        .getSelectedItem()
                        .getId()));
        var changes = on(
                () -> Objects.requireNonNull(session().questionProperty().get()).changes());
        assertEquals("20", changes.get("cameras.back.fps"));
        assertEquals("35", changes.get("environment.ambient_deg_c"));
    }

    @Test
    void aPointOfTheBestCompromisesIsReachedByTheKeyboardAndOpens() {
        click(node("#sweep-start", Button.class));
        await(window.view().sweepRuns().progressProperty(), share -> share.doubleValue() >= 1);
        await(window.view().sweepRuns().doingProperty(), words -> words.startsWith("9 points are in "));
        Node point = reveal(node(".front-point", Node.class));
        assertTrue(on(() -> point.getAccessibleText().contains("Frame rate")));
        on(() -> {
            point.requestFocus();
            return true;
        });
        Label words = node("#sweep-front-words", Label.class);
        assertTrue(on(words::getText).startsWith("Frame rate "), on(words::getText));
        robot.type(KeyCode.SPACE);
        awaitRead();
        assertTrue(on(() -> Objects.requireNonNull(session().questionProperty().get())
                .changes()
                .containsKey("seed")));
        Label old = node("#sweep-old", Label.class);
        assertFalse(on(old::isVisible), "it is the same scenario");
    }

    @Test
    void mapAndBestCompromisesAreWrittenFromTheirMenus() throws IOException {
        click(node("#sweep-start", Button.class));
        await(window.view().sweepRuns().doingProperty(), words -> words.startsWith("9 points are in "));
        List<String> asked = new ArrayList<>();
        on(() -> {
            // instead of the desktop's chooser
            window.view().addEventFilter(ChartExport.ASKED, event -> {
                String name = event.file().file(event.format());
                asked.add(name);
                event.file().write(event.format(), folder.resolve(name));
                event.consume();
            });
            return true;
        });
        for (String of : List.of("sweep-map", "sweep-front")) {
            MenuItem csv = item(node("#" + of + "-menu", Button.class), "chart-csv");
            on(() -> {
                csv.fire();
                csv.getParentPopup().hide();
                return true;
            });
        }
        assertEquals(
                10, Files.readAllLines(folder.resolve("sweep-map.csv")).size(), "one line a cell, and their names");
        int best = (int) Files.readAllLines(folder.resolve("sweep-front.csv")).stream()
                .filter(line -> line.contains(",true,true,") || line.contains(",false,true,"))
                .count();
        int drawn = on(() -> robot.lookup(".front-point").queryAll().size());
        assertEquals(drawn, best);
        assertTrue(best > 0);
        assertEquals(List.of("sweep-map.csv", "sweep-front.csv"), asked);
    }

    /** Of the menu that a button opens. */
    private MenuItem item(Button button, String id) {
        click(button);
        return on(() -> Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow());
    }
}
