package org.framebudget.ui.charts;

import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** A series in the legend: its colour, its name, its value at the time looked at. A click hides it and shows it again. */
final class LegendItem extends Button {
    /** A longer name is shortened; the tooltip has all of it. */
    private static final int NAME_MAX = 20;

    private final String name;
    private final ChartModel.@Nullable Line line;
    private final ChartModel.@Nullable Level level;
    private final ChartPane chart;

    LegendItem(ChartModel.Line line, ChartPane chart) {
        this(line.name(), line, null, line.ink(), line.shape().filled() ? 8 : 2, chart);
    }

    LegendItem(ChartModel.Level level, ChartPane chart) {
        this(level.name(), null, level, level.ink(), 2, chart);
    }

    /** @param marks name of the marks that it stands for */
    LegendItem(String marks, ChartModel model, ChartPane chart) {
        this(marks, null, null, model.marks().get(0).ink(), 5, chart);
    }

    private LegendItem(
            String name,
            ChartModel.@Nullable Line line,
            ChartModel.@Nullable Level level,
            Ink ink,
            double heightPx,
            ChartPane chart) {
        this.name = name;
        this.line = line;
        this.level = level;
        this.chart = chart;
        getStyleClass().setAll("legend-item");
        Rectangle sign = new Rectangle(12, heightPx, Color.web(chart.colours().css(ink)));
        setGraphic(sign);
        setContentDisplay(ContentDisplay.LEFT);
        setGraphicTextGap(5);
        setAlignment(Pos.CENTER_RIGHT);
        if (name.length() > NAME_MAX) {
            setTooltip(new Tooltip(name));
        }
        setOnAction(event -> {
            chart.toggle(name);
            dim();
        });
        dim();
    }

    /** At most {@link #NAME_MAX} letters. */
    static String shortened(String name) {
        return name.length() <= NAME_MAX
                ? name
                : name.substring(0, NAME_MAX - 1).strip() + "…";
    }

    private void dim() {
        setOpacity(chart.isHidden(name) ? 0.4 : 1);
    }

    void show(double at, ChartModel model) {
        String value = value(at, model);
        setText(shortened(name) + " " + value);
        setAccessibleText(name + ", " + value + ", shown: " + (chart.isHidden(name) ? "no" : "yes"));
    }

    private String value(double at, ChartModel model) {
        if (line != null) {
            // of a distribution, all of it
            return model.axis().equals(ChartModel.Axis.TIME)
                    ? ValueTicks.text(line.at(at), model.unit())
                    : Long.toString(Math.round(Arrays.stream(line.values()).sum()));
        }
        if (level != null) {
            return ValueTicks.text(level.value(), level.upright() ? model.axis().unit() : model.unit());
        }
        return Long.toString(
                model.marks().stream().filter(mark -> mark.name().equals(name)).count());
    }
}
