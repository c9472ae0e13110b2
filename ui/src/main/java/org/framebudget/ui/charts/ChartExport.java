package org.framebudget.ui.charts;

import javafx.event.Event;
import javafx.event.EventType;

/** Somebody wants a chart as a file; rises from the chart to whoever can ask for a place. */
public final class ChartExport extends Event {
    private static final long serialVersionUID = 1;

    /** The only type. */
    public static final EventType<ChartExport> ASKED = new EventType<>(Event.ANY, "CHART_EXPORT");

    private final transient ChartFile file;
    private final ChartFile.Format format;

    ChartExport(ChartFile file, ChartFile.Format format) {
        super(ASKED);
        this.file = file;
        this.format = format;
    }

    /** What to write. */
    public ChartFile file() {
        return file;
    }

    /** As what. */
    public ChartFile.Format format() {
        return format;
    }
}
