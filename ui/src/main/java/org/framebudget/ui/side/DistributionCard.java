package org.framebudget.ui.side;

import javafx.scene.control.Label;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.live.Distribution;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** How often which latency occurred, beside the pipeline. Has an axis of its own, which zooms and moves as the time does. */
public final class DistributionCard {
    private static final double PLOT_PX = 100;

    private final TimeView latency = new TimeView();
    private final ChartPane chart =
            new ChartPane(ChartModel.empty("distribution", Texts.get("chart.distribution"), ""), latency, true);

    /** An empty card. */
    public DistributionCard() {
        chart.setId("chart-distribution");
        chart.setNarrow();
        chart.setPlotMinHeight(PLOT_PX);
    }

    /** What to place. */
    public ChartPane chart() {
        return chart;
    }

    /** Told when its title is asked where the numbers come from. */
    public void onSource(Runnable asked) {
        if (chart.lookup(".card-title") instanceof Label title) {
            SourceLink.install(title, asked);
        }
    }

    /** Another answer or stream. */
    public void show(@Nullable Answer answer, @Nullable Answer ghost, int stream) {
        boolean any = answer != null && stream < answer.result().streams().size();
        chart.setVisible(any);
        chart.setManaged(any);
        if (answer != null && any) {
            Distribution shown = Distribution.of(answer, ghost, stream);
            latency.setDurationS(shown.endMs());
            chart.modelProperty().set(shown.chart());
        }
    }

    /** Another theme. */
    public void setColours(ChartColours colours) {
        chart.setColours(colours);
    }
}
