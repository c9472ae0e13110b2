package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.framebudget.ui.charts.ChartPane;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Screens at 100, 150 and 200 %, as far as one can be had without them: the window is told the scale it renders at, which is
 * what a screen tells it, but no screen shows it.
 */
final class ScalingWindowTest extends WindowTest {
    private static final double[] SCALES = {1, 1.5, 2};

    /** What is never shortened. */
    private static final List<String> WHOLE = List.of(
            ".app-name",
            ".menu-button",
            ".tab-label",
            ".heading",
            ".chart .card-title",
            ".pill",
            ".legend-item",
            ".button");

    private void size(double scale, double widthPx, double heightPx) {
        on(() -> {
            Stage stage = window.stage();
            stage.setRenderScaleX(scale);
            stage.setRenderScaleY(scale);
            stage.setWidth(widthPx);
            stage.setHeight(heightPx);
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
        ChartPane.awaitDrawn();
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void chartsHaveThePointsOfTheScreenAtEachScale() {
        for (double scale : SCALES) {
            // another size than before, so that all is laid out anew
            size(scale, 1100 + 20 * scale, 740);
            Region plot = node("#chart-latency .plot", Region.class);
            ImageView curves =
                    on(() -> (ImageView) plot.getChildrenUnmodifiable().get(0));
            assertEquals(
                    on(() -> plot.getWidth() * scale),
                    on(() -> curves.getImage().getWidth()),
                    1,
                    "at " + scale);
            assertEquals(on(plot::getWidth), on(curves::getFitWidth), 1, "at " + scale);
        }
    }

    @Test
    void noWordThatMustBeWholeIsCutInTheSmallestWindowAtAnyScale() {
        for (double scale : SCALES) {
            // the front of each view is looked at once, that of the first one at every scale
            int views = scale == 2 ? on(() -> window.view().tabs().getTabs().size()) : 1;
            for (int tab = 0; tab < views; tab++) {
                int front = tab;
                on(() -> {
                    window.view().tabs().getSelectionModel().select(front);
                    return true;
                });
                size(scale, 1024, 680);
                List<Labeled> seen = on(this::seen);
                assertTrue(seen.size() > 20, seen.size() + " at " + scale);
                List<String> cut = on(() -> seen.stream()
                        .filter(text -> text.prefWidth(-1) - text.getWidth() >= 1)
                        .map(Labeled::getText)
                        .toList());
                assertEquals(List.of(), cut, "at " + scale);
            }
        }
    }

    private List<Labeled> seen() {
        Node root = window.stage().getScene().getRoot();
        return WHOLE.stream()
                .flatMap(selector -> root.lookupAll(selector).stream())
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(ScalingWindowTest::isSeen)
                .toList();
    }

    private static boolean isSeen(Labeled text) {
        for (Node up = text; up != null; up = up.getParent()) {
            if (!up.isVisible()) {
                return false;
            }
        }
        return !text.isWrapText() && text.getText() != null && !text.getText().isEmpty() && text.getWidth() > 0;
    }
}
