package org.framebudget.ui.evidence;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Warnings, times with their basis, values in use with their sources, citations; searchable. Filled while it is shown. */
public final class EvidenceView extends ScrollPane {
    private final TextField search = new TextField();
    private final ComboBox<Topic> topic = new ComboBox<>();
    private final VBox groups = new VBox(8);
    private final Label of = new Label();
    private final HBox other = new HBox(10, of);
    private List<EvidenceRows.Row> rows = List.of();
    /** Of another result than the present one; null for that. */
    private @Nullable Supplier<List<EvidenceRows.Row>> others;

    private @Nullable Answer answer;
    private boolean stale = true;
    private boolean shown;

    /** Follows the session. */
    public EvidenceView(Session session) {
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("live");
        search.setId("evidence-search");
        search.setPromptText(Texts.get("evidence.search"));
        search.setAccessibleText(Texts.get("evidence.search"));
        search.textProperty().addListener((property, old, now) -> fill());
        topic.setId("evidence-topic");
        topic.setAccessibleText(Texts.get("evidence.topic"));
        topic.getItems().setAll(Topic.values());
        topic.setValue(Topic.EVERYTHING);
        topic.setMinWidth(Region.USE_PREF_SIZE);
        topic.setConverter(new StringConverter<>() {
            @Override
            public String toString(Topic one) {
                return one == null ? "" : Texts.get("evidence.topic." + one);
            }

            @Override
            public Topic fromString(String text) {
                throw new UnsupportedOperationException("a topic is chosen, not typed");
            }
        });
        topic.valueProperty().addListener((property, old, now) -> fill());
        HBox.setHgrow(search, Priority.ALWAYS);
        of.setId("evidence-of");
        of.setWrapText(true);
        Button present = new Button(Texts.get("evidence.present"));
        present.setId("evidence-present");
        present.getStyleClass().add("small");
        present.setMinWidth(Region.USE_PREF_SIZE);
        present.setOnAction(event -> find(topic.getValue(), search.getText()));
        other.getChildren().add(present);
        other.setAlignment(Pos.CENTER_LEFT);
        other.visibleProperty().bind(of.textProperty().isNotEmpty());
        other.managedProperty().bind(other.visibleProperty());
        VBox page = new VBox(8, new HBox(8, topic, search), other, groups);
        page.getStyleClass().add("live-page");
        setContent(page);
        session.answerProperty().addListener((property, old, now) -> {
            answer = now;
            stale = true;
            refresh();
        });
        answer = session.answerProperty().get();
    }

    /** Whether its tab is in front; only then it is filled. */
    public void setShown(boolean now) {
        shown = now;
        refresh();
    }

    private void refresh() {
        if (stale && shown) {
            rows = others != null ? others.get() : answer == null ? List.of() : EvidenceRows.of(answer);
            stale = false;
            fill();
        }
    }

    /**
     * Shows the rows that a topic rests on, of those the ones with these words, from the top, and takes the keys that scroll. Not
     * the search: a space bar that led here would be typed into it.
     */
    public void find(Topic about, String words) {
        show(about, words, "", null);
    }

    /**
     * As {@link #find}, of another result than the present one.
     *
     * @param name of that result
     */
    public void findOf(String name, Supplier<List<EvidenceRows.Row>> found, Topic about) {
        show(about, "", Texts.get("evidence.of", name), found);
    }

    private void show(Topic about, String words, String whose, @Nullable Supplier<List<EvidenceRows.Row>> found) {
        stale |= found != others;
        others = found;
        of.setText(whose);
        refresh();
        topic.setValue(about);
        search.setText(words);
        setVvalue(0);
        requestFocus();
    }

    private void fill() {
        groups.getChildren().clear();
        List<EvidenceRows.Row> found = EvidenceRows.search(rows, topic.getValue(), search.getText());
        for (EvidenceRows.Group group : EvidenceRows.Group.values()) {
            List<EvidenceRows.Row> mine =
                    found.stream().filter(row -> row.group() == group).toList();
            if (!mine.isEmpty()) {
                groups.getChildren().add(card(group, mine));
            }
        }
        if (groups.getChildren().isEmpty()) {
            groups.getChildren().add(new Label(Texts.get("evidence.none")));
        }
    }

    private static VBox card(EvidenceRows.Group group, List<EvidenceRows.Row> rows) {
        Label heading = new Label(Texts.get("evidence." + group, Integer.toString(rows.size())));
        heading.getStyleClass().add("card-title");
        VBox card = new VBox(5, heading);
        card.getStyleClass().add("card");
        if (group == EvidenceRows.Group.WARNING || group == EvidenceRows.Group.CITATION) {
            rows.forEach(row -> card.getChildren().add(text(row.what(), false)));
            return card;
        }
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setVgap(6);
        for (double percent : new double[] {44, 12, 16, 28}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(percent);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                Labels.column("evidence.what"),
                Labels.column("evidence.value"),
                Labels.column(group == EvidenceRows.Group.TIME ? "evidence.interval" : "evidence.between"),
                Labels.column("evidence.source"));
        for (int i = 0; i < rows.size(); i++) {
            EvidenceRows.Row row = rows.get(i);
            grid.addRow(
                    i + 1,
                    new VBox(text(row.what(), false), text(row.where(), true)),
                    text(row.value(), false),
                    text(row.range(), false),
                    source(row));
        }
        grid.getChildren().forEach(cell -> GridPane.setValignment(cell, VPos.TOP));
        VBox.setVgrow(grid, Priority.ALWAYS);
        card.getChildren().add(grid);
        return card;
    }

    private static VBox source(EvidenceRows.Row row) {
        VBox source = new VBox(text(row.note(), true));
        if (!row.document().isEmpty()) {
            source.getChildren().add(text(row.document(), true));
        }
        return source;
    }

    private static Label text(String words, boolean quiet) {
        // long paths break after a dot
        Label label = new Label(words.replace("_", "_\u200b").replaceAll("\\.(?=[a-z])", ".\u200b"));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("small");
        if (quiet) {
            label.getStyleClass().add("quiet");
        }
        return label;
    }
}
