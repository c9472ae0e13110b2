package org.framebudget.ui.sweep;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.charts.ChartMenu;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The best compromises of two figures, and the other points behind them; a click opens one. */
final class FrontCard extends VBox {
    private final SweepRuns runs;
    private final Chooser<Measure> x = new Chooser<>("sweep.x");
    private final Chooser<Measure> y = new Chooser<>("sweep.y");
    private final FrontPlot plot;
    private final Label note = new Label();
    private final Label words = new Label(Texts.get("sweep.front.none"));
    private ChartColours colours = new ChartColours(false);

    FrontCard(SweepRuns runs, LongConsumer open) {
        super(8);
        this.runs = runs;
        getStyleClass().add("card");
        Label title = new Label(Texts.get("sweep.front"));
        title.getStyleClass().add("card-title");
        note.setId("sweep-front-note");
        for (Label label : List.of(note, words)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.getStyleClass().add("small");
        }
        note.getStyleClass().add("quiet");
        words.setId("sweep-front-words");
        plot = new FrontPlot(open, text -> words.setText(text.replace("\n", " · ")));
        x.onChosen(measure -> choose(measure, true));
        y.onChosen(measure -> choose(measure, false));
        ChartMenu menu = new ChartMenu(this, this::file);
        menu.setId("sweep-front-menu");
        getChildren().addAll(menu.beside(title), new FlowPane(14, 6, x, y), note, plot, words);
    }

    private void choose(Measure measure, boolean acrossIt) {
        SweepRuns.Seen seen = runs.seenProperty().get();
        if (seen != null) {
            Choice now = seen.choice();
            runs.choose(acrossIt ? now.withMeasures(measure, now.y()) : now.withMeasures(now.x(), measure));
        }
    }

    void show(SweepRuns.Seen seen) {
        List<Measure> all = List.of(Measure.values());
        List<String> names = Stream.of(Measure.values()).map(Measure::title).toList();
        x.show(all, names, seen.choice().x());
        y.show(all, names, seen.choice().y());
        Front front = seen.front();
        note.setText(front.note());
        plot.show(front);
    }

    void setColours(ChartColours other) {
        colours = other;
        plot.setColours(other);
    }

    /** As it is looked at; absent where no sweep was begun. */
    private @Nullable ChartFile file() {
        SweepRuns.Seen seen = runs.seenProperty().get();
        return seen == null ? null : new FrontFile(seen.rows(), seen.front(), colours);
    }
}
