package org.framebudget.ui.compare;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.evidence.EvidenceRows;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.evidence.Sources;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.session.Session.Pin;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The present result and the pinned ones, a row each. */
public final class PinTable extends VBox {
    /** What the figures are about, by column. */
    private static final List<Topic> TOPICS = List.of(Topic.FRAMES, Topic.FRAMES, Topic.BATTERY);

    private final Session session;
    private final Sources sources;
    private final GridPane grid = new GridPane();
    private List<@Nullable Pin> shown = List.of();
    private List<Label> first = List.of();

    /**
     * Follows the session.
     *
     * @param sources where numbers lead to
     */
    public PinTable(Session session, Sources sources) {
        super(4);
        this.session = session;
        this.sources = sources;
        Label heading = Labels.heading("pins.heading");
        grid.getStyleClass().add("pins");
        grid.setHgap(8);
        grid.setVgap(3);
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(50);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().setAll(name, number, number, number);
        getChildren().setAll(heading, grid);
        session.answerProperty().addListener((property, old, now) -> show(now));
        session.pins().addListener((ListChangeListener<Pin>)
                change -> show(session.answerProperty().get()));
        show(session.answerProperty().get());
    }

    private void show(@Nullable Answer now) {
        List<PinRows.Row> rows = PinRows.of(now, session.pins());
        List<@Nullable Pin> pins = new ArrayList<>();
        rows.forEach(row -> pins.add(row.pin()));
        if (pins.equals(shown) && now != null) {
            // only the first row can be another
            List<String> texts = texts(rows.get(0));
            for (int i = 0; i < texts.size(); i++) {
                first.get(i).setText(texts.get(i));
            }
            SourceLink.tip(first.get(texts.size() - 1), rows.get(0).hoursBetween());
            return;
        }
        shown = pins;
        first = List.of();
        grid.getChildren().clear();
        grid.addRow(
                0,
                Labels.column("pins.run"),
                Labels.column("pins.missed"),
                Labels.column("pins.p99"),
                Labels.column("pins.hours"));
        for (int i = 0; i < rows.size(); i++) {
            PinRows.Row row = rows.get(i);
            Label name = new Label(row.name());
            name.setTooltip(new Tooltip(row.name()));
            name.setWrapText(true);
            name.setMinSize(0, Region.USE_PREF_SIZE);
            Pin pin = row.pin();
            if (pin != null) {
                Button remove = new Button(null, new FontIcon(Feather.X));
                remove.getStyleClass().addAll("button-icon", "flat", "knob-reset");
                remove.setAccessibleText(Texts.get("pins.remove") + ": " + row.name());
                remove.setOnAction(event -> session.unpin(pin));
                name.setGraphic(remove);
            }
            List<Label> labels = new ArrayList<>(List.of(name));
            List<String> texts = texts(row);
            for (int column = 1; column < texts.size(); column++) {
                labels.add(number(texts.get(column), pin, TOPICS.get(column - 1)));
            }
            SourceLink.tip(labels.get(labels.size() - 1), row.hoursBetween());
            grid.addRow(i + 1, labels.toArray(Node[]::new));
            if (i == 0) {
                first = labels;
            }
        }
    }

    private static List<String> texts(PinRows.Row row) {
        return List.of(row.name(), row.missed(), row.p99(), row.hours());
    }

    private Label number(String text, @Nullable Pin pin, Topic topic) {
        Label label = new Label(text);
        SourceLink.install(label, () -> {
            if (pin == null) {
                sources.ofPresent(topic);
            } else {
                sources.of(pin.label(), () -> EvidenceRows.of(pin.answer()), topic);
            }
        });
        return label;
    }
}
