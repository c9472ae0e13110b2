package org.framebudget.sim.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.TextInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenario files, {@code framebudget/scenario/v1}, YAML or JSON (by the name's ending {@code .json}).
 *
 * <p>Everything a user can get wrong throws {@link InputException} with one message of the shape
 * {@code file:line: dotted.key: value and problem. What would be right.} The dotted key is also what {@code --set}
 * takes: list items are named by their id, as in {@code cameras.back.fps}.
 */
public final class ScenarioReader {
    /** Larger files are refused before they are parsed. */
    static final int MOST_BYTES = 1 << 20;

    private ScenarioReader() {}

    /**
     * Reads a file; profile and network ids are not checked.
     *
     * @param file YAML or JSON, at most 1 MB, read once
     * @param sets overrides in order, each {@code path=value}
     * @param seedOverride master seed instead of the file's
     */
    public static Scenario read(Path file, List<String> sets, @Nullable Long seedOverride) {
        return read(file, sets, seedOverride, KnownIds.ANY);
    }

    /** Reads a file and checks profile and network ids against {@code known}. */
    public static Scenario read(Path file, List<String> sets, @Nullable Long seedOverride, KnownIds known) {
        String name = file.toString();
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return read(bytes(file, name), name, folder == null ? absolute : folder, sets, seedOverride, known);
    }

    /**
     * Reads a scenario that is not in a file of its own.
     *
     * @param text YAML or JSON
     * @param fileName name for messages; {@code .json} at its end means JSON
     * @param baseDir folder that relative paths start from
     */
    public static Scenario read(
            String text, String fileName, Path baseDir, List<String> sets, @Nullable Long seedOverride) {
        return read(text.getBytes(StandardCharsets.UTF_8), fileName, baseDir, sets, seedOverride, KnownIds.ANY);
    }

    /** The same, with profile and network ids checked against {@code known}. */
    public static Scenario read(
            String text,
            String fileName,
            Path baseDir,
            List<String> sets,
            @Nullable Long seedOverride,
            KnownIds known) {
        return read(text.getBytes(StandardCharsets.UTF_8), fileName, baseDir, sets, seedOverride, known);
    }

    private static Scenario read(
            byte[] bytes, String name, Path baseDir, List<String> sets, @Nullable Long seed, KnownIds known) {
        checkLength(bytes, name);
        Node root = NodeParser.file(TextInput.decode(name, bytes), name);
        for (String set : sets) {
            root = Overrides.apply(root, set);
        }
        return new Binder(baseDir, known).bind(root, seed, sha256(bytes, sets));
    }

    /** A scenario that others are made of. */
    static ScenarioBase base(Path file) {
        String name = file.toString();
        Path folder = file.toAbsolutePath().normalize().getParent();
        return base(bytes(file, name), name, folder == null ? Path.of("") : folder);
    }

    /** The same of what would stand in a file of this name; relative paths start from {@code baseDir}. */
    static ScenarioBase base(byte[] bytes, String name, Path baseDir) {
        checkLength(bytes, name);
        return new ScenarioBase(
                NodeParser.file(TextInput.decode(name, bytes), name), baseDir, sha256(bytes, List.of()));
    }

    private static void checkLength(byte[] bytes, String name) {
        checkLength(bytes, name, "A scenario is a few pages; put series into a CSV.");
    }

    /** @param advice what would be right */
    static void checkLength(byte[] bytes, String name, String advice) {
        if (bytes.length > MOST_BYTES) {
            throw new InputException(name + ": is larger than 1 MB. " + advice);
        }
    }

    static byte[] bytes(Path file, String name) {
        return bytes(file, name, "scenario", "'framebudget new' prints a template to start from.");
    }

    /**
     * The same of another kind of file.
     *
     * @param absent what to do where there is none
     */
    static byte[] bytes(Path file, String name, String kind, String absent) {
        if (!Files.exists(file)) {
            throw new InputException(name + ": there is no such file. " + absent);
        }
        if (Files.isDirectory(file)) {
            throw new InputException(name + ": is a folder. Give the " + kind + " file in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new InputException(name + ": cannot be read. Check its permissions.", e);
        }
    }

    /** Over the file's bytes, then a zero byte and the UTF-8 text of each override; without overrides that of the file. */
    static String sha256(byte[] bytes, List<String> sets) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            for (String set : sets) {
                digest.update((byte) 0);
                digest.update(set.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
