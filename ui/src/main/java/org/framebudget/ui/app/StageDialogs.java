package org.framebudget.ui.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.framebudget.ui.open.FileDialogs;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The dialogs of the operating system. */
final class StageDialogs implements FileDialogs {
    private static final String[] SCENARIOS = {"*.yaml", "*.yml", "*.json"};

    private final Stage stage;
    private @Nullable File last;
    private @Nullable File lastNetworks;

    StageDialogs(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Path> open() {
        FileChooser chooser = chooser("dialog.open", "dialog.scenarios", SCENARIOS);
        if (last != null && last.isDirectory()) {
            chooser.setInitialDirectory(last);
        }
        return chosen(chooser.showOpenDialog(stage));
    }

    @Override
    public Optional<Path> save(Path folder, String name) {
        FileChooser chooser = chooser("dialog.save", "dialog.scenarios", SCENARIOS);
        if (Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        chooser.setInitialFileName(name);
        return chosen(chooser.showSaveDialog(stage));
    }

    @Override
    public List<Path> networks() {
        FileChooser chooser = chooser("dialog.networks", "dialog.tflite", "*.tflite");
        if (lastNetworks != null && lastNetworks.isDirectory()) {
            chooser.setInitialDirectory(lastNetworks);
        }
        List<File> files = chooser.showOpenMultipleDialog(stage);
        if (files == null || files.isEmpty()) {
            return List.of();
        }
        lastNetworks = files.get(0).getParentFile();
        return files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> recording() {
        FileChooser chooser = chooser("dialog.recording", "dialog.recordings", "*.fbhil", "*.partial");
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> folder() {
        return folder("dialog.folder");
    }

    @Override
    public Optional<Path> keys() {
        return folder("dialog.keys");
    }

    private Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.get(title));
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> token() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.get("dialog.token"));
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    @Override
    public Unsaved unsaved(String name, List<String> changes) {
        ButtonType save = new ButtonType(Texts.get("unsaved.save"), ButtonBar.ButtonData.YES);
        ButtonType discard = new ButtonType(Texts.get("unsaved.discard"), ButtonBar.ButtonData.NO);
        ButtonType chosen = ask(Texts.get("unsaved.title", name), String.join("\n", changes), save, discard);
        return chosen == save ? Unsaved.SAVE : chosen == discard ? Unsaved.DISCARD : Unsaved.CANCEL;
    }

    @Override
    public boolean replace(Path file) {
        ButtonType replace = new ButtonType(Texts.get("replace.yes"), ButtonBar.ButtonData.YES);
        return ask(Texts.get("replace.title"), Texts.get("replace.file", file), replace) == replace;
    }

    /** What was chosen; a closed dialog, or the escape key, is none of the choices. */
    private ButtonType ask(String title, String text, ButtonType... choices) {
        ButtonType cancel = new ButtonType(Texts.get("ask.cancel"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, text, choices);
        alert.getButtonTypes().add(cancel);
        alert.initOwner(stage);
        alert.setTitle(Texts.get("app.name"));
        alert.setHeaderText(title);
        DialogPane pane = alert.getDialogPane();
        pane.setMinHeight(Region.USE_PREF_SIZE);
        pane.getStylesheets().addAll(stage.getScene().getStylesheets());
        pane.getStyleClass().addAll(stage.getScene().getRoot().getStyleClass());
        for (ButtonType type : alert.getButtonTypes()) {
            pane.lookupButton(type).setId("ask-" + type.getButtonData().name().toLowerCase(Locale.ROOT));
        }
        return alert.showAndWait().orElse(cancel);
    }

    private static FileChooser chooser(String title, String kind, String... endings) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.get(title));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(Texts.get(kind), endings),
                        new FileChooser.ExtensionFilter(Texts.get("dialog.all"), "*.*"));
        return chooser;
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file != null) {
            last = file.getParentFile();
        }
        return Optional.ofNullable(file).map(File::toPath);
    }
}
