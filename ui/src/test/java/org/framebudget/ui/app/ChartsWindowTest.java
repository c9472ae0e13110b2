package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.theme.Theme;
import org.junit.jupiter.api.Test;

/** Charts are drawn beside the window's thread and come into the window when they are done. */
final class ChartsWindowTest extends WindowTest {
    /** The points of a chart as it is in the window, once all that was asked for is drawn. */
    private int[] drawn(String chart) {
        on(() -> {
            window.stage().getScene().getRoot().layout();
            return true;
        });
        ChartPane.awaitDrawn();
        return on(() -> {
            Image image =
                    ((ImageView) window.view().lookup(chart).lookup(".plot").lookup("ImageView")).getImage();
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            int[] points = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), points, 0, width);
            return points;
        });
    }

    /** Whether some point is nearly of this colour: what is thin or translucent has it nowhere wholly. */
    private static boolean has(int[] points, int argb) {
        return Arrays.stream(points)
                .anyMatch(point -> near(point >> 16, argb >> 16) && near(point >> 8, argb >> 8) && near(point, argb));
    }

    private static boolean near(int one, int other) {
        return Math.abs((one & 0xFF) - (other & 0xFF)) < 64;
    }

    private List<Node> legend() {
        return on(() -> new ArrayList<>(window.view().lookup("#chart-latency").lookupAll(".legend-item")));
    }

    @Test
    void aHiddenLineIsNotDrawnAndStaysHiddenWhileThingsChange() {
        int budget = new ChartColours(false).of(Ink.RED).getRGB();
        assertTrue(has(drawn("#chart-latency"), budget), "the budget line");
        List<Node> before = legend();
        Button item = (Button) before.stream()
                .filter(node -> ((Button) node).getText().startsWith("budget"))
                .findFirst()
                .orElseThrow();
        on(() -> {
            item.fire();
            return true;
        });
        assertFalse(has(drawn("#chart-latency"), budget));
        Answer first = awaitAnswer();
        on(() -> {
            session().change("environment.ambient_deg_c", "40");
            return true;
        });
        awaitRead();
        assertNotSame(first, awaitAnswer());
        assertFalse(has(drawn("#chart-latency"), budget), "after another answer");
        assertTrue(legend().containsAll(before), "its items are the same ones");
        on(() -> {
            item.fire();
            return true;
        });
        assertTrue(has(drawn("#chart-latency"), budget));
    }

    @Test
    void anotherThemeIsDrawnOnItsOwnGround() {
        assertEquals(new ChartColours(false).ground().getRGB(), drawn("#chart-power")[0]);
        on(() -> {
            window.setTheme(Theme.DARK);
            return true;
        });
        int[] dark = drawn("#chart-power");
        assertEquals(new ChartColours(true).ground().getRGB(), dark[0]);
        assertTrue(has(dark, new ChartColours(true).of(Ink.GREEN).getRGB()), "the curve");
    }
}
