package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.charts.ChartMenu;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Two axes of a sweep as coloured cells; a click opens the best point of one. */
final class SweepMapCard extends VBox {
    private static final double SHARE_PERCENT = 82;

    private final SweepRuns runs;
    private final LongConsumer open;
    private final Chooser<Integer> across = new Chooser<>("sweep.across");
    private final Chooser<Integer> down = new Chooser<>("sweep.down");
    private final Chooser<String> figure = new Chooser<>("sweep.figure");
    private final GridPane grid = new GridPane();
    private final Label words = new Label();
    // one for all cells: making one for each holds the window
    private final Tooltip tip = new Tooltip();
    private @Nullable SweepMap drawn;
    private ChartColours colours = new ChartColours(false);

    SweepMapCard(SweepRuns runs, LongConsumer open) {
        super(8);
        this.runs = runs;
        this.open = open;
        getStyleClass().add("card");
        grid.setId("sweep-map");
        grid.setHgap(2);
        grid.setVgap(2);
        tip.setShowDelay(Duration.millis(200));
        words.setId("sweep-cell");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().add("small");
        across.onChosen(axis -> choose(choice -> choice.withAxes(axis, choice.down())));
        down.onChosen(axis -> choose(choice -> choice.withAxes(choice.across(), axis)));
        List<String> figures = new ArrayList<>();
        figures.add(Texts.get("sweep.figure.meets"));
        for (Measure measure : Measure.values()) {
            figures.add(measure.title());
        }
        figure.show(figures, figures, figures.get(0));
        figure.onChosen(name -> choose(choice -> {
            int at = figures.indexOf(name);
            return choice.withFigure(at == 0 ? null : Measure.values()[at - 1]);
        }));
        FlowPane choosers = new FlowPane(14, 6, across, down, figure);
        Label title = new Label(Texts.get("sweep.map"));
        title.getStyleClass().add("card-title");
        ChartMenu menu = new ChartMenu(this, this::file);
        menu.setId("sweep-map-menu");
        getChildren().addAll(menu.beside(title), choosers, grid, legend(), words);
    }

    void setColours(ChartColours other) {
        colours = other;
    }

    /** As it is looked at; absent where no sweep was begun. */
    private @Nullable ChartFile file() {
        SweepRuns.Seen seen = runs.seenProperty().get();
        return seen == null ? null : new SweepMapFile(seen.rows(), seen.choice(), seen.map(), colours);
    }

    private interface Other {
        Choice of(Choice before);
    }

    private void choose(Other other) {
        SweepRuns.Seen seen = runs.seenProperty().get();
        if (seen != null) {
            runs.choose(other.of(seen.choice()));
        }
    }

    private static FlowPane legend() {
        FlowPane legend = new FlowPane(14, 4);
        for (SweepMap.Kind kind : SweepMap.Kind.values()) {
            Label sign = new Label(" ");
            sign.getStyleClass().addAll("map-cell", "map-sign", style(kind));
            Label text = new Label(Texts.get("sweep.kind." + kind), sign);
            text.getStyleClass().addAll("quiet", "small");
            legend.getChildren().add(text);
        }
        return legend;
    }

    private static String style(SweepMap.Kind kind) {
        return "sweep-" + kind.name().toLowerCase(Locale.ROOT);
    }

    void show(SweepRuns.Seen seen) {
        List<Integer> axes = seen.rows().varying();
        List<String> names =
                axes.stream().map(axis -> seen.rows().names().get(axis)).toList();
        across.show(axes, names, seen.choice().across());
        down.show(axes, names, seen.choice().down());
        SweepMap map = seen.map();
        SweepMap before = drawn;
        drawn = map;
        if (before == null
                || !before.columns().equals(map.columns())
                || !before.rows().equals(map.rows())) {
            lay(map);
        }
        for (int r = 0; r < map.rows().size(); r++) {
            for (int c = 0; c < map.columns().size(); c++) {
                ((CellButton) cellAt(r, c)).show(map.cells().get(r).get(c));
            }
        }
        if (words.getText().isEmpty()) {
            words.setText(Texts.get("sweep.cell.none"));
        }
    }

    private Node cellAt(int row, int column) {
        return grid.getChildren().get(row * columns() + column);
    }

    private int columns() {
        return drawn == null ? 0 : drawn.columns().size();
    }

    /** Cells first, row by row, then what stands beside them. */
    private void lay(SweepMap map) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().add(name);
        for (int r = 0; r < map.rows().size(); r++) {
            for (int c = 0; c < map.columns().size(); c++) {
                grid.add(new CellButton(), c + 1, r);
            }
        }
        for (int r = 0; r < map.rows().size(); r++) {
            grid.add(axis(map.rows().get(r)), 0, r);
        }
        for (int c = 0; c < map.columns().size(); c++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(SHARE_PERCENT / map.columns().size());
            width.setHalignment(HPos.CENTER);
            grid.getColumnConstraints().add(width);
            grid.add(axis(map.columns().get(c)), c + 1, map.rows().size());
        }
    }

    private static Label axis(String text) {
        Label label = Labels.plain(text);
        label.setTooltip(new Tooltip(text));
        return label;
    }

    /** A cell, of which nothing is known at first. */
    private final class CellButton extends Button {
        private SweepMap.@Nullable Cell cell;

        CellButton() {
            setMaxWidth(Double.MAX_VALUE);
            setTooltip(tip);
            setOnAction(event -> {
                if (cell != null && cell.best() >= 0) {
                    open.accept(cell.best());
                }
            });
            focusedProperty().addListener((property, was, is) -> tell(is));
            hoverProperty().addListener((property, was, is) -> tell(is));
        }

        private void tell(boolean is) {
            if (is && cell != null) {
                tip.setText(cell.words() + (cell.best() < 0 ? "" : "\n" + Texts.get("sweep.take")));
                words.setText(cell.words().replace("\n", " · "));
            }
        }

        void show(SweepMap.@Nullable Cell other) {
            if (cell != null && cell.equals(other)) {
                return;
            }
            cell = other;
            getStyleClass().setAll("map-cell", other == null ? "sweep-open" : style(other.kind()));
            setText(other == null ? " " : other.text());
            setDisable(other == null);
            if (other != null) {
                setAccessibleText(other.words().replace("\n", ", "));
                tell(isFocused());
            }
        }
    }
}
