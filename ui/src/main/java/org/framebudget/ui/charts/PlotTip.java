package org.framebudget.ui.charts;

import java.util.function.DoubleFunction;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.stage.PopupWindow.AnchorLocation;
import javafx.stage.Window;
import javafx.util.Duration;

/** The values under the pointer, in a small box that follows it. */
final class PlotTip {
    private static final double AWAY_PX = 14;

    private final Node plot;
    private final DoubleFunction<String> words;
    private final Tooltip tip = new Tooltip();
    private final PauseTransition wait = new PauseTransition(Duration.millis(250));
    private double screenX;
    private double screenY;

    private PlotTip(Node plot, DoubleFunction<String> words) {
        this.plot = plot;
        this.words = words;
        wait.setOnFinished(event -> show());
    }

    /**
     * Watches the pointer.
     *
     * @param words what to say at a place, in pixels from the left
     */
    static void install(Node plot, DoubleFunction<String> words) {
        PlotTip tip = new PlotTip(plot, words);
        plot.addEventHandler(MouseEvent.MOUSE_MOVED, tip::moved);
        plot.addEventHandler(MouseEvent.MOUSE_EXITED, event -> tip.hide());
        plot.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> tip.hide());
    }

    private void moved(MouseEvent event) {
        screenX = event.getScreenX();
        screenY = event.getScreenY();
        tip.setText(words.apply(event.getX()));
        if (tip.isShowing()) {
            place();
        } else {
            wait.playFromStart();
        }
    }

    private void show() {
        if (plot.isHover() && plot.getScene() != null && plot.getScene().getWindow() != null) {
            tip.show(plot, screenX, screenY);
            place();
        }
    }

    /** On the side of the pointer that has more room: a box under the pointer would take the pointer from the plot. */
    private void place() {
        Window window = plot.getScene().getWindow();
        boolean left = screenX > window.getX() + 0.6 * window.getWidth();
        boolean above = screenY > window.getY() + 0.6 * window.getHeight();
        tip.setAnchorLocation(
                above
                        ? left ? AnchorLocation.CONTENT_BOTTOM_RIGHT : AnchorLocation.CONTENT_BOTTOM_LEFT
                        : left ? AnchorLocation.CONTENT_TOP_RIGHT : AnchorLocation.CONTENT_TOP_LEFT);
        tip.setAnchorX(screenX + (left ? -AWAY_PX : AWAY_PX));
        tip.setAnchorY(screenY + (above ? -AWAY_PX : AWAY_PX));
    }

    private void hide() {
        wait.stop();
        tip.hide();
    }
}
