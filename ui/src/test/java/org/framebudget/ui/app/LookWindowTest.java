package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.SimpleListProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** Playing, looking and walking through the window. */
final class LookWindowTest extends WindowTest {
    private double atS() {
        return on(() -> window.view().time().atSProperty().get());
    }

    @Test
    void playMovesTheTimeAndPauseHoldsIt() {
        Button play = node("#play", Button.class);
        click(play);
        await(window.view().time().atSProperty(), at -> at.doubleValue() > 0.5);
        await(window.view().playback().runningProperty(), running -> !running);
        assertEquals(20, atS(), 1e-9, "at 60 times the speed it is soon at the end");
        on(() -> {
            window.view().playback().speedProperty().set(0.1);
            return true;
        });
        click(play);
        click(play);
        assertFalse(on(() -> window.view().playback().runningProperty().get()));
        assertTrue(atS() < 20, "from the end it began anew");
    }

    @Test
    void theSpeedButtonGoesThroughTheSpeeds() {
        Button speed = node("#speed", Button.class);
        String before = on(speed::getText);
        click(speed);
        assertEquals("speed 60×", before);
        assertEquals("speed 300×", on(speed::getText));
    }

    @Test
    void aClickIntoAChartLooksAtThatTime() {
        Node plot = node("#chart-latency .plot", Node.class);
        click(plot);
        assertTrue(atS() > 5 && atS() < 15, "the middle of 20 s, but was " + atS());
        robot.type(KeyCode.RIGHT);
        double there = atS();
        robot.type(KeyCode.LEFT);
        assertTrue(atS() < there);
        robot.type(KeyCode.PLUS);
        assertTrue(on(() -> window.view().time().toSProperty().get()
                        - window.view().time().fromSProperty().get())
                < 20);
        robot.type(KeyCode.DIGIT0);
        assertEquals(20, on(() -> window.view().time().toSProperty().get()));
    }

    @Test
    void aClickInTheLegendHidesACurveAndShowsItAgain() {
        Button item = node("#chart-latency .legend-item", Button.class);
        click(item);
        assertEquals(0.4, on(item::getOpacity), 1e-9);
        click(item);
        assertEquals(1, on(item::getOpacity), 1e-9);
    }

    @Test
    void theDistributionZoomsAndHidesLikeTheChartsOverTimeAndLeavesTheTimeAlone() {
        Button item = node("#chart-distribution .legend-item", Button.class);
        click(item);
        assertEquals(0.4, on(item::getOpacity), 1e-9);
        double before = atS();
        click(node("#chart-distribution .plot", Node.class));
        robot.type(KeyCode.PLUS);
        assertEquals(before, atS());
        assertEquals(20, on(() -> window.view().time().toSProperty().get()));
    }

    @Test
    void thePointerOverAChartTellsTheValuesWithTheirUnits() {
        Node plot = reveal(node("#chart-latency .plot", Node.class));
        robot.moveTo(plot);
        WaitForAsyncUtils.waitForFxEvents();
        robot.moveBy(3, 0);
        ObservableList<Window> windows = Window.getWindows();
        await(new SimpleListProperty<>(windows), all -> all.stream().anyMatch(Tooltip.class::isInstance));
        String words = on(() -> windows.stream()
                .filter(Tooltip.class::isInstance)
                .map(tip -> ((Tooltip) tip).getText())
                .findFirst()
                .orElse(""));
        assertTrue(words.matches("(?s)0:\\d\\d\\np99 [0-9.]+.ms\\nlargest .*budget 33.3.ms"), words);
        robot.moveTo(node("#play", Button.class));
    }

    @Test
    void theVerdictTakesOneLineItsReasonsTwoAndBothSayWhatTheReportSays() {
        on(() -> {
            window.stage().setWidth(1024);
            window.stage().setHeight(680);
            return true;
        });
        Label sentence = node("#verdict", Label.class);
        String text = on(() -> Objects.requireNonNull(session().answerProperty().get())
                .verdict()
                .sentence());
        assertEquals(text, on(sentence::getText));
        double linePx = on(() -> sentence.getFont().getSize() * 1.6);
        assertTrue(on(sentence::getHeight) <= linePx, "one line, but is " + on(sentence::getHeight) + " px high");
        Label detail = node("#verdict-detail", Label.class);
        double smallPx = on(() -> detail.getFont().getSize() * 1.5);
        assertTrue(on(detail::getHeight) <= 2 * smallPx, "two lines, but is " + on(detail::getHeight) + " px high");
        String reasons =
                on(() -> Objects.requireNonNull(session().answerProperty().get())
                        .verdict()
                        .detail());
        assertTrue(on(() -> detail.getTooltip().getText()).startsWith(reasons), "the tooltip has all");
    }

    @Test
    void darkAndLightChangeInPlace() {
        Parent root = on(() -> window.stage().getScene().getRoot());
        assertTrue(on(() -> root.getStyleClass().contains("light")));
        on(() -> {
            window.setTheme(org.framebudget.ui.theme.Theme.DARK);
            return true;
        });
        assertTrue(on(() ->
                root.getStyleClass().contains("dark") && !root.getStyleClass().contains("light")));
        on(() -> {
            window.setTheme(org.framebudget.ui.theme.Theme.LIGHT);
            return true;
        });
    }

    @Test
    void tabReachesEveryControlAndEachHasWordsForThoseWhoDoNotSee() {
        List<Node> controls = on(() -> {
            List<Node> found = new ArrayList<>();
            collect(window.stage().getScene().getRoot(), found);
            found.get(0).requestFocus();
            return found;
        });
        assertTrue(controls.size() > 20, "controls: " + controls.size());
        List<String> dumb = on(() -> controls.stream()
                .filter(node -> node.getAccessibleText() == null
                        && !(node instanceof Labeled labeled
                                && labeled.getText() != null
                                && !labeled.getText().isBlank())
                        && (node instanceof Button
                                || node instanceof Slider
                                || node instanceof TextField
                                || node instanceof ComboBox
                                || node.getStyleClass().contains("plot")))
                .map(Object::toString)
                .toList());
        assertEquals(List.of(), dumb);
        Set<Node> reached = new LinkedHashSet<>();
        for (int i = 0; i < 2 * controls.size(); i++) {
            robot.type(KeyCode.TAB);
            reached.add(on(() -> window.stage().getScene().getFocusOwner()));
        }
        List<String> missed = on(() -> controls.stream()
                .filter(node -> !reached.contains(node))
                .map(Object::toString)
                .toList());
        assertEquals(List.of(), missed);
    }

    private static void collect(Node node, List<Node> into) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            into.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }

    @Test
    void theMiddleIsFilledWithCharts() {
        Bounds plot = on(() -> {
            Node node = window.stage().getScene().getRoot().lookup("#chart-latency .plot");
            return node.localToScene(node.getBoundsInLocal());
        });
        assertTrue(plot.getWidth() > 500 && plot.getHeight() > 60, plot.toString());
    }
}
