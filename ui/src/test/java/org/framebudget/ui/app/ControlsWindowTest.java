package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** What the hand does to the scenario. */
final class ControlsWindowTest extends WindowTest {
    private Slider slider(String knob) {
        return node("#knob-" + knob + " .slider", Slider.class);
    }

    /** Of the question, once all that was asked for was read. */
    private Map<String, String> changes() {
        awaitRead();
        return on(
                () -> Objects.requireNonNull(session().questionProperty().get()).changes());
    }

    private void change(String key, String value) {
        on(() -> {
            session().change(key, value);
            return true;
        });
        awaitRead();
    }

    /** Takes the thumb to a share of the track, as a hand does. */
    private void drag(Slider slider, double share) {
        reveal(slider);
        Point2D[] way = on(() -> {
            Bounds track = slider.lookup(".track")
                    .localToScreen(slider.lookup(".track").getBoundsInLocal());
            Bounds thumb = slider.lookup(".thumb")
                    .localToScreen(slider.lookup(".thumb").getBoundsInLocal());
            return new Point2D[] {
                new Point2D(thumb.getCenterX(), thumb.getCenterY()),
                new Point2D(track.getMinX() + share * track.getWidth(), thumb.getCenterY())
            };
        });
        robot.moveTo(way[0]).press(MouseButton.PRIMARY).moveTo(way[1]).release(MouseButton.PRIMARY);
    }

    @Test
    void aListMarksTheValueOfTheScenarioAndItsClosedFieldThatItIsAtAnother() {
        ComboBox<?> list = node("#knob-precision .combo-box", ComboBox.class);
        Node mark = node("#knob-precision .knob-mark", Node.class);
        assertFalse(on(mark::isVisible), "it is at the scenario's value");
        change("pipelines.people.stages.classify.infer.precision", "fp16");
        assertTrue(on(mark::isVisible));
        on(() -> {
            list.show();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
        List<String> marked = on(() -> Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .flatMap(popup -> popup.getScene().getRoot().lookupAll(".list-cell").stream())
                .map(cell -> (ListCell<?>) cell)
                .filter(cell -> cell.getGraphic() != null && cell.getGraphic().isVisible())
                .map(cell -> cell.getText())
                .toList());
        assertEquals(List.of("int8"), marked);
        on(() -> {
            list.hide();
            return true;
        });
        on(() -> {
            session().resetAll();
            return true;
        });
        awaitRead();
        assertFalse(on(mark::isVisible));
    }

    @Test
    void everySliderThatIsDraggedChangesTheScenarioAndBringsANewAnswer() {
        Map<String, String> keys = Map.of(
                "fps", "cameras.back.fps",
                "resolution", "cameras.back.width_px",
                "cameras", "cameras.back.count",
                "motion", "cameras.back.motion_fraction",
                "input", "pipelines.people.stages.classify.infer.input",
                "ambient", "environment.ambient_deg_c",
                "charge", "devices.phone.battery.start_fraction");
        for (String knob : List.of("fps", "resolution", "cameras", "motion", "input", "ambient", "charge")) {
            Answer before = awaitAnswer();
            Slider slider = slider(knob);
            double from = on(() -> slider.getValue() / slider.getMax());
            drag(slider, from > 0.5 ? from - 0.3 : from + 0.3);
            String key = keys.get(knob);
            assertTrue(changes().containsKey(key), knob + " changed " + changes());
            assertNotSame(before, awaitAnswer(), knob);
        }
        assertNull(on(() -> session().problemProperty().get()));
    }

    @Test
    void theArrowKeysMoveASliderByOneStop() {
        Slider fps = slider("fps");
        on(() -> {
            fps.requestFocus();
            return true;
        });
        robot.type(KeyCode.LEFT);
        assertEquals(Map.of("cameras.back.fps", "29"), changes());
    }

    @Test
    void aTypedNumberIsTakenAndResetBringsTheScenariosValueBack() {
        TextField number = node("#knob-fps .knob-number", TextField.class);
        type(number, "24");
        assertEquals(Map.of("cameras.back.fps", "24"), changes());
        assertEquals(24, awaitAnswer().result().streams().get(0).processedFps(), 1);
        Button reset = node("#knob-fps .knob-reset", Button.class);
        assertTrue(on(reset::isVisible));
        click(reset);
        assertEquals(Map.of(), changes());
        assertEquals("30", on(number::getText));
        assertFalse(on(reset::isVisible));
    }

    @Test
    void aNumberThatCannotBeIsToldAndNothingChanges() {
        TextField number = node("#knob-fps .knob-number", TextField.class);
        type(number, "900");
        Label problem = node("#problem", Label.class);
        Node bar = node(".problem-bar", Node.class);
        assertTrue(on(bar::isVisible));
        assertTrue(on(problem::getText).contains("900"), on(problem::getText));
        assertEquals(Map.of(), changes());
        type(number, "many");
        assertTrue(on(problem::getText).contains("'many' is not a number"), on(problem::getText));
        click(node("#problem-close", Button.class));
        assertFalse(on(bar::isVisible));
    }

    private void type(TextField field, String text) {
        on(() -> {
            field.requestFocus();
            field.setText(text);
            return true;
        });
        robot.type(KeyCode.ENTER);
    }

    @Test
    void theMarkStandsAtTheScenariosValueOnceItIsChanged() {
        var mark = node("#knob-ambient .knob-mark", javafx.scene.shape.Rectangle.class);
        assertFalse(on(mark::isVisible));
        Slider ambient = slider("ambient");
        double thumbBefore = on(() -> ambient.lookup(".thumb")
                .localToScene(ambient.lookup(".thumb").getBoundsInLocal())
                .getCenterX());
        change("environment.ambient_deg_c", "40");
        assertTrue(on(mark::isVisible));
        assertEquals(
                thumbBefore, on(() -> mark.localToScene(mark.getBoundsInLocal()).getCenterX()), 1.5);
    }

    @Test
    void theResultBeforeStaysAsAGhostAndResetTakesAllChangesBack() {
        Answer first = awaitAnswer();
        change("cameras.back.fps", "20");
        Answer second = awaitAnswer();
        assertSame(first.result(), on(() -> session().ghostProperty().get().result()));
        assertNotSame(first, second);
        click(node("#reset-all", Button.class));
        assertEquals(Map.of(), changes());
    }

    @Test
    void pinnedResultsStandInTheTable() {
        click(node("#pin", Button.class));
        change("cameras.back.fps", "20");
        awaitAnswer();
        click(node("#pin", Button.class));
        assertEquals(
                List.of("the file", "fps 20"),
                on(() -> session().pins().stream().map(pin -> pin.label()).toList()));
        Label name = node(".pins .label", Label.class);
        assertNotNull(name);
    }

    @Test
    void aLongRunCanBeCancelledAndWhatWasThereStays() throws Exception {
        Answer before = awaitAnswer();
        var file = ShortScenario.longIn(folder);
        assertTrue(on(() -> session().open(file)));
        assertNull(on(() -> session().answerProperty().get()));
        await(session().progressProperty(), share -> share.doubleValue() < 1);
        Button cancel = node("#cancel", Button.class);
        assertTrue(on(() -> cancel.getParent().isVisible()));
        click(cancel);
        await(session().progressProperty(), share -> share.doubleValue() >= 1);
        assertTrue(on(() -> session().answerProperty().get() == null), "the long run was not answered");
        // the window lives
        change("duration_s", "20");
        assertNotSame(before, awaitAnswer());
    }
}
