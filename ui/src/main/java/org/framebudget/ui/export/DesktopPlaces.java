package org.framebudget.ui.export;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** The file chooser and the programs of the desktop. */
public final class DesktopPlaces implements Places {
    private final Supplier<@Nullable Window> owner;
    private @Nullable File folder;

    /** @param owner the window that the chooser stands in front of */
    public DesktopPlaces(Supplier<@Nullable Window> owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> choose(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        String ending = "*" + name.substring(name.lastIndexOf('.'));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(ending, ending));
        File file = chooser.showSaveDialog(owner.get());
        if (file == null) {
            return Optional.empty();
        }
        folder = file.getParentFile();
        return Optional.of(file.toPath());
    }

    @Override
    public void open(Path path) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String command = system.contains("win") && !system.contains("darwin")
                ? "explorer"
                : system.contains("mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(List.of(command, path.toAbsolutePath().toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new MachineException(path + ": no program of this desktop opens it (" + command + ").", e);
        }
    }
}
