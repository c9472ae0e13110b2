package org.framebudget.ui.controls;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.framebudget.ui.text.Texts;

/** A thin line under a slider: solid at the stops that somebody measured or published, hatched at the others. */
final class StopsStrip extends Pane {
    private static final double HEIGHT_PX = 4;

    private final double insetPx;
    private List<Knob.Stop> stops = List.of();
    private final List<Region> runs = new ArrayList<>();
    /** Of each run the positions of its first stop and of the one after its last. */
    private final List<int[]> spans = new ArrayList<>();

    /** @param insetPx from either end to the first and the last stop */
    StopsStrip(double insetPx) {
        this.insetPx = insetPx;
        setMinHeight(HEIGHT_PX);
        setPrefHeight(HEIGHT_PX);
        setMaxHeight(HEIGHT_PX);
        Tooltip.install(this, new Tooltip(Texts.get("knob.stops")));
    }

    /** Shows which stops are known; nothing where all are. */
    void show(List<Knob.Stop> other) {
        boolean any = other.stream().anyMatch(stop -> !stop.known());
        setVisible(any);
        setManaged(any);
        if (other.equals(stops)) {
            return;
        }
        stops = other;
        runs.clear();
        spans.clear();
        for (int from = 0; from < stops.size(); ) {
            int to = from + 1;
            while (to < stops.size() && stops.get(to).known() == stops.get(from).known()) {
                to++;
            }
            Region run = new Region();
            run.getStyleClass().add(stops.get(from).known() ? "stops-known" : "stops-unknown");
            runs.add(run);
            spans.add(new int[] {from, to});
            from = to;
        }
        getChildren().setAll(runs);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double stepPx = (getWidth() - 2 * insetPx) / Math.max(1, stops.size() - 1);
        for (int i = 0; i < runs.size(); i++) {
            double fromPx = Math.max(0, insetPx + (spans.get(i)[0] - 0.5) * stepPx);
            double toPx = Math.min(getWidth(), insetPx + (spans.get(i)[1] - 0.5) * stepPx);
            runs.get(i).resizeRelocate(fromPx, 0, Math.max(3, toPx - fromPx), HEIGHT_PX);
        }
    }
}
