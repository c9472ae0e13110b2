package org.framebudget.sim.sweep.spark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/**
 * The files that a sweep reads: every text in it, in its scenario and in a profile that is the name of a file there. That may be one
 * too many, a title that is a file's name, and never one too few.
 */
final class SweepFiles {
    private static final List<String> PROFILES = List.of(".yaml", ".yml", ".json");
    private static final String CITATIONS = "citations.bib";
    private static final YAMLFactory YAML = new YAMLFactory();

    private final Path scenarioFolder;
    private final @Nullable Path userFolder;
    private final Set<Path> found = new LinkedHashSet<>();

    /** @param userFolder with profiles by their id; absent where there is none */
    SweepFiles(Path scenarioFile, @Nullable Path userFolder) {
        this.scenarioFolder = folder(scenarioFile);
        this.userFolder = userFolder;
    }

    /** Absolute paths, in the order in which they are found. */
    Set<Path> of(Path sweepFile, Path scenarioFile) {
        for (Path file : List.of(sweepFile, scenarioFile)) {
            found.add(absolute(file));
            for (String text : texts(file)) {
                named(text);
            }
        }
        return found;
    }

    private void named(String text) {
        Path file = regular(scenarioFolder, text);
        if (file != null) {
            add(file);
        }
        if (userFolder == null) {
            return;
        }
        // of host+accelerator the host
        for (int end = text.length(); end > 0; end = text.lastIndexOf('+', end - 1)) {
            for (String suffix : PROFILES) {
                Path profile = regular(userFolder, text.substring(0, end) + suffix);
                if (profile != null) {
                    add(profile);
                }
            }
        }
    }

    private void add(Path file) {
        if (!found.add(absolute(file)) || PROFILES.stream().noneMatch(file.toString()::endsWith)) {
            return;
        }
        Path folder = folder(file);
        List<String> texts = new ArrayList<>(texts(file));
        texts.add(CITATIONS);
        for (String text : texts) {
            Path beside = regular(folder, text);
            if (beside != null) {
                found.add(absolute(beside));
            }
        }
    }

    private static @Nullable Path regular(Path folder, String name) {
        try {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static Path folder(Path file) {
        Path folder = absolute(file).getParent();
        return folder == null ? absolute(file) : folder;
    }

    /** All values of a YAML or JSON file that are text. */
    private static List<String> texts(Path file) {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(Files.readAllBytes(file))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.add(parser.getText());
                }
            }
        } catch (IOException e) {
            throw new MachineException(file + ": cannot be read: " + e.getMessage() + ".", e);
        }
        return texts;
    }
}
