package org.framebudget.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Predicate;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/** A sign for every combination of frame rate and input, told apart by form and not by colour alone. */
final class FeasibilityChart {
    private static final int ROW_MM = 6;
    private static final int AXIS_MM = 13;
    private static final int LEFT_MM = 20;
    private static final int COLUMN_MM = 14;

    private final FeasibilityMap map;
    private final DefaultXYDataset data = ChartStyle.data();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    private final Legend legend = new Legend();

    private FeasibilityChart(FeasibilityMap map) {
        this.map = map;
    }

    static int heightMm(FeasibilityMap map) {
        return AXIS_MM + ROW_MM * map.inputs().size();
    }

    /** Legend and chart. */
    static String html(FeasibilityMap map, ChartBook charts) {
        int widthMm =
                Math.min(182, LEFT_MM + COLUMN_MM * Math.max(4, map.rates().size()));
        return html(map, charts, widthMm, heightMm(map));
    }

    /** The same in a given size. */
    static String html(FeasibilityMap map, ChartBook charts, int widthMm, int heightMm) {
        return new FeasibilityChart(map).draw(charts, widthMm, heightMm);
    }

    private String draw(ChartBook charts, int widthMm, int heightMm) {
        boolean steady = map.steady();
        kind(
                FeasibilityMap.Kind.BOTH,
                new Ellipse2D.Double(-3.4, -3.4, 6.8, 6.8),
                true,
                Palette.GREEN,
                "●",
                steady
                        ? "meets all objectives, in the first minute and sustained"
                        : "meets all objectives in the first minute");
        kind(
                FeasibilityMap.Kind.BURST_ONLY,
                new Ellipse2D.Double(-3.1, -3.1, 6.2, 6.2),
                false,
                Palette.ORANGE,
                "○",
                "in the first minute only");
        kind(
                FeasibilityMap.Kind.SUSTAINED_ONLY,
                triangle(),
                false,
                Palette.BLUE,
                "△",
                "sustained, but not in the first minute");
        kind(FeasibilityMap.Kind.NEITHER, cross(), false, Palette.RED, "×", "fails");
        own();
        SymbolAxis x = axis(
                "frames per second", map.rates().stream().map(Numbers::plain).toList());
        SymbolAxis y = axis(
                "input, px", map.inputs().stream().map(FeasibilityMap::text).toList());
        y.setLabelInsets(new RectangleInsets(0, 0, 0, 2));
        JFreeChart chart = ChartStyle.chart(data, x, y, renderer);
        XYPlot plot = chart.getXYPlot();
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(Palette.stroke(0.5f));
        return legend.html()
                + charts.add(
                        chart,
                        "Frame rates and inputs of " + map.pipeline() + " that meet all objectives. " + map.sentence(),
                        widthMm,
                        heightMm);
    }

    private void kind(FeasibilityMap.Kind kind, Shape shape, boolean filled, Color colour, String sign, String name) {
        if (map.has(kind)) {
            series(kind.name(), shape, filled, colour, point -> FeasibilityMap.Kind.of(point) == kind);
            legend.sign(sign, colour, name);
        }
    }

    /** A frame around the scenario itself. */
    private void own() {
        series(
                "own",
                new Rectangle2D.Double(-6, -6, 12, 12),
                false,
                Palette.INK,
                point -> point.fps() == map.ownFps() && point.input().equals(map.ownInput()));
        legend.sign("□", Palette.INK, "the scenario as it stands");
    }

    private void series(String key, Shape shape, boolean filled, Color colour, Predicate<FrontierPoint> which) {
        List<FrontierPoint> points = map.points().stream().filter(which).toList();
        double[][] at = new double[2][points.size()];
        for (int i = 0; i < points.size(); i++) {
            at[0][i] = map.rates().indexOf(points.get(i).fps());
            at[1][i] = map.inputs().indexOf(points.get(i).input());
        }
        int series = data.getSeriesCount();
        data.addSeries(key, at);
        renderer.setSeriesShape(series, shape);
        renderer.setSeriesShapesFilled(series, filled);
        renderer.setSeriesPaint(series, colour);
        renderer.setSeriesOutlineStroke(series, new BasicStroke(1.1f));
        renderer.setSeriesStroke(series, new BasicStroke(1.1f));
    }

    private static Shape cross() {
        Path2D cross = new Path2D.Double();
        cross.moveTo(-2, -2);
        cross.lineTo(2, 2);
        cross.moveTo(-2, 2);
        cross.lineTo(2, -2);
        return cross;
    }

    private static Shape triangle() {
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(-3.2, 2.6);
        triangle.lineTo(3.2, 2.6);
        triangle.lineTo(0, -3.2);
        triangle.closePath();
        return triangle;
    }

    private static SymbolAxis axis(String label, List<String> names) {
        SymbolAxis axis = new SymbolAxis(
                PlanFonts.drawable(label),
                names.stream().map(PlanFonts::drawable).toArray(String[]::new));
        ChartStyle.styled(axis);
        axis.setNumberFormatOverride(null);
        axis.setTickLabelPaint(Palette.INK);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setRange(-0.6, names.size() - 0.4);
        return axis;
    }
}
