package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import org.framebudget.sim.results.Figures;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Two figures of all points: the best compromises as buttons on a line, the others as dots. */
final class FrontPlot extends Region {
    private static final double HEIGHT_PX = 260;
    private static final double LEFT_PX = 52;
    private static final double FOOT_PX = 36;
    private static final double TOP_PX = 22;
    private static final double RIGHT_PX = 14;
    private static final double POINT_PX = 13;
    private static final double DOT_PX = 3;
    private static final double SMALL_PX = 11;

    private final LongConsumer open;
    private final Consumer<String> told;
    private final Canvas canvas = new Canvas();
    private final Tooltip tip = new Tooltip();
    private final List<PointButton> buttons = new ArrayList<>();
    private ChartColours colours = new ChartColours(false);
    private @Nullable Front front;
    private FrontScale across = FrontScale.of(List.of());
    private FrontScale up = FrontScale.of(List.of());

    /**
     * Empty.
     *
     * @param told the words of the point that the pointer or the focus is on
     */
    FrontPlot(LongConsumer open, Consumer<String> told) {
        this.open = open;
        this.told = told;
        setId("sweep-front");
        tip.setShowDelay(Duration.millis(200));
        setMinHeight(HEIGHT_PX);
        setPrefHeight(HEIGHT_PX);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    void setColours(ChartColours other) {
        colours = other;
        requestLayout();
    }

    void show(Front other) {
        front = other;
        across = other.across();
        up = other.up();
        while (buttons.size() < other.points().size()) {
            PointButton button = new PointButton();
            buttons.add(button);
            getChildren().add(button);
        }
        while (buttons.size() > other.points().size()) {
            getChildren().remove(buttons.remove(buttons.size() - 1));
        }
        for (int i = 0; i < buttons.size(); i++) {
            buttons.get(i).show(other.points().get(i));
        }
        requestLayout();
    }

    private double placeX(double value) {
        return LEFT_PX + across.share(value) * Math.max(1, getWidth() - LEFT_PX - RIGHT_PX);
    }

    private double placeY(double value) {
        return getHeight() - FOOT_PX - up.share(value) * Math.max(1, getHeight() - FOOT_PX - TOP_PX);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
        for (PointButton button : buttons) {
            Front.Point point = button.point;
            if (point != null) {
                button.resizeRelocate(
                        placeX(point.x()) - POINT_PX / 2, placeY(point.y()) - POINT_PX / 2, POINT_PX, POINT_PX);
            }
        }
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        Front shown = front;
        if (shown == null) {
            return;
        }
        g.setFont(Font.font("Inter", SMALL_PX));
        g.setLineWidth(1);
        drawAxes(g, shown);
        drawDots(g, shown, false);
        drawDots(g, shown, true);
        g.setStroke(paint(colours.of(Ink.BLUE)));
        for (int i = 1; i < shown.points().size(); i++) {
            Front.Point before = shown.points().get(i - 1);
            Front.Point now = shown.points().get(i);
            // what lies between two of them has the worse figure of each
            g.strokeLine(placeX(before.x()), placeY(before.y()), placeX(now.x()), placeY(before.y()));
            g.strokeLine(placeX(now.x()), placeY(before.y()), placeX(now.x()), placeY(now.y()));
        }
    }

    /** Those of one colour: setting it for each dot takes longer than drawing it. */
    private void drawDots(GraphicsContext g, Front shown, boolean meeting) {
        g.setFill(paint(colours.of(meeting ? Ink.GREEN : Ink.GHOST)));
        for (Front.Dot dot : shown.others()) {
            if (dot.meets() == meeting) {
                g.fillRect(placeX(dot.x()) - DOT_PX / 2, placeY(dot.y()) - DOT_PX / 2, DOT_PX, DOT_PX);
            }
        }
    }

    private void drawAxes(GraphicsContext g, Front shown) {
        double footY = getHeight() - FOOT_PX;
        g.setTextBaseline(VPos.CENTER);
        for (double tick : up.ticks()) {
            double y = Math.round(placeY(tick)) + 0.5;
            g.setStroke(paint(colours.grid()));
            g.strokeLine(LEFT_PX, y, getWidth() - RIGHT_PX, y);
            g.setFill(paint(colours.quiet()));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Figures.plain(tick), LEFT_PX - 6, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        for (double tick : across.ticks()) {
            double x = Math.round(placeX(tick)) + 0.5;
            g.setStroke(paint(colours.grid()));
            g.strokeLine(x, TOP_PX, x, footY);
            g.setFill(paint(colours.quiet()));
            g.fillText(Figures.plain(tick), x, footY + 10);
        }
        g.setFill(paint(colours.ink()));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(shown.x().direction(), getWidth() - RIGHT_PX, footY + 26);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(shown.y().direction(), 4, 8);
    }

    private static Color paint(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    /** One of the best. */
    private final class PointButton extends Button {
        private Front.@Nullable Point point;

        PointButton() {
            getStyleClass().setAll("front-point");
            setManaged(false);
            setTooltip(tip);
            setOnAction(event -> {
                if (point != null) {
                    open.accept(point.point());
                }
            });
            focusedProperty().addListener((property, was, is) -> tell(is));
            hoverProperty().addListener((property, was, is) -> tell(is));
        }

        private void tell(boolean is) {
            if (is && point != null) {
                tip.setText(point.words() + "\n" + Texts.get("sweep.take"));
                told.accept(point.words());
            }
        }

        void show(Front.Point other) {
            point = other;
            setAccessibleText(other.words().replace("\n", ", "));
        }
    }
}
