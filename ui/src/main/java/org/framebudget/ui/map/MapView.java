package org.framebudget.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.report.FeasibilityMap;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.charts.ChartMenu;
import org.framebudget.ui.evidence.Sources;
import org.framebudget.ui.session.Differences;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The feasibility map of the plan, what the plan says of headroom, and what else could be done. Filled while it is shown. */
public final class MapView extends ScrollPane {
    private final Session session;
    private final Button make = new Button(Texts.get("map.make"));
    private final Label lead = new Label();
    private final ComboBox<String> pipeline = new ComboBox<>();
    private final Label title = new Label();
    private final GridPane grid = new GridPane();
    private final Label notSeen = text("");
    private final Label figures = text(Texts.get("map.figures"));
    private final VBox map;
    private final PlanCards cards;
    private ChartColours colours = new ChartColours(false);
    private boolean stale = true;
    private boolean shown;

    /**
     * Follows the session.
     *
     * @param sources where numbers lead to
     */
    public MapView(Session session, Sources sources) {
        this.session = session;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("live");
        make.setId("make-plan");
        make.getStyleClass().add("accent");
        make.setMinWidth(Region.USE_PREF_SIZE);
        make.setOnAction(event -> session.plan());
        lead.setWrapText(true);
        lead.setId("map-lead");
        HBox.setHgrow(lead, Priority.ALWAYS);
        lead.setMaxWidth(Double.MAX_VALUE);
        pipeline.setAccessibleText(Texts.get("map.pipeline"));
        pipeline.valueProperty().addListener((property, old, now) -> showMap());
        HBox head = new HBox(10, lead, pipeline, make);
        head.setAlignment(Pos.CENTER_LEFT);
        grid.setHgap(2);
        grid.setVgap(2);
        grid.setId("map");
        figures.setId("map-figures");
        figures.getStyleClass().add("small");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        title.getStyleClass().add("card-title");
        map = new VBox(8);
        ChartMenu menu = new ChartMenu(map, this::file);
        menu.setId("map-menu");
        map.getChildren().setAll(menu.beside(title), grid, figures, legend(), notSeen);
        notSeen.getStyleClass().addAll("quiet", "small");
        notSeen.setId("map-not-seen");
        map.getStyleClass().add("card");
        cards = new PlanCards(session, sources);
        VBox page = new VBox(8, head, map, cards);
        page.getStyleClass().add("live-page");
        setContent(page);
        session.plannedProperty().addListener((property, old, now) -> change());
        session.questionProperty().addListener((property, old, now) -> change());
        session.progressProperty().addListener((property, old, now) -> {
            if (shown) {
                showLead();
            }
        });
    }

    /** Another theme. */
    public void setColours(ChartColours other) {
        colours = other;
    }

    /** The map as it is looked at; absent where there is none. */
    private @Nullable ChartFile file() {
        MapModel model = model();
        Planned planned = session.plannedProperty().get();
        if (model == null || planned == null) {
            return null;
        }
        List<String> notes = new ArrayList<>();
        if (planned.plan() == null) {
            notes.add(Texts.get("map.part", planned.points().size()));
        }
        if (planned.question() != session.questionProperty().get()) {
            notes.add(Texts.get("map.before", Differences.label(planned.question())));
        }
        notes.add(FeasibilityMap.notSeen(planned.maps()));
        return new MapFile(model, notes, colours);
    }

    /** Whether its tab is in front; only then it is filled. */
    public void setShown(boolean now) {
        shown = now;
        refresh();
    }

    private void change() {
        stale = true;
        refresh();
    }

    private void refresh() {
        if (shown && stale) {
            stale = false;
            show();
        } else if (shown) {
            showLead();
        }
    }

    private static FlowPane legend() {
        FlowPane legend = new FlowPane(14, 4);
        for (FeasibilityMap.Kind kind : FeasibilityMap.Kind.values()) {
            Label sign = new Label(Texts.get("map.sign." + kind));
            sign.getStyleClass().addAll("map-cell", "map-sign", style(kind));
            Label text = new Label(Texts.get("map.kind." + kind), sign);
            text.getStyleClass().addAll("quiet", "small");
            legend.getChildren().add(text);
        }
        Label frame = new Label(" ");
        frame.getStyleClass().addAll("map-cell", "map-sign", "map-own");
        Label own = new Label(Texts.get("map.own"), frame);
        own.getStyleClass().addAll("quiet", "small");
        legend.getChildren().add(own);
        return legend;
    }

    private static String style(FeasibilityMap.Kind kind) {
        return "map-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void show() {
        Planned planned = session.plannedProperty().get();
        List<String> names = planned == null
                ? List.of()
                : planned.maps().stream().map(FeasibilityMap::pipeline).toList();
        if (!pipeline.getItems().equals(names)) {
            String before = pipeline.getValue();
            pipeline.getItems().setAll(names);
            pipeline.setValue(names.contains(before) ? before : names.isEmpty() ? null : names.get(0));
        }
        show(pipeline, names.size() > 1);
        showLead();
        showMap();
        CapacityPlan plan = planned == null ? null : planned.plan();
        show(cards, plan != null);
        if (plan != null) {
            cards.show(plan);
        }
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void showLead() {
        Planned planned = session.plannedProperty().get();
        Question now = session.questionProperty().get();
        boolean working = session.progressProperty().get() < 1 && planned != null && planned.plan() == null;
        make.setDisable(now == null || working);
        if (planned == null || now == null) {
            lead.setText(Texts.get("map.none"));
        } else if (working) {
            lead.setText(Texts.get("map.working", planned.points().size()));
        } else if (planned.plan() == null) {
            lead.setText(Texts.get("map.cancelled"));
        } else if (planned.question() != now) {
            lead.setText(Texts.get("map.old", Differences.label(planned.question())));
        } else {
            lead.setText(Texts.get("map.of", planned.points().size()));
        }
    }

    private @Nullable MapModel model() {
        Planned planned = session.plannedProperty().get();
        Question now = session.questionProperty().get();
        if (planned == null || now == null) {
            return null;
        }
        return MapModel.of(planned, now).stream()
                .filter(one -> one.pipeline().equals(pipeline.getValue()))
                .findFirst()
                .orElse(null);
    }

    private void showMap() {
        MapModel model = model();
        Planned planned = session.plannedProperty().get();
        // why a cell can hold where the run of the same does not
        notSeen.setText(planned == null ? "" : FeasibilityMap.notSeen(planned.maps()));
        show(map, model != null);
        int[] focused = focused();
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        if (model == null) {
            return;
        }
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().add(names);
        title.setText(model.sentence());
        for (int row = 0; row < model.inputs().size(); row++) {
            grid.add(axis(model.inputs().get(row) + (row == 0 ? "\u00a0px" : "")), 0, row);
            for (int column = 0; column < model.rates().size(); column++) {
                MapModel.Cell cell = model.cells().get(row).get(column);
                if (cell != null) {
                    grid.add(button(cell), column + 1, row);
                }
            }
        }
        for (int column = 0; column < model.rates().size(); column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(84.0 / model.rates().size());
            width.setHalignment(HPos.CENTER);
            grid.getColumnConstraints().add(width);
            String unit = column == model.rates().size() - 1 ? "\u00a0fps" : "";
            grid.add(
                    axis(model.rates().get(column) + unit),
                    column + 1,
                    model.inputs().size());
        }
        refocus(focused);
    }

    /** Row and column of the cell that the keyboard is on; empty for none. */
    private int[] focused() {
        for (Node cell : grid.getChildren()) {
            if (cell.isFocused()) {
                return new int[] {GridPane.getRowIndex(cell), GridPane.getColumnIndex(cell)};
            }
        }
        return new int[0];
    }

    /** Whoever walks through the map with the keyboard stays where he is when it is drawn anew. */
    private void refocus(int[] place) {
        if (place.length > 0) {
            grid.getChildren().stream()
                    .filter(cell -> GridPane.getRowIndex(cell) == place[0] && GridPane.getColumnIndex(cell) == place[1])
                    .findFirst()
                    .ifPresent(Node::requestFocus);
        }
    }

    private static Label axis(String text) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("quiet", "small");
        return label;
    }

    private Button button(MapModel.Cell cell) {
        Button button = new Button(cell.sign());
        button.getStyleClass().setAll("map-cell", style(cell.kind()));
        if (cell.own()) {
            button.getStyleClass().add("map-own");
        }
        button.setMaxWidth(Double.MAX_VALUE);
        Tooltip tip = new Tooltip(cell.words() + "\n" + Texts.get("map.take"));
        tip.setShowDelay(Duration.millis(200));
        button.setTooltip(tip);
        button.setAccessibleText(cell.words().replace("\n", ", "));
        String line = cell.words().replace("\n", " · ");
        button.focusedProperty().addListener((property, was, is) -> showFigures(is, line));
        button.hoverProperty().addListener((property, was, is) -> showFigures(is, line));
        button.setOnAction(event -> {
            session.changeAll(cell.sets(), "map");
            session.settle();
        });
        return button;
    }

    private void showFigures(boolean of, String line) {
        if (of) {
            figures.setText(line);
        }
    }

    static Label text(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
