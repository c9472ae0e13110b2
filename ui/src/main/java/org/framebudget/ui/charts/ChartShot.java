package org.framebudget.ui.charts;

import java.util.Set;

/**
 * Curves as they are looked at, for a file.
 *
 * @param hidden names that are not drawn
 * @param from left end of what is drawn
 * @param to right end
 */
public record ChartShot(ChartModel model, ChartColours colours, Set<String> hidden, double from, double to)
        implements ChartFile {

    /** Copies the names. */
    public ChartShot {
        hidden = Set.copyOf(hidden);
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public Picture picture() {
        return StandAlone.picture(ChartPicture.chart(this));
    }

    @Override
    public String table() {
        return ChartCsv.text(model);
    }
}
