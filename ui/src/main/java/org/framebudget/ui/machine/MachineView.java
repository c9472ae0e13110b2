package org.framebudget.ui.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Networks measured on this machine, and its calibration. */
public final class MachineView extends ScrollPane {
    private static final String FIRST_NETWORK = "mobilenet_v1_1.0";

    private final MachineRuns runs;
    private final Predicate<Path> replace;
    private final ObservableList<String> chosen = FXCollections.observableArrayList(FIRST_NETWORK);
    private final FlowPane chips = new FlowPane(6, 4);
    private final ChoiceBox<String> precision = new ChoiceBox<>();
    private final TextField threads = field("machine.threads", "1", 5);
    private final TextField seconds = field("machine.seconds", "5", 4);
    private final TextField most = field("machine.runs", "", 5);
    private final GridPane table = new GridPane();
    private final ChoiceBox<String> effort = new ChoiceBox<>();

    /**
     * Follows what {@code runs} finds.
     *
     * @param files asks for files of networks
     * @param replace asks whether a profile that is there may be written anew
     */
    public MachineView(MachineRuns runs, Supplier<List<Path>> files, Predicate<Path> replace) {
        this.runs = runs;
        this.replace = replace;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("live");
        VBox page = new VBox(8, head(), card(measuring(files)), card(table), card(calibrating()));
        page.getStyleClass().add("live-page");
        setContent(page);
        chosen.addListener((ListChangeListener<String>) change -> showChosen());
        runs.rows().addListener((ListChangeListener<MeasureRow>) change -> showRows());
        showChosen();
        showRows();
    }

    private static VBox card(Node... content) {
        VBox card = new VBox(8, content);
        card.getStyleClass().add("card");
        return card;
    }

    private HBox head() {
        Label here = wrapped(Texts.get("machine.lead"));
        here.setId("machine-lead");
        HBox.setHgrow(here, Priority.ALWAYS);
        runs.machineProperty().addListener((property, old, now) -> here.setText(lead(now)));
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(runs.progressProperty());
        progress.setPrefWidth(120);
        progress.setMinWidth(80);
        progress.setAccessibleText(Texts.get("machine.progress"));
        Label doing = new Label();
        doing.textProperty().bind(runs.doingProperty());
        doing.getStyleClass().addAll("quiet", "small");
        Button cancel = new Button(Texts.get("verdict.cancel"));
        cancel.setId("machine-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> runs.cancel());
        VBox words = new VBox(2, progress, doing);
        HBox work = new HBox(8, words, cancel);
        work.setAlignment(Pos.CENTER_RIGHT);
        work.visibleProperty().bind(runs.progressProperty().lessThan(1));
        work.managedProperty().bind(work.visibleProperty());
        HBox head = new HBox(10, here, work);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static String lead(@Nullable MachineInfo machine) {
        if (machine == null) {
            return Texts.get("machine.lead");
        }
        String memory = machine.memoryMb() == null
                ? ""
                : Texts.get("machine.memory", Long.toString(Math.round(machine.memoryMb() / 1e3)));
        String governor = machine.governor() == null ? "" : Texts.get("machine.governor", machine.governor());
        return Texts.get(
                        "machine.here",
                        machine.cpuModel() == null ? machine.arch() : machine.cpuModel(),
                        Integer.toString(machine.cores()))
                + memory
                + governor
                + Texts.get("machine.os", machine.os());
    }

    private VBox measuring(Supplier<List<Path>> files) {
        ComboBox<String> known = new ComboBox<>();
        known.setId("machine-known");
        known.setPromptText(Texts.get("machine.known"));
        known.setAccessibleText(Texts.get("machine.known"));
        known.getItems().setAll(Networks.all().stream().map(NetworkInfo::id).toList());
        known.setOnAction(event -> {
            if (known.getValue() != null) {
                add(known.getValue());
            }
        });
        Button choose =
                button("machine.files", "machine-files", () -> files.get().forEach(file -> add(file.toString())));
        precision.getItems().setAll(MeasureForm.PRECISIONS);
        precision.setValue(MeasureForm.PRECISIONS.get(0));
        precision.setId("machine-precision");
        precision.setAccessibleText(Texts.get("machine.precision"));
        precision.setTooltip(new Tooltip(Texts.get("machine.precision.tip")));
        threads.setTooltip(new Tooltip(Texts.get("machine.threads.right")));
        seconds.setTooltip(new Tooltip(Texts.get("machine.seconds.right")));
        most.setTooltip(new Tooltip(Texts.get("machine.runs.right")));
        most.setPromptText(Texts.get("machine.runs.any"));
        Button measure = button("machine.measure", "machine-measure", this::measure);
        measure.getStyleClass().add("accent");
        measure.disableProperty().bind(busy());
        FlowPane fields = new FlowPane(
                12,
                6,
                known,
                choose,
                named("machine.precision", precision),
                named("machine.threads", threads),
                named("machine.seconds", seconds),
                named("machine.runs", most),
                measure);
        return new VBox(8, Labels.heading("machine.measuring.heading"), chips, fields);
    }

    private VBox calibrating() {
        effort.getItems().setAll(Texts.get("machine.quick"), Texts.get("machine.full"));
        effort.getSelectionModel().select(0);
        effort.setId("machine-effort");
        effort.setAccessibleText(Texts.get("machine.effort"));
        Button calibrate = button("machine.calibrate", "machine-calibrate", this::calibrate);
        calibrate.disableProperty().bind(busy());
        HBox row = new HBox(10, effort, calibrate);
        row.setAlignment(Pos.CENTER_LEFT);
        Label lead = wrapped(Texts.get(
                "machine.calibrate.lead", runs.hostFile().map(Path::toString).orElse("–")));
        lead.getStyleClass().addAll("quiet", "small");
        Label found = wrapped("");
        found.setId("machine-calibrated");
        found.textProperty().bind(runs.calibratedProperty());
        found.visibleProperty().bind(runs.calibratedProperty().isNotEmpty());
        found.managedProperty().bind(found.visibleProperty());
        return new VBox(8, Labels.heading("machine.calibrate.heading"), lead, row, found);
    }

    private BooleanBinding busy() {
        return Bindings.lessThan(runs.progressProperty(), 1);
    }

    private static Button button(String key, String id, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static TextField field(String key, String text, int columns) {
        TextField field = new TextField(text);
        field.setId(key.replace('.', '-'));
        field.setPrefColumnCount(columns);
        field.setAccessibleText(Texts.get(key));
        return field;
    }

    private static HBox named(String key, Control control) {
        Label name = new Label(Texts.get(key));
        name.setLabelFor(control);
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox both = new HBox(5, name, control);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private void add(String network) {
        if (!chosen.contains(network)) {
            chosen.add(network);
        }
    }

    private void showChosen() {
        chips.getChildren().clear();
        for (String network : chosen) {
            Button chip = new Button(shortName(network), new FontIcon(Feather.X));
            chip.setMnemonicParsing(false);
            chip.getStyleClass().addAll("pill", "small");
            chip.setTooltip(new Tooltip(network));
            chip.setAccessibleText(Texts.get("machine.remove", network));
            chip.setOnAction(event -> chosen.remove(network));
            chips.getChildren().add(chip);
        }
        if (chosen.isEmpty()) {
            Label none = new Label(Texts.get("machine.none"));
            none.getStyleClass().addAll("quiet", "small");
            chips.getChildren().add(none);
        }
    }

    private static String shortName(String network) {
        return network.substring(Math.max(network.lastIndexOf('/'), network.lastIndexOf('\\')) + 1);
    }

    /** Begins with what stands in the fields. */
    public void measure() {
        runs.measure(
                new MeasureForm(chosen, precision.getValue(), threads.getText(), seconds.getText(), most.getText()));
    }

    private void calibrate() {
        boolean quick = effort.getSelectionModel().getSelectedIndex() == 0;
        if (!runs.hostIsThere() || runs.hostFile().filter(replace).isPresent()) {
            runs.calibrate(quick);
        }
    }

    private void showRows() {
        table.getChildren().clear();
        table.setId("machine-rows");
        table.setHgap(11);
        table.setVgap(4);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(110);
        name.setHgrow(Priority.ALWAYS);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(Region.USE_PREF_SIZE);
        table.getColumnConstraints().setAll(name, number, number, number, number, number, number);
        if (runs.rows().isEmpty()) {
            Label none = wrapped(Texts.get("machine.rows.none"));
            none.getStyleClass().add("quiet");
            table.add(none, 0, 0, 7, 1);
            return;
        }
        table.addRow(
                0,
                Labels.column("machine.column.network"),
                Labels.column("machine.column.runs"),
                Labels.column("machine.column.first"),
                Labels.column("machine.column.p50"),
                Labels.column("machine.column.p95"),
                Labels.column("machine.column.spread"),
                Labels.column("machine.column.longest"));
        int at = 1;
        String conditions = "";
        for (MeasureRow row : runs.rows()) {
            Label network = new Label(shortName(row.network()));
            network.setTooltip(new Tooltip(row.network()));
            network.setMinWidth(0);
            table.addRow(
                    at++,
                    network,
                    new Label(row.runs()),
                    new Label(row.first()),
                    new Label(row.p50()),
                    new Label(row.p95()),
                    new Label(row.spread()),
                    new Label(row.longest()));
            String below = Texts.get(
                    "machine.under",
                    row.input().isEmpty() ? row.precision() : row.precision() + ", " + row.input(),
                    row.threads());
            if (!row.conditions().equals(conditions)) {
                conditions = row.conditions();
                below += " " + conditions + ".";
            }
            Label note = wrapped((below + " " + String.join(" ", row.notes())).strip());
            note.getStyleClass().addAll("quiet", "small");
            table.add(note, 0, at++, 7, 1);
        }
    }
}
