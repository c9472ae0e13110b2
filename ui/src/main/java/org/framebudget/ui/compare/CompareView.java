package org.framebudget.ui.compare;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.evidence.EvidenceRows;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.evidence.Sources;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;

/** The present result and the pinned ones: what was changed, their figures, their curves. Filled while it is shown. */
public final class CompareView extends ScrollPane {
    private final Session session;
    private final Sources sources;
    private final GridPane table = new GridPane();
    private final ChartPane latency;
    private final ChartPane temperature;
    private boolean stale = true;
    private boolean shown;

    /**
     * Follows the session.
     *
     * @param sources where numbers lead to
     */
    public CompareView(Session session, TimeView time, Sources sources) {
        this.session = session;
        this.sources = sources;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("live");
        table.setHgap(14);
        table.setVgap(7);
        table.setId("compare");
        VBox card = new VBox(table);
        card.getStyleClass().add("card");
        latency = new ChartPane(OverlayCharts.latency(List.of()), time, true);
        temperature = new ChartPane(OverlayCharts.temperature(List.of()), time, true);
        latency.setMinHeight(190);
        temperature.setMinHeight(190);
        Label lead = new Label(Texts.get("compare.lead"));
        lead.setWrapText(true);
        lead.setMinHeight(Region.USE_PREF_SIZE);
        VBox page = new VBox(8, lead, card, latency, temperature);
        page.getStyleClass().add("live-page");
        setContent(page);
        session.answerProperty().addListener((property, old, now) -> change());
        session.pins().addListener((ListChangeListener<Session.Pin>) change -> change());
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
        if (stale && shown) {
            stale = false;
            show();
        }
    }

    /** Another theme. */
    public void setColours(ChartColours colours) {
        latency.setColours(colours);
        temperature.setColours(colours);
    }

    private void show() {
        Answer now = session.answerProperty().get();
        table.getChildren().clear();
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(90);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(Region.USE_PREF_SIZE);
        table.getColumnConstraints().setAll(number, name, number, number, number, number, number);
        table.addRow(
                0,
                Labels.column("devices.meets"),
                Labels.column("pins.run"),
                Labels.column("pins.missed"),
                Labels.column("pins.p99"),
                Labels.column("devices.power"),
                Labels.column("pins.hours"),
                Labels.column("devices.skin"));
        List<OverlayCharts.Run> runs = new ArrayList<>();
        List<PinRows.Row> rows = PinRows.of(now, session.pins());
        for (int i = 0; i < rows.size(); i++) {
            PinRows.Row row = rows.get(i);
            Session.Pin pin = row.pin();
            Answer answer = pin == null ? now : pin.answer();
            if (answer == null) {
                continue;
            }
            Label hours = number(row, row.hours(), answer, Topic.BATTERY);
            if (!row.hoursBetween().isEmpty()) {
                SourceLink.tip(hours, row.hoursBetween());
            }
            table.addRow(
                    i + 1,
                    new Label(row.mark()),
                    words(row.name(), answer.question()),
                    number(row, row.missed(), answer, Topic.FRAMES),
                    number(row, row.p99(), answer, Topic.FRAMES),
                    number(row, row.power(), answer, Topic.POWER),
                    hours,
                    number(row, PinRows.hottest(answer.result()), answer, Topic.HEAT));
            runs.add(new OverlayCharts.Run(row.name(), answer.timeline()));
        }
        latency.modelProperty().set(OverlayCharts.latency(runs));
        temperature.modelProperty().set(OverlayCharts.temperature(runs));
    }

    private Label number(PinRows.Row row, String text, Answer answer, Topic topic) {
        return SourceLink.number(text, () -> {
            if (row.pin() == null) {
                sources.ofPresent(topic);
            } else {
                sources.of(row.name(), () -> EvidenceRows.of(answer), topic);
            }
        });
    }

    private static VBox words(String name, Question question) {
        VBox words = new VBox(2, new Label(name));
        for (String difference : PinRows.differences(question)) {
            Label label = new Label(difference);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.getStyleClass().addAll("quiet", "small");
            words.getChildren().add(label);
        }
        return words;
    }
}
