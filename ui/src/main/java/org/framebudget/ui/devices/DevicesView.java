package org.framebudget.ui.devices;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.compare.OverlayCharts;
import org.framebudget.ui.compare.PinRows;
import org.framebudget.ui.evidence.EvidenceRows;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.evidence.Sources;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The same scenario on every profile: a table, and curves of the ticked ones. */
public final class DevicesView extends ScrollPane {
    private static final int TICKED_FIRST = 4;

    private final Session session;
    private final Sources sources;
    private final DeviceRuns runs;
    private final Label lead = new Label();
    private final ComboBox<String> device = new ComboBox<>();
    private final Button start = new Button(Texts.get("devices.start"));
    private final GridPane table = new GridPane();
    private final VBox card = new VBox(table);
    private final Set<String> ticked = new LinkedHashSet<>();
    private final ChartPane latency;
    private final ChartPane temperature;

    /**
     * Follows the session and what {@code runs} finds.
     *
     * @param sources where numbers lead to
     */
    public DevicesView(Session session, DeviceRuns runs, TimeView time, Sources sources) {
        this.session = session;
        this.sources = sources;
        this.runs = runs;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("live");
        lead.setWrapText(true);
        lead.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(lead, Priority.ALWAYS);
        start.setId("devices-start");
        start.getStyleClass().add("accent");
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setOnAction(event -> start());
        device.setAccessibleText(Texts.get("devices.which"));
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(runs.progressProperty());
        progress.setPrefWidth(90);
        progress.setMinWidth(60);
        progress.setAccessibleText(Texts.get("verdict.progress"));
        Button cancel = new Button(Texts.get("verdict.cancel"));
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> runs.cancel());
        HBox work = new HBox(6, progress, cancel);
        work.setAlignment(Pos.CENTER_RIGHT);
        work.visibleProperty().bind(runs.progressProperty().lessThan(1));
        work.managedProperty().bind(work.visibleProperty());
        HBox head = new HBox(10, lead, work, device, start);
        head.setAlignment(Pos.CENTER_LEFT);
        table.setHgap(9);
        table.setVgap(4);
        table.setId("devices");
        card.getStyleClass().add("card");
        latency = new ChartPane(OverlayCharts.latency(List.of()), time, true);
        temperature = new ChartPane(OverlayCharts.temperature(List.of()), time, true);
        latency.setMinHeight(190);
        temperature.setMinHeight(190);
        VBox page = new VBox(8, head, card, latency, temperature);
        page.getStyleClass().add("live-page");
        setContent(page);
        runs.rows().addListener((ListChangeListener<DeviceRow>) change -> show());
        session.questionProperty().addListener((property, old, now) -> showQuestion(now));
        showQuestion(session.questionProperty().get());
        show();
    }

    /** Another theme. */
    public void setColours(ChartColours colours) {
        latency.setColours(colours);
        temperature.setColours(colours);
    }

    /** Begins with all profiles. */
    public void start() {
        if (device.getValue() != null) {
            ticked.clear();
            runs.start(device.getValue(), session.profiles().ids());
            showQuestion(session.questionProperty().get());
        }
    }

    private void showQuestion(@Nullable Question now) {
        List<String> ids = now == null
                ? List.of()
                : now.scenario().devices().stream().map(Scenario.DeviceUse::id).toList();
        if (!device.getItems().equals(ids)) {
            device.getItems().setAll(ids);
            device.setValue(ids.isEmpty() ? null : ids.get(0));
        }
        device.setVisible(ids.size() > 1);
        device.setManaged(ids.size() > 1);
        start.setDisable(now == null);
        lead.setText(Texts.get(
                runs.question() == null ? "devices.none" : runs.question() == now ? "devices.of" : "devices.old"));
    }

    private void show() {
        table.getChildren().clear();
        boolean some = !runs.rows().isEmpty();
        for (Region part : List.of(card, latency, temperature)) {
            part.setVisible(some);
            part.setManaged(some);
        }
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(Region.USE_PREF_SIZE);
        table.getColumnConstraints().setAll(number, name, number, number, number, number, number);
        table.addRow(
                0,
                Labels.column("devices.ok"),
                Labels.column("devices.profile"),
                Labels.column("pins.missed"),
                Labels.column("pins.p99"),
                Labels.column("devices.power"),
                Labels.column("pins.hours"),
                Labels.column("devices.skin"));
        for (int i = 0; i < runs.rows().size(); i++) {
            add(runs.rows().get(i), i + 1);
        }
        showCurves();
    }

    private void add(DeviceRow row, int at) {
        PinRows.Row figures = row.figures();
        RunResult result = row.result();
        if (figures == null || result == null) {
            Label name = new Label(breaking(row.profile()));
            whole(name);
            Label reason = new Label(row.reason());
            reason.setWrapText(true);
            reason.setMinHeight(Region.USE_PREF_SIZE);
            reason.getStyleClass().addAll("quiet", "small");
            table.add(new Label("–"), 0, at);
            table.add(name, 1, at);
            table.add(reason, 2, at, 5, 1);
            return;
        }
        if (ticked.size() < TICKED_FIRST && runs.progressProperty().get() < 1) {
            ticked.add(row.profile());
        }
        CheckBox tick = new CheckBox(breaking(row.profile()));
        tick.setMnemonicParsing(false);
        tick.setAccessibleText(row.profile());
        whole(tick);
        tick.setSelected(ticked.contains(row.profile()));
        List<String> more = new ArrayList<>(row.differences());
        more.add(0, Texts.get("devices.known", row.profile(), DeviceRow.evidence(result)));
        tick.setTooltip(new Tooltip(String.join("\n", more)));
        tick.setOnAction(event -> {
            if (tick.isSelected()) {
                ticked.add(row.profile());
            } else {
                ticked.remove(row.profile());
            }
            showCurves();
        });
        table.addRow(
                at,
                new Label(figures.mark()),
                tick,
                number(figures.missed(), row, result, Topic.FRAMES),
                number(figures.p99(), row, result, Topic.FRAMES),
                number(figures.power(), row, result, Topic.POWER),
                number(figures.hours(), row, result, Topic.BATTERY),
                number(row.hottest(), row, result, Topic.HEAT));
    }

    private Label number(String text, DeviceRow row, RunResult result, Topic topic) {
        return SourceLink.number(
                text, () -> sources.of(row.profile(), () -> EvidenceRows.of(result, row.used()), topic));
    }

    /** What is attached stands in a line of its own, for narrow windows. */
    private static String breaking(String profile) {
        return profile.replace("+", "\n+\u00a0");
    }

    /** Never shortened. */
    private static void whole(Labeled name) {
        name.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    private void showCurves() {
        List<OverlayCharts.Run> shown = new ArrayList<>();
        for (DeviceRow row : runs.rows()) {
            if (row.timeline() != null && ticked.contains(row.profile())) {
                shown.add(new OverlayCharts.Run(row.profile(), row.timeline()));
            }
        }
        latency.modelProperty().set(OverlayCharts.latency(shown));
        temperature.modelProperty().set(OverlayCharts.temperature(shown));
    }
}
