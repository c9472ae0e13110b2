package org.framebudget.ui.playback;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.framebudget.sim.pipeline.RunLog;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.FrameTable;
import org.jspecify.annotations.Nullable;

/** The frames around the time looked at, a bar each, in the colour of what became of them. */
public final class FrameStrip extends Region {
    private static final double BAR_PX = 7;

    private final Canvas canvas = new Canvas();
    private final TimeView time;
    private @Nullable Answer answer;
    private int stream;
    private ChartColours colours = new ChartColours(false);

    /** Follows {@code time}. */
    public FrameStrip(TimeView time) {
        this.time = time;
        getChildren().setAll(canvas);
        setMinHeight(20);
        setPrefHeight(20);
        time.atSProperty().addListener((property, old, now) -> requestLayout());
    }

    /** Another run or stream. */
    public void show(@Nullable Answer other, int streamIndex, ChartColours theme) {
        answer = other;
        stream = streamIndex;
        colours = theme;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, getWidth());
        double height = Math.max(1, getHeight());
        // a canvas that is set to another size is made anew
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        FrameTable frames = answer == null ? null : answer.frames();
        if (frames == null) {
            return;
        }
        long atNs = Math.round(time.atSProperty().get() * 1e9);
        int[] rows = frames.around(stream, atNs, (int) (width / BAR_PX));
        Map<Ink, Color> fills = new EnumMap<>(Ink.class);
        double x = 0;
        for (int row : rows) {
            g.setFill(fills.computeIfAbsent(ink(frames.log(), row, atNs), ink -> Color.web(colours.css(ink))));
            g.fillRect(x, 0, BAR_PX - 1.5, height);
            if (isNow(frames.log(), row, atNs)) {
                g.setStroke(Color.web(colours.dark() ? "#e8edf2" : "#1a2230"));
                g.setLineWidth(1.5);
                g.strokeRect(x + 0.75, 0.75, BAR_PX - 3, height - 1.5);
            }
            x += BAR_PX;
        }
    }

    private static boolean isNow(RunLog log, int row, long atNs) {
        return log.startNs(row) <= atNs && log.endNs(row) > atNs;
    }

    /** Grey while its end is still to come. */
    static Ink ink(RunLog log, int row, long atNs) {
        if (log.endNs(row) > atNs) {
            return Ink.GHOST;
        }
        return switch (log.outcome(row)) {
            case ON_TIME -> log.stale(row) ? Ink.PURPLE : Ink.GREEN;
            case LATE -> Ink.ORANGE;
            case DROPPED -> Ink.RED;
            case SKIPPED -> Ink.SKY;
            case IN_FLIGHT -> Ink.GHOST;
        };
    }
}
