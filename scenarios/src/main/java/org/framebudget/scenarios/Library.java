package org.framebudget.scenarios;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/** The shipped scenarios: one folder each, with {@code scenario.yaml}, {@code README.md} and what the scenario reads. */
public final class Library {
    private final Path folder;
    private final boolean packed;

    private Library(Path folder, boolean packed) {
        this.folder = folder;
        this.packed = packed;
    }

    /** The library in a folder on disk. */
    static Library in(Path folder) {
        return new Library(folder, false);
    }

    /**
     * The library of this installation: the folder {@code scenarios/library} of the checkout or package that the launcher
     * names, or else the copy inside the program.
     */
    public static Library installed() {
        String home = System.getProperty("framebudget.home");
        if (home != null) {
            Path folder = Path.of(home, "scenarios", "library");
            if (Files.isDirectory(folder)) {
                return in(folder);
            }
        }
        return packed();
    }

    /**
     * The copy inside the program.
     *
     * @throws MachineException where the program's own file cannot be read
     */
    static Library packed() {
        try {
            Path program = Path.of(Library.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // not closed: the entries stay readable until the program ends
            Path root = Files.isDirectory(program)
                    ? program
                    : FileSystems.newFileSystem(program).getPath("/");
            return new Library(root.resolve("library"), true);
        } catch (IOException | URISyntaxException e) {
            throw new MachineException("The scenario library inside the program cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether the files lie inside the program, where no other command can read them. */
    boolean isPacked() {
        return packed;
    }

    /**
     * One shipped scenario.
     *
     * @param name folder name
     * @param title heading of its README, the question; empty where there is none
     * @param file the scenario file
     */
    public record Entry(String name, String title, Path file) {}

    /** The scenario, its README, and profiles and tables that it reads; a picture beside it is for the page alone. */
    private static boolean isText(Path file) {
        return Files.isRegularFile(file) && file.toString().matches(".*\\.(yaml|md|csv)");
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        } catch (IOException e) {
            throw new MachineException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** All shipped scenarios by name; empty where the library has none. */
    public List<Entry> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (Path candidate : listed(folder)) {
            Path file = candidate.resolve("scenario.yaml");
            if (Files.isRegularFile(file)) {
                entries.add(new Entry(candidate.getFileName().toString(), title(candidate.resolve("README.md")), file));
            }
        }
        return entries;
    }

    /**
     * Copies every scenario with its README and what it reads below a folder, each into one of its own.
     *
     * @throws InputException where a file of the same name is there already; nothing is written then
     * @throws MachineException where a file cannot be written
     */
    void copyTo(Path target) {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new InputException("--copy-to: " + target + ": this is a file, not a folder. Name a new folder.");
        }
        List<Path> sources = new ArrayList<>();
        for (Entry entry : entries()) {
            listed(folder.resolve(entry.name())).stream()
                    .filter(Library::isText)
                    .forEach(sources::add);
        }
        for (Path source : sources) {
            Path copy = place(target, source);
            if (Files.exists(copy)) {
                throw new InputException(
                        "--copy-to: " + copy + ": the file is there already. Choose a new folder or move it away.");
            }
        }
        for (Path source : sources) {
            Path copy = place(target, source);
            try {
                Files.createDirectories(copy.getParent());
            } catch (IOException e) {
                throw new MachineException(copy.getParent() + ": cannot be made: " + e.getMessage(), e);
            }
            SafeFiles.writeText(copy, text(source));
        }
    }

    /** Below the target as below the library; by text, since a path inside the program is of another file system. */
    private Path place(Path target, Path source) {
        return target.resolve(folder.relativize(source).toString());
    }

    private static String title(Path readme) {
        if (!Files.isRegularFile(readme)) {
            return "";
        }
        return text(readme)
                .lines()
                .filter(l -> l.startsWith("# "))
                .map(l -> l.substring(2).strip())
                .findFirst()
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MachineException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
