package org.framebudget.sim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/** Looks at where output is to go before any work is done, so that a long run does not end in a typing mistake. */
public final class OutputPaths {
    private final Map<Path, String> taken = new HashMap<>();

    /** A file that is read, so that no output replaces it. */
    public OutputPaths input(Path file) {
        taken.put(real(file), "the input");
        return this;
    }

    /**
     * A file to be written; absent is fine.
     *
     * @param option for messages, as in {@code --pdf}
     * @throws InputException where nothing could be written there, or another output goes there
     */
    public OutputPaths file(String option, @Nullable Path file) {
        if (file == null) {
            return this;
        }
        if (Files.isDirectory(file)) {
            throw problem(option, file, "is a folder. Give the name of a file in it.");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw problem(option, file, "cannot be written: access is denied.");
        }
        String other = taken.putIfAbsent(real(file), option);
        if (other != null && !isDevice(file)) {
            throw problem(option, file, "is also " + other + ". Give another name.");
        }
        Path folder = normal(file).getParent();
        if (folder != null && !isDevice(file)) {
            writableFolder(option, file, folder);
        }
        return this;
    }

    /** A folder that is created where it is missing; absent is fine. */
    public OutputPaths folder(String option, @Nullable Path folder) {
        if (folder == null) {
            return this;
        }
        Path existing = normal(folder);
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            throw problem(option, folder, "has no existing folder above it.");
        }
        if (!Files.isDirectory(existing)) {
            throw problem(option, folder, "cannot be a folder, since '" + existing + "' is a file.");
        }
        writableFolder(option, folder, existing);
        return this;
    }

    /** Files that a command writes into a folder that is looked at by itself; absent is fine. */
    public OutputPaths within(String option, @Nullable Path folder, List<String> names) {
        if (folder != null) {
            for (String name : names) {
                Path file = folder.resolve(name);
                String other = taken.putIfAbsent(real(file), option);
                if (other != null) {
                    throw problem(
                            option,
                            folder,
                            "would replace '" + file + "', which is also " + other + ". Give another name.");
                }
            }
        }
        return this;
    }

    private static void writableFolder(String option, Path given, Path folder) {
        if (!Files.exists(folder)) {
            throw problem(option, given, "lies in a folder that does not exist. Create '" + folder + "' first.");
        }
        if (!Files.isDirectory(folder)) {
            throw problem(option, given, "cannot be written, since '" + folder + "' is not a folder.");
        }
        if (!Files.isWritable(folder)) {
            throw problem(option, given, "cannot be written: access to the folder '" + folder + "' is denied.");
        }
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    /** Where a path leads: a link to the input is the input. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return normal(path); // not there yet
        }
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static InputException problem(String option, Path given, String text) {
        return new InputException(option + ": '" + given + "' " + text);
    }
}
