package org.framebudget.ui.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.scenarios.Library;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

class CardTest {
    @Test
    void everyShippedScenarioHasAQuestionASentenceAndASketch() {
        List<Card> cards = Card.all(Library.installed());
        assertEquals(
                Library.installed().entries().stream().map(Library.Entry::name).toList(),
                cards.stream().map(Card::name).toList());
        for (Card card : cards) {
            assertTrue(card.question().length() > 20, card.name());
            assertTrue(card.sentence().matches("[^`*|]{20,400}[.?!]"), card.name() + ": " + card.sentence());
            Sketch sketch = card.sketch();
            assertNotNull(sketch, card.name());
            assertFalse(sketch.lines().isEmpty(), card.name());
            for (Sketch.Line line : sketch.lines()) {
                assertTrue(
                        line.camera() < sketch.cameras().size()
                                && line.unit() < sketch.units().size(),
                        card.name());
            }
        }
    }

    @Test
    void aShortFirstSentenceTakesTheNextOneAlong() {
        assertEquals(
                "No. In the first minute the Pixel 6 is the fastest, by 1.5 ms.",
                Card.sentence("# Which?\n\nNo. In the *first* minute the [Pixel 6](../a/README.md) is the\n"
                        + "fastest, by 1.5 ms:\n\n| a | b |"));
        assertEquals("", Card.sentence("# Only a heading\n"));
    }

    @Test
    void manyCamerasAreDrawnAsOneRow() {
        StringBuilder text = new StringBuilder("""
                schema: framebudget/scenario/v1
                name: Many
                duration_s: 20
                devices: [{id: box, profile: raspberry-pi-4}]
                cameras:
                """);
        for (int i = 0; i < 9; i++) {
            text.append("  - {id: c")
                    .append(i)
                    .append(", device: box, width_px: 640, height_px: 480, fps: 5, count: 2}\n");
        }
        text.append("pipelines:\n");
        text.append("  - {id: p, cameras: [c0, c8], budget_ms: 200, stages: [{id: a, preprocess: {unit: cpu}}]}\n");
        Sketch sketch = Sketch.of(ScenarioReader.read(text.toString(), "a.yaml", Path.of("."), List.of(), null));
        assertEquals(List.of("2 × 5 fps", "2 × 5 fps", "2 × 5 fps", "+ 12"), sketch.cameras());
        assertEquals(List.of("cpu"), sketch.units());
        assertEquals(List.of(new Sketch.Line(0, 0), new Sketch.Line(3, 0)), sketch.lines());
    }

    @Test
    void searchTakesAnyOrderOfWords() {
        Card card = new Card("a-b", "Does a Phone keep up?", "No.", Path.of("a"), null);
        assertTrue(card.has("keep  phone"));
        assertFalse(card.has("phone camera"));
    }
}
