package org.framebudget.ui.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.text.AttributedString;
import java.text.CharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogTick;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How charts are scaled and labelled. */
final class TimePlotTest {
    private static ValueAxis values(ChartModel model, Set<String> hidden) {
        return TimePlot.of(model, new ChartColours(false), hidden, true)
                .getXYPlot()
                .getRangeAxis();
    }

    private static List<String> labels(ValueAxis axis, double heightPx) {
        Graphics2D g2 = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        List<String> labels = new ArrayList<>();
        for (Object tick : axis.refreshTicks(
                g2, new AxisState(), new Rectangle2D.Double(0, 0, 500, heightPx), RectangleEdge.RIGHT)) {
            String text = tick instanceof LogTick log ? text(log.getAttributedLabel()) : ((Tick) tick).getText();
            if (!text.isEmpty()) {
                labels.add(text.replace('\u202f', ' '));
            }
        }
        return labels;
    }

    private static String text(@Nullable AttributedString label) {
        StringBuilder text = new StringBuilder();
        if (label != null) {
            CharacterIterator letters = label.getIterator();
            for (char c = letters.first(); c != CharacterIterator.DONE; c = letters.next()) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static ChartModel misses(double fullScale) {
        double[] timeS = {1, 2};
        return new ChartModel(
                "misses",
                "Misses",
                "/s",
                List.of(new Line("late", Ink.ORANGE, Shape.BARS, timeS, new double[] {0, fullScale / 1.1})),
                List.of(),
                "",
                fullScale);
    }

    @Test
    void aThinChartStillSaysHowHighItIs() {
        assertEquals(List.of("0 /s", "3 /s"), labels(values(misses(3.3), Set.of()), 24));
        assertEquals(List.of("0 /s", "30 /s"), labels(values(misses(36), Set.of()), 26));
    }

    @Test
    void aLogarithmicAxisHasPowersOfTen() {
        assertEquals(List.of("1", "10", "100", "1000"), labels(values(Samples.distribution(), Set.of()), 100));
    }

    @Test
    void theAxisReachesOverAllThatIsStackedAndShrinksWithWhatIsHidden() {
        double all = values(Samples.power(), Set.of("before")).getUpperBound();
        assertEquals(2.5 * 1.16, all, 1e-9, "to the limit");
        double stacked = values(Samples.power(), Set.of("before", "limit", "clock steps"))
                .getUpperBound();
        assertEquals(2.1 * 1.08, stacked, 1e-9, "two parts on each other");
        assertEquals(
                1.1 * 1.08,
                values(Samples.power(), Set.of("before", "limit", "clock steps", "npu"))
                        .getUpperBound(),
                1e-9);
    }
}
