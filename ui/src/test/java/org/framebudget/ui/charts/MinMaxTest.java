package org.framebudget.ui.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

/** What of many points is drawn. */
final class MinMaxTest {
    private static final int DAY_FRAMES = 24 * 3600 * 30;

    private static double[] places(int count, double step) {
        double[] places = new double[count];
        Arrays.setAll(places, i -> (i + 1) * step);
        return places;
    }

    private static double most(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(Double.NaN);
    }

    @Test
    void theOneSlowFrameOfADayIsAmongTheDrawnPoints() {
        double[] timeS = places(DAY_FRAMES, 1 / 30.0);
        double[] ms = new double[DAY_FRAMES];
        Arrays.fill(ms, 20);
        int slow = 1_234_567;
        ms[slow] = 900;
        ChartModel model = new ChartModel(
                "latency",
                "Latency",
                "ms",
                List.of(new Line("each frame", Ink.BLUE, Shape.LINE, timeS, ms)),
                List.of(),
                "",
                null);
        XYPlot plot =
                TimePlot.of(model, new ChartColours(false), Set.of(), true).getXYPlot();
        plot.getDomainAxis().setRange(0, 86_400);
        ((CurvePlot) plot).sample(620, 100);
        XYDataset drawn = plot.getDataset(0);
        assertTrue(drawn.getItemCount(0) <= 4 * 622, "points: " + drawn.getItemCount(0));
        int seen = 0;
        for (int i = 0; i < drawn.getItemCount(0); i++) {
            if (drawn.getYValue(0, i) == 900) {
                assertEquals(timeS[slow], drawn.getXValue(0, i));
                seen++;
            }
        }
        assertEquals(1, seen);
        assertTrue(plot.getRangeAxis().getUpperBound() > 900, "the axis reaches to it");
    }

    @Test
    void theLowestAndTheLastOfAColumnStayInTheirOrder() {
        double[] x = places(1000, 1);
        double[] y = new double[1000];
        Arrays.fill(y, 5);
        y[40] = -3;
        y[30] = 8;
        double[][] drawn = MinMax.line(x, y, 0, 1000, 10);
        double[] firstColumn = Arrays.stream(drawn[0]).filter(at -> at < 100).toArray();
        assertArrayEquals(new double[] {1, 31, 41, 99}, firstColumn);
        assertEquals(10, most(drawn[0]) / 100, 0.01);
    }

    @Test
    void fewPointsAreDrawnAsTheyAre() {
        double[][] drawn = MinMax.line(places(5, 1), new double[] {1, 2, 3, 4, 5}, 0, 5, 100);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5}, drawn[1]);
    }

    @Test
    void ofAPartTheNeighboursOutsideOfItStayToo() {
        double[][] drawn = MinMax.line(places(100, 1), places(100, 1), 50.5, 52.5, 100);
        assertArrayEquals(new double[] {50, 51, 52, 53}, drawn[0]);
    }

    @Test
    void gapsStayAndAPointBetweenTwoOfThemBecomesADash() {
        double[] y = {Double.NaN, 7, Double.NaN, 1, 2};
        double[][] drawn = MinMax.line(places(5, 1), y, 0, 5, 100);
        assertArrayEquals(new double[] {1, 1.9, 2, 3, 4, 5}, drawn[0], 1e-9);
        assertArrayEquals(new double[] {Double.NaN, 7, 7, Double.NaN, 1, 2}, drawn[1]);
    }

    @Test
    void barsAndAreasKeepTheHighestOfEachColumn() {
        double[] x = places(86_400, 1);
        double[] low = new double[86_400];
        double[] high = new double[86_400];
        high[77_000] = 4;
        double[][] bars = MinMax.bars(x, low, high, 0, 86_400, 300);
        assertTrue(bars[0].length <= 302);
        assertEquals(4, most(bars[3]));
        assertEquals(bars[1][0], bars[0][1], "no gap between two bars");
        assertEquals(4, most(MinMax.area(x, low, high, 0, 86_400, 300)[2]));
    }
}
