package org.framebudget.ui.hardware;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.framebudget.ui.hardware.HardwareForm.Kind;
import org.framebudget.ui.hardware.HardwareRuns.Saved;
import org.framebudget.ui.open.FileDialogs;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which device is real and what answers for it, how far the run is, and how it ended. Takes no room until it is asked for. */
public final class HardwareBar extends VBox {
    /** The shortest name beside its arrow. */
    private static final double DEVICE_PX = 120;

    private final HardwareRuns runs;
    private final Saver saver;
    private final ChoiceBox<String> device = new ChoiceBox<>();
    private final ChoiceBox<Kind> kind = new ChoiceBox<>();
    private final TextField address = new TextField();
    private final Label file = new Label();
    private final HBox verdict = new HBox(8);
    private final Label sentence = new Label();
    private final Label another = new Label(Texts.get("hardware.another"));
    private final List<Button> saves;
    private @Nullable Path keys;
    private @Nullable Path token;
    private @Nullable Path recording;

    /** Asks where a file should go and has it written. */
    @FunctionalInterface
    public interface Saver {
        /**
         * Asks.
         *
         * @param title what for
         * @param name suggested
         */
        void save(String title, String name, Consumer<Path> writer);
    }

    /** Follows what {@code runs} has. */
    public HardwareBar(HardwareRuns runs, FileDialogs files, Saver saver) {
        super(6);
        this.runs = runs;
        this.saver = saver;
        setId("hardware");
        getStyleClass().add("hardware-bar");
        device.setId("hardware-device");
        device.setMinWidth(DEVICE_PX);
        device.setAccessibleText(Texts.get("hardware.device"));
        device.setTooltip(new Tooltip(Texts.get("hardware.device")));
        kind.setId("hardware-kind");
        kind.setAccessibleText(Texts.get("hardware.kind"));
        kind.setConverter(new KindWords());
        kind.getItems().setAll(Kind.values());
        kind.setValue(Kind.LOCAL);
        address.setId("hardware-address");
        address.setPromptText(Texts.get("hardware.address"));
        address.setAccessibleText(Texts.get("hardware.address"));
        address.setPrefColumnCount(14);
        file.setId("hardware-file");
        file.setMinWidth(0);
        file.getStyleClass().addAll("quiet", "small");
        sentence.setId("hardware-verdict");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.textProperty().bind(runs.verdictProperty());
        another.getStyleClass().addAll("quiet", "small");
        another.setId("hardware-another");
        saves = List.of(save(Saved.TWIN_PDF), save(Saved.TWIN_JSON), save(Saved.RECORDING));
        getChildren().addAll(asking(files), verdict());
        runs.progressProperty().addListener((property, old, now) -> refresh());
        runs.seenProperty().addListener((property, old, now) -> refresh());
        runs.verdictProperty().addListener((property, old, now) -> refresh());
        refresh();
        shown(this, false);
    }

    private HBox asking(FileDialogs files) {
        HBox agent = new HBox(
                6,
                address,
                chooser("hardware.keys", "hardware.keys.tip", files::keys, folder -> keys = folder),
                chooser("hardware.token", "hardware.token.tip", files::token, secret -> token = secret));
        HBox replay = new HBox(
                6,
                chooser("hardware.recording", "hardware.recording.tip", files::recording, chosen -> recording = chosen),
                file);
        replay.setAlignment(Pos.CENTER_LEFT);
        Button start = button("hardware.start", "hardware-start", this::start);
        start.getStyleClass().add("accent");
        HBox form = new HBox(8, device, kind, agent, replay, start);
        form.setAlignment(Pos.CENTER_LEFT);
        kind.valueProperty().addListener((property, old, now) -> showKind(agent, replay, now));
        showKind(agent, replay, kind.getValue());
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(runs.progressProperty());
        progress.setPrefWidth(140);
        progress.setMinWidth(80);
        progress.setAccessibleText(Texts.get("hardware.progress"));
        Label doing = new Label();
        doing.setId("hardware-doing");
        doing.textProperty().bind(runs.doingProperty());
        doing.setMinWidth(0);
        doing.getStyleClass().addAll("quiet", "small");
        HBox work = new HBox(8, progress, button("verdict.cancel", "hardware-cancel", runs::cancel), doing);
        work.setAlignment(Pos.CENTER_LEFT);
        Button close = new Button(null, new FontIcon(Feather.X));
        close.getStyleClass().add("button-icon");
        close.setId("hardware-close");
        close.setAccessibleText(Texts.get("problem.close"));
        close.setOnAction(event -> {
            runs.forget();
            shown(this, false);
        });
        runs.progressProperty().addListener((property, old, now) -> {
            shown(form, !runs.running());
            shown(work, runs.running());
            shown(close, !runs.running());
        });
        shown(work, false);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label heading = Labels.heading("hardware.heading");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(10, heading, form, work, gap, close);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox verdict() {
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        VBox words = new VBox(2, sentence, another);
        HBox.setHgrow(words, Priority.ALWAYS);
        verdict.setAlignment(Pos.CENTER_LEFT);
        verdict.getChildren().add(words);
        verdict.getChildren().addAll(saves);
        return verdict;
    }

    private Button save(Saved what) {
        Button button = new Button(what.text());
        button.setId("hardware-save-" + what);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> saver.save(what.text(), what.file(), runs.writer(what)));
        return button;
    }

    private static Button button(String key, String id, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** What was chosen is the button's tooltip, and the recording's name stands beside it. */
    private Button chooser(String key, String tip, Supplier<Optional<Path>> ask, Consumer<Path> chosen) {
        Button button = new Button(Texts.get(key));
        button.setId(key.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(Texts.get(tip)));
        button.setOnAction(event -> ask.get().ifPresent(path -> {
            chosen.accept(path);
            button.getTooltip().setText(path.toString());
            button.setText(Texts.get("hardware.chosen", Texts.get(key)));
            file.setText(recording == null ? "" : String.valueOf(recording.getFileName()));
        }));
        return button;
    }

    private static void showKind(Node agent, Node replay, Kind now) {
        shown(agent, now == Kind.AGENT);
        shown(replay, now == Kind.REPLAY);
    }

    private static void shown(Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }

    private void start() {
        runs.start(new HardwareForm(device.getValue(), kind.getValue(), address.getText(), keys, token, recording));
    }

    /** Shows it, with the devices of the present answer. */
    public void ask() {
        List<String> devices = runs.devices();
        if (!device.getItems().equals(devices)) {
            device.getItems().setAll(devices);
        }
        if (!devices.contains(device.getValue())) {
            device.setValue(devices.isEmpty() ? null : devices.get(0));
        }
        shown(this, true);
        refresh();
    }

    /** Another answer or question: other devices, and curves that may be of what was before. */
    public void refresh() {
        if (isVisible() && !device.getItems().equals(runs.devices())) {
            ask();
        }
        shown(another, runs.ofAnother());
        for (int i = 0; i < saves.size(); i++) {
            shown(saves.get(i), runs.canSave(Saved.values()[i]));
        }
        shown(verdict, !runs.verdictProperty().get().isEmpty() || runs.ofAnother());
    }

    /** Kinds in words. */
    private static final class KindWords extends StringConverter<Kind> {
        @Override
        public String toString(Kind of) {
            return of.text();
        }

        @Override
        public Kind fromString(String text) {
            throw new UnsupportedOperationException(text);
        }
    }
}
