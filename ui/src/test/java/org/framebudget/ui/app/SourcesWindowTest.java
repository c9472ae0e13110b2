package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.framebudget.ui.evidence.Topic;
import org.junit.jupiter.api.Test;

/** One step from a number to what it rests on, and from a verdict to what would mend it. */
final class SourcesWindowTest extends WindowTest {
    private String tab() {
        return on(
                () -> window.view().tabs().getSelectionModel().getSelectedItem().getId());
    }

    private Object topic() {
        ComboBox<?> box = node("#evidence-topic", ComboBox.class);
        return on(box::getValue);
    }

    private void press(Node node) {
        on(() -> {
            window.view().tabs().getSelectionModel().select(0);
            node.requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
    }

    @Test
    void aClickOnANumberOrTheSpaceBarShowsTheValuesBehindIt() {
        click(node(".pill-met", Label.class));
        assertEquals("tab.evidence", tab());
        assertEquals(Topic.FRAMES, topic());
        press(node("#power-total", Label.class));
        assertEquals("tab.evidence", tab());
        assertEquals(Topic.POWER, topic());
        TextField search = node("#evidence-search", TextField.class);
        assertEquals("pixel-6", on(() -> search.getText()));
        press(node("#chart-battery .card-title", Label.class));
        assertEquals(Topic.BATTERY, topic());
        press(node("#verdict", Label.class));
        assertEquals(Topic.FRAMES, topic());
    }

    @Test
    void aNumberOfAnotherDeviceOrAPinnedResultLeadsToItsOwnSources() {
        on(() -> {
            window.view().tabs().getSelectionModel().select(3);
            window.view().deviceRuns().start("phone", List.of("raspberry-pi-4"));
            return true;
        });
        await(window.view().deviceRuns().progressProperty(), share -> share.doubleValue() >= 1);
        click(node("#devices .sourced", Label.class));
        assertEquals("tab.evidence", tab());
        assertEquals(Topic.FRAMES, topic());
        Label of = node("#evidence-of", Label.class);
        assertTrue(on(of::getText).contains("raspberry-pi-4"), on(of::getText));
        click(node("#evidence-present", Button.class));
        assertEquals("", on(of::getText));
        on(() -> {
            session().pin();
            window.view().tabs().getSelectionModel().select(2);
            return true;
        });
        List<Node> numbers =
                on(() -> List.copyOf(window.stage().getScene().getRoot().lookupAll("#compare .sourced")));
        click(numbers.get(numbers.size() - 1));
        assertEquals("tab.evidence", tab());
        assertTrue(on(of::getText).contains("the file"), on(of::getText));
    }

    @Test
    void aScenarioThatMissesOffersToFindWhatWouldMeet() {
        Button find = node("#verdict-find", Button.class);
        assertFalse(on(find::isVisible), "nothing needs mending");
        on(() -> {
            session().change("pipelines.people.budget_ms", "1");
            return true;
        });
        awaitDone();
        assertTrue(on(find::isVisible));
        click(find);
        assertEquals("tab.map", tab());
        assertNotNull(
                on(() -> Objects.requireNonNull(session().plannedProperty().get())));
        on(() -> {
            session().cancel();
            return true;
        });
    }

    @Test
    void theLockTakesTheInputAlongWithTheFrame() {
        ToggleButton lock = node("#knob-resolution .knob-lock", ToggleButton.class);
        click(lock);
        ToggleButton other = node("#knob-input .knob-lock", ToggleButton.class);
        assertTrue(on(other::isSelected), "both show it");
        Node slider = node("#knob-resolution .slider", Node.class);
        on(() -> {
            slider.requestFocus();
            return true;
        });
        robot.type(KeyCode.RIGHT);
        awaitRead();
        var changes = on(
                () -> Objects.requireNonNull(session().questionProperty().get()).changes());
        assertEquals("1920", changes.get("cameras.back.width_px"));
        // 224 of 1280 columns is 336 of 1920, in the middle of two stops
        String input = String.valueOf(changes.get("pipelines.people.stages.classify.infer.input"));
        assertTrue(input.equals("320x320") || input.equals("352x352"), input);
    }
}
