package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.framebudget.ui.session.ShortScenario;
import org.framebudget.ui.text.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thirty-two streams with names that are longer than there is room, in the smallest window. */
final class LongNamesWindowTest extends WindowTest {
    private static final String LONG = "above-the-north-entrance-of-the-hall-behind-the-ramp";

    private static String text() {
        StringBuilder cameras = new StringBuilder("cameras:\n");
        StringBuilder pipelines = new StringBuilder("pipelines:\n");
        for (int i = 0; i < 32; i++) {
            cameras.append("  - {id: c")
                    .append(i)
                    .append('-')
                    .append(LONG)
                    .append(", device: box-")
                    .append(LONG);
            cameras.append(", powered_by: own, width_px: 640, height_px: 480, fps: 2}\n");
            pipelines
                    .append("  - {id: p")
                    .append(i)
                    .append('-')
                    .append(LONG)
                    .append(", camera: c")
                    .append(i);
            pipelines
                    .append('-')
                    .append(LONG)
                    .append(", budget_ms: 300, stages: [{id: find-")
                    .append(LONG);
            pipelines.append(", infer: {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}}]}\n");
        }
        String head = ShortScenario.TEXT.substring(0, ShortScenario.TEXT.indexOf("devices:"));
        return head.replace("duration_s: 20", "duration_s: 4").replace("Twenty seconds", "二十秒 Überwachung 😀 " + LONG)
                + "devices: [{id: box-" + LONG + ", profile: raspberry-pi-4}]\n" + cameras + pipelines
                + "slo: {miss_fraction_max: 0.01}\n";
    }

    @Override
    @BeforeEach
    void openTheWindow() throws IOException {
        Path file = Files.writeString(folder.resolve("long " + LONG + ".yaml"), text());
        window = Toolkit.call(() -> {
            MainWindow made = new MainWindow(new Stage(), 1024, 680);
            made.show();
            made.open(file);
            return made;
        });
        robot.targetWindow(window.stage());
        awaitDone();
    }

    @Test
    void thePageIsNoWiderThanItsPlaceAndNumbersStayWhole() {
        assertEquals(
                32, on(() -> session().answerProperty().get().result().streams().size()));
        for (String view : new String[] {"tab.live", "tab.devices", "tab.sweep", "tab.evidence"}) {
            on(() -> {
                window.view().tabs().getTabs().stream()
                        .filter(tab -> view.equals(tab.getId()))
                        .forEach(window.view().tabs().getSelectionModel()::select);
                return true;
            });
            Node content = on(() ->
                    window.view().tabs().getSelectionModel().getSelectedItem().getContent());
            double[] widths = on(() -> {
                window.stage().getScene().getRoot().applyCss();
                window.stage().getScene().getRoot().layout();
                ScrollPane pane = (ScrollPane) content;
                return new double[] {
                    pane.getContent().getLayoutBounds().getWidth(),
                    pane.getViewportBounds().getWidth()
                };
            });
            assertTrue(widths[0] <= widths[1] + 1, view + ": " + widths[0] + " of " + widths[1]);
        }
        Label total = node("#power-total", Label.class);
        assertTrue(on(() -> total.prefWidth(-1) - total.getWidth()) < 1, "the watts are whole");
        Label last = on(() -> window.view().tabs().lookupAll(".tab-label").stream()
                .map(Label.class::cast)
                .filter(label -> Texts.get("tab.evidence").equals(label.getText()))
                .findFirst()
                .orElseThrow());
        Bounds tab = on(() -> last.localToScene(last.getBoundsInLocal()));
        Bounds pane =
                on(() -> window.view().tabs().localToScene(window.view().tabs().getBoundsInLocal()));
        assertTrue(tab.getMaxX() <= pane.getMaxX(), "all tabs are there: " + tab + " of " + pane);
    }
}
