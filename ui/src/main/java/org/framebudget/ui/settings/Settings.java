package org.framebudget.ui.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.ui.theme.Theme;
import org.jspecify.annotations.Nullable;

/**
 * Size and look of the window and the files that were opened last, kept in a small file. A file that cannot be read, or
 * holds nonsense, counts as none; one that cannot be written is not: nothing of a user's work is in it.
 */
public final class Settings {
    /** So many files are remembered. */
    public static final int RECENT_MAX = 10;

    private static final double WIDTH_PX = 1280;
    private static final double HEIGHT_PX = 800;
    private static final double LARGEST_PX = 16_000;
    private static final long MOST_BYTES = 1 << 16;
    private static final String FILE = "window.properties";

    private final @Nullable Path file;
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private double widthPx = WIDTH_PX;
    private double heightPx = HEIGHT_PX;
    private boolean maximized;
    private Theme theme = Theme.LIGHT;

    private Settings(@Nullable Path file) {
        this.file = file;
    }

    /** Settings that are forgotten with the window. */
    public static Settings forgotten() {
        return new Settings(null);
    }

    /** Those of the user. */
    public static Settings ofUser() {
        Path folder = ConfigFolder.ofUser();
        return folder == null ? forgotten() : in(folder);
    }

    /** Those in a folder, which need not be there. */
    static Settings in(Path folder) {
        Settings settings = new Settings(folder.resolve(FILE));
        settings.read(folder.resolve(FILE));
        return settings;
    }

    private void read(Path from) {
        Properties read = new Properties();
        try {
            if (!Files.isRegularFile(from) || Files.size(from) > MOST_BYTES) {
                return;
            }
            read.load(new StringReader(Files.readString(from, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException | SecurityException e) {
            return;
        }
        widthPx = number(read.getProperty("width_px"), WIDTH_PX);
        heightPx = number(read.getProperty("height_px"), HEIGHT_PX);
        maximized = Boolean.parseBoolean(read.getProperty("maximized"));
        theme = "dark".equals(read.getProperty("theme")) ? Theme.DARK : Theme.LIGHT;
        for (int i = 0; i < RECENT_MAX; i++) {
            String path = read.getProperty("recent." + i, "");
            try {
                if (!path.isBlank() && Path.of(path).isAbsolute() && !recent.contains(Path.of(path))) {
                    recent.add(Path.of(path));
                }
            } catch (InvalidPathException e) {
                // of another system: no file here
            }
        }
    }

    private static double number(@Nullable String text, double otherwise) {
        try {
            double value = text == null ? otherwise : Double.parseDouble(text);
            return value >= 100 && value <= LARGEST_PX ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Keeps what is there now; where that fails the next start is as the last one. */
    public void save() {
        Path target = file;
        if (target == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        text.append("width_px = ").append(Math.round(widthPx)).append('\n');
        text.append("height_px = ").append(Math.round(heightPx)).append('\n');
        text.append("maximized = ").append(maximized).append('\n');
        text.append("theme = ").append(theme.name().toLowerCase(Locale.ROOT)).append('\n');
        for (int i = 0; i < recent.size(); i++) {
            String path = recent.get(i).toString().replace("\\", "\\\\").replace("\n", "\\n");
            text.append("recent.").append(i).append(" = ").append(path).append('\n');
        }
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            SafeFiles.writeText(target, text.toString());
            // not what a command was asked to write
            SafeFiles.forget(target);
        } catch (IOException | InputException | MachineException e) {
            // not worth a word to the user
        }
    }

    /** Puts a file first among those that were opened; one inside the program is not remembered. */
    public void opened(Path scenario) {
        if (!scenario.getFileSystem().equals(FileSystems.getDefault())) {
            return;
        }
        Path whole = scenario.toAbsolutePath().normalize();
        recent.remove(whole);
        recent.add(0, whole);
        while (recent.size() > RECENT_MAX) {
            recent.remove(recent.size() - 1);
        }
        save();
    }

    /** Takes a file out of those that were opened. */
    public void forget(Path scenario) {
        recent.remove(scenario);
        save();
    }

    /** Files that were opened, absolute, the last one first. */
    public ObservableList<Path> recent() {
        return FXCollections.unmodifiableObservableList(recent);
    }

    /** Remembers how large the window is; a maximized one keeps the size from before. */
    public void setSize(double width, double height, boolean isMaximized) {
        maximized = isMaximized;
        if (!isMaximized) {
            widthPx = width;
            heightPx = height;
        }
    }

    /** Remembers the look. */
    public void setTheme(Theme other) {
        theme = other;
    }

    /** The look. */
    public Theme theme() {
        return theme;
    }

    /** Width of the window's content. */
    public double widthPx() {
        return widthPx;
    }

    /** Height of the window's content. */
    public double heightPx() {
        return heightPx;
    }

    /** Whether the window fills the screen. */
    public boolean maximized() {
        return maximized;
    }
}
