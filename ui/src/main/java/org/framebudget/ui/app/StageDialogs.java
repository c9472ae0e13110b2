package org.framebudget.ui.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.framebudget.ui.open.FileDialogs;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The dialogs of the operating system. */
final class StageDialogs implements FileDialogs {
    private final Stage stage;
    private @Nullable File last;

    StageDialogs(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Path> open() {
        FileChooser chooser = chooser("dialog.open");
        if (last != null && last.isDirectory()) {
            chooser.setInitialDirectory(last);
        }
        return chosen(chooser.showOpenDialog(stage));
    }

    @Override
    public Optional<Path> save(Path folder, String name) {
        FileChooser chooser = chooser("dialog.save");
        if (Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        chooser.setInitialFileName(name);
        return chosen(chooser.showSaveDialog(stage));
    }

    private static FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.get(title));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(Texts.get("dialog.scenarios"), "*.yaml", "*.yml", "*.json"),
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
