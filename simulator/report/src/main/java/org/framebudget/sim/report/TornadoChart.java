package org.framebudget.sim.report;

import java.awt.Color;
import java.util.List;
import org.framebudget.sim.planner.PlanResult;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
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
            ChartStyle.bar(low, i, percent(bar.missFractionNow(), bar.missFractionLow()), y + APART, y + APART);
            ChartStyle.bar(high, i, percent(bar.missFractionNow(), bar.missFractionHigh()), y - APART, y - APART);
            most = Math.max(
                    most,
                    100 * Math.max(bar.missFractionNow(), Math.max(bar.missFractionLow(), bar.missFractionHigh())));
        }
        DefaultXYDataset data = ChartStyle.data();
        data.addSeries("low", low);
        data.addSeries("high", high);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        ChartStyle.bar(renderer, 0, LOW, BAR_PT);
        ChartStyle.bar(renderer, 1, HIGH, BAR_PT);
        NumberAxis x = ChartStyle.axis("missed frames, %");
        x.setRange(0, most * 1.03);
        JFreeChart chart = ChartStyle.lying(data, x, ChartStyle.names(labels, 6.2f), renderer);
        ChartStyle.uprightLine(chart.getXYPlot(), 100 * bars.get(0).missFractionNow(), "", true, Palette.QUIET);
        return chart;
    }

    private static double[] percent(double from, double to) {
        return new double[] {100 * from, 100 * to};
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
