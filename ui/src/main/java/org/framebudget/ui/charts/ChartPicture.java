package org.framebudget.ui.charts;

import java.awt.Color;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import org.framebudget.ui.text.Texts;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.XYPlot;

/** Curves as a picture that stands alone. */
final class ChartPicture {
    private ChartPicture() {}

    /** With what stands on the card around the curves in the window. */
    static JFreeChart chart(ChartShot shot) {
        ChartModel model = shot.model();
        JFreeChart chart = TimePlot.of(model, shot.colours(), shot.hidden(), true);
        XYPlot plot = chart.getXYPlot();
        plot.getDomainAxis().setRange(shot.from(), shot.to());
        plot.setFixedDomainAxisSpace(null);
        boolean ofTime = model.axis().equals(ChartModel.Axis.TIME);
        plot.getDomainAxis()
                .setLabel(
                        ofTime
                                ? Texts.get("chart.axis.time")
                                : Texts.get(
                                        "chart.axis",
                                        model.axis().name(),
                                        model.axis().unit()));
        String words = model.note().isEmpty() ? model.title() : model.title() + " – " + model.note();
        StandAlone.dress(chart, words, legend(shot), shot.colours());
        return chart;
    }

    private static LegendItemCollection legend(ChartShot shot) {
        LegendItemCollection items = new LegendItemCollection();
        for (ChartModel.Line line : shot.model().lines()) {
            if (!shot.hidden().contains(line.name())) {
                items.add(item(line.name(), shot.colours().of(line.ink()), line.shape() == ChartModel.Shape.DASHED));
            }
        }
        for (ChartModel.Level level : shot.model().levels()) {
            if (!shot.hidden().contains(level.name())) {
                String unit = level.upright()
                        ? shot.model().axis().unit()
                        : shot.model().unit();
                items.add(item(
                        level.name() + " " + ValueTicks.text(level.value(), unit),
                        shot.colours().of(level.ink()),
                        false));
            }
        }
        shot.model().marks().stream()
                .filter(mark -> !shot.hidden().contains(mark.name()))
                .map(mark -> mark.name())
                .distinct()
                .forEach(name -> items.add(
                        item(name, shot.colours().of(shot.model().marks().get(0).ink()), false)));
        return items;
    }

    private static LegendItem item(String name, Color colour, boolean dashed) {
        return StandAlone.item(name, colour, dashed ? dashes() : new Rectangle2D.Double(-4, -4, 8, 8));
    }

    private static Area dashes() {
        Area both = new Area(new Rectangle2D.Double(-7, -1, 5, 2));
        both.add(new Area(new Rectangle2D.Double(1, -1, 5, 2)));
        return both;
    }
}
