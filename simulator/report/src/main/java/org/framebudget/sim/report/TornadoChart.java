package org.framebudget.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.framebudget.sim.planner.PlanResult;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Missed frames at both ends of the range of each parameter, the strongest above: two bars from what is missed now. */
final class TornadoChart {
    private static final float BAR_PT = 4.2f;
    private static final double APART = 0.19;
    private static final int LABEL_MAX = 62;
    private static final Color LOW = Palette.SKY;
    private static final Color HIGH = Palette.INK;

    private TornadoChart() {}

    static int heightMm(int bars) {
        return 14 + 6 * bars;
    }

    /** @param bars strongest first, at least one */
    static JFreeChart of(List<PlanResult.Sensitivity> bars) {
        int count = bars.size();
        String[] labels = new String[count];
        double[][] low = new double[2][3 * count];
        double[][] high = new double[2][3 * count];
        double most = 0;
        for (int i = 0; i < count; i++) {
            PlanResult.Sensitivity bar = bars.get(i);
            int y = count - 1 - i;
            ParameterLabel label = ParameterLabel.of(bar.parameter());
            labels[y] = PlanFonts.drawable(shortened(label.name()) + ", " + label.range(bar.low(), bar.high()));
            fill(low, i, bar.missFractionNow(), bar.missFractionLow(), y + APART);
            fill(high, i, bar.missFractionNow(), bar.missFractionHigh(), y - APART);
            most = Math.max(
                    most,
                    100 * Math.max(bar.missFractionNow(), Math.max(bar.missFractionLow(), bar.missFractionHigh())));
        }
        DefaultXYDataset data = ChartStyle.data();
        data.addSeries("low", low);
        data.addSeries("high", high);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        bars(renderer, 0, LOW);
        bars(renderer, 1, HIGH);
        NumberAxis x = ChartStyle.axis("missed frames, %");
        x.setRange(0, most * 1.03);
        SymbolAxis y = new SymbolAxis(null, labels);
        y.setTickLabelFont(PlanFonts.sans(6.2f));
        y.setTickLabelPaint(Palette.INK);
        y.setGridBandsVisible(false);
        y.setAxisLinePaint(Palette.QUIET);
        y.setTickMarksVisible(false);
        y.setRange(-0.6, count - 0.4);
        JFreeChart chart = ChartStyle.chart(data, x, y, renderer);
        XYPlot plot = chart.getXYPlot();
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Palette.GRID);
        ChartStyle.uprightLine(plot, 100 * bars.get(0).missFractionNow(), "", true, Palette.QUIET);
        return chart;
    }

    private static void bars(XYLineAndShapeRenderer renderer, int series, Color colour) {
        renderer.setSeriesPaint(series, colour);
        renderer.setSeriesStroke(series, new BasicStroke(BAR_PT, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }

    /** Two ends of a bar and a gap. */
    private static void fill(double[][] points, int bar, double from, double to, double y) {
        points[0][3 * bar] = 100 * from;
        points[0][3 * bar + 1] = 100 * to;
        points[0][3 * bar + 2] = Double.NaN;
        for (int k = 0; k < 3; k++) {
            points[1][3 * bar + k] = k == 2 ? Double.NaN : y;
        }
    }

    private static String shortened(String name) {
        return name.length() <= LABEL_MAX
                ? name
                : name.substring(0, LABEL_MAX / 2) + "…" + name.substring(name.length() - LABEL_MAX / 2);
    }

    static String legend() {
        return new Legend()
                .area(LOW, "at the low end of its range")
                .area(HIGH, "at the high end")
                .marker(Palette.QUIET, "with every value as it is")
                .html();
    }
}
