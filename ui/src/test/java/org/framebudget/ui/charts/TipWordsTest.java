package org.framebudget.ui.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.framebudget.ui.charts.ChartModel.Mark;
import org.junit.jupiter.api.Test;

/** What a chart says under the pointer. */
final class TipWordsTest {
    private static String words(ChartModel model, Set<String> hidden, double at) {
        return TipWords.of(model, hidden, at, 0.1).replace('\u202f', ' ');
    }

    @Test
    void everyShownValueIsThereWithItsUnit() {
        assertEquals("0:02\nnpu 0.5 W\ncamera 1.1 W\nbefore 3 W\nlimit 2.5 W", words(Samples.power(), Set.of(), 2));
        assertEquals("0:02\nnpu 0.5 W\nlimit 2.5 W", words(Samples.power(), Set.of("camera", "before"), 2));
    }

    @Test
    void aStepNearThePointerSaysWhatChanged() {
        assertTrue(words(Samples.power(), Set.of(), 1.45).endsWith("\n0:01 npu 1000 to 600 MHz"));
        List<Mark> many = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            many.add(new Mark(1, Ink.QUIET, "clock steps", "step " + i));
        }
        assertTrue(words(Samples.power().with(many), Set.of(), 1).endsWith("step 2\nand 4 more"));
    }

    @Test
    void ofADistributionTheBinIsNamedByBothEnds() {
        assertEquals(
                "20 ms to 30 ms\nin time 0\nover budget 3\nbudget 20 ms", words(Samples.distribution(), Set.of(), 25));
    }
}
