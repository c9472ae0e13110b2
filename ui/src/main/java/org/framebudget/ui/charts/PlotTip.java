package org.framebudget.ui.charts;

import java.util.function.DoubleFunction;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
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
            tip.setAnchorX(screenX + AWAY_PX);
            tip.setAnchorY(screenY + AWAY_PX);
        } else {
            wait.playFromStart();
        }
    }

    private void show() {
        if (plot.isHover() && plot.getScene() != null && plot.getScene().getWindow() != null) {
            tip.show(plot, screenX + AWAY_PX, screenY + AWAY_PX);
        }
    }

    private void hide() {
        wait.stop();
        tip.hide();
    }
}
