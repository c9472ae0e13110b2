package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import org.framebudget.ui.text.Texts;
import org.framebudget.ui.theme.Theme;
import org.junit.jupiter.api.Test;

/** What the buttons of the toolbar do, and dragging through a run. */
final class ToolbarWindowTest extends WindowTest {
    private double atS() {
        return on(() -> window.view().time().atSProperty().get());
    }

    private Button named(String key) {
        return on(() -> window.view().lookupAll(".button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> Texts.get(key).equals(button.getAccessibleText()))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void theStepButtonMovesAFrameTheThemeButtonChangesTheLookAndADragLooksThroughTheRun() {
        click(named("toolbar.step"));
        assertEquals(1 / 30.0, atS(), 1e-9);
        click(named("toolbar.step"));
        assertEquals(2 / 30.0, atS(), 1e-9);
        click(named("toolbar.theme"));
        assertEquals(Theme.DARK, on(() -> window.view().theme()));
        click(named("toolbar.theme"));
        assertEquals(Theme.LIGHT, on(() -> window.view().theme()));
        Node plot = reveal(node("#chart-latency .plot", Node.class));
        Bounds box = on(() -> plot.localToScreen(plot.getBoundsInLocal()));
        double yPx = box.getCenterY();
        robot.moveTo(box.getMinX() + 0.4 * box.getWidth(), yPx).press(MouseButton.PRIMARY);
        robot.moveTo(box.getMinX() + 0.5 * box.getWidth(), yPx);
        double half = atS();
        robot.moveTo(box.getMinX() + 0.8 * box.getWidth(), yPx);
        double later = atS();
        robot.release(MouseButton.PRIMARY);
        assertTrue(half > 5 && half < 15, "the middle of 20 s, but was " + half);
        assertTrue(later > half + 3, "on to the right, but was " + later);
        assertEquals(
                20, on(() -> window.view().time().toSProperty().get()), "there is nothing to move, so nothing moved");
    }
}
