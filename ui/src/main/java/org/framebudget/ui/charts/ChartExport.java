package org.framebudget.ui.charts;

import javafx.event.Event;
import javafx.event.EventType;

/** Somebody wants a chart as a file; rises from the chart to whoever can ask for a place. */
public final class ChartExport extends Event {
    private static final long serialVersionUID = 1;

    /** The only type. */
    public static final EventType<ChartExport> ASKED = new EventType<>(Event.ANY, "CHART_EXPORT");

    private final transient ChartShot shot;
    private final ChartShot.Format format;

    ChartExport(ChartShot shot, ChartShot.Format format) {
        super(ASKED);
        this.shot = shot;
        this.format = format;
    }

    /** What to write. */
    public ChartShot shot() {
        return shot;
    }

    /** As what. */
    public ChartShot.Format format() {
        return format;
    }
}
