package org.framebudget.scenarios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.MachineException;

/** The shipped scenarios as they lie on disk: one folder each, with {@code scenario.yaml} and {@code README.md}. */
final class Library {
    private final Path folder;

    Library(Path folder) {
        this.folder = folder;
    }

    /**
     * The library of this installation.
     *
     * @throws MachineException where the launcher did not say where the installation is
     */
    static Library installed() {
        String home = System.getProperty("framebudget.home");
        if (home == null) {
            throw new MachineException(
                    "The scenario library was not found: start the program with its launcher, ./framebudget.",
                    new IllegalStateException("framebudget.home is not set"));
        }
        return new Library(Path.of(home, "scenarios", "library"));
    }

    /**
     * One shipped scenario.
     *
     * @param name folder name
     * @param title heading of its README, empty where there is none
     * @param file the scenario file
     */
    record Entry(String name, String title, Path file) {}

    /** All shipped scenarios by name; empty where the library has none. */
    List<Entry> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> folders;
        try (Stream<Path> listed = Files.list(folder)) {
            folders = listed.sorted().toList();
        } catch (IOException e) {
            throw new MachineException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
        List<Entry> entries = new ArrayList<>();
        for (Path candidate : folders) {
            Path file = candidate.resolve("scenario.yaml");
            if (Files.isRegularFile(file)) {
                entries.add(new Entry(candidate.getFileName().toString(), title(candidate.resolve("README.md")), file));
            }
        }
        return entries;
    }

    private static String title(Path readme) {
        if (!Files.isRegularFile(readme)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(readme, StandardCharsets.UTF_8)) {
            return lines.filter(l -> l.startsWith("# "))
                    .map(l -> l.substring(2).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new MachineException(readme + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
