package org.framebudget.ui.charts;

import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** A series in the legend: its colour, its name, its value at the time looked at. A click hides it and shows it again. */
final class LegendItem extends Button {
    /** A longer name is shortened; the tooltip has all of it. */
    private static final int NAME_MAX = 20;

    private final Rectangle sign = new Rectangle();
    private final ChartPane chart;
    private Entry entry;

    /**
     * What it stands for.
     *
     * @param line absent for levels and marks
     * @param level absent for lines and marks
     * @param colour as the style sheet writes it
     */
    record Entry(
            String name,
            ChartModel.@Nullable Line line,
            ChartModel.@Nullable Level level,
            String colour,
            double heightPx,
            boolean dashed) {
        static Entry of(ChartModel.Line line, ChartColours colours) {
            return new Entry(
                    line.name(),
                    line,
                    null,
                    colours.css(line.ink()),
                    line.shape().filled() ? 8 : 2,
                    line.shape() == ChartModel.Shape.DASHED);
        }

        static Entry of(ChartModel.Level level, ChartColours colours) {
            return new Entry(level.name(), null, level, colours.css(level.ink()), 2, false);
        }

        /** For all marks of the same name. */
        static Entry of(ChartModel.Mark mark, ChartColours colours) {
            return new Entry(mark.name(), null, null, colours.css(mark.ink()), 5, false);
        }
    }

    LegendItem(Entry first, ChartPane chart) {
        this.chart = chart;
        entry = first;
        getStyleClass().setAll("legend-item");
        setGraphic(sign);
        setContentDisplay(ContentDisplay.LEFT);
        setGraphicTextGap(5);
        setAlignment(Pos.CENTER_RIGHT);
        setOnAction(event -> {
            chart.toggle(entry.name());
            dim();
        });
        show(first);
    }

    String name() {
        return entry.name();
    }

    /** Another line or level of the same name; its value follows. */
    void show(Entry other) {
        entry = other;
        sign.setWidth(12);
        sign.setHeight(other.heightPx());
        Color colour = Color.web(other.colour());
        sign.setFill(other.dashed() ? dashes(colour) : colour);
        String name = other.name();
        if (name.length() <= NAME_MAX) {
            setTooltip(null);
        } else if (getTooltip() == null || !getTooltip().getText().equals(name)) {
            setTooltip(new Tooltip(name));
        }
        dim();
    }

    /** As the line is drawn: people who do not tell its colour see that. */
    private static Paint dashes(Color colour) {
        return new LinearGradient(
                0,
                0,
                7,
                0,
                false,
                CycleMethod.REPEAT,
                new Stop(0, colour),
                new Stop(0.7, colour),
                new Stop(0.7, Color.TRANSPARENT),
                new Stop(1, Color.TRANSPARENT));
    }

    /** At most {@link #NAME_MAX} letters. */
    static String shortened(String name) {
        return name.length() <= NAME_MAX
                ? name
                : name.substring(0, NAME_MAX - 1).strip() + "…";
    }

    private void dim() {
        setOpacity(chart.isHidden(entry.name()) ? 0.4 : 1);
    }

    void show(double at, ChartModel model) {
        String name = entry.name();
        String value = value(at, model);
        setText(shortened(name) + " " + value);
        setAccessibleText(name + ", " + value + ", shown: " + (chart.isHidden(entry.name()) ? "no" : "yes"));
    }

    private String value(double at, ChartModel model) {
        ChartModel.Line line = entry.line();
        ChartModel.Level level = entry.level();
        if (line != null) {
            // of a distribution, all of it
            return model.axis().equals(ChartModel.Axis.TIME)
                    ? ValueTicks.text(line.at(at), model.unit())
                    : Long.toString(Math.round(Arrays.stream(line.values()).sum()));
        }
        if (level != null) {
            return ValueTicks.text(level.value(), level.upright() ? model.axis().unit() : model.unit());
        }
        return Long.toString(model.marks().stream()
                .filter(mark -> mark.name().equals(entry.name()))
                .count());
    }
}
