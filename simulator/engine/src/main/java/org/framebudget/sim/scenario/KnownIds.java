package org.framebudget.sim.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.framebudget.models.Suggestions;

/**
 * The profile and network ids that exist, so that a mistyped one is reported with its line. An empty list means: not
 * known here, accept any id and let the loader complain. A value with a slash, or that ends in {@code .yaml},
 * {@code .yml}, {@code .json} or {@code .tflite}, is a path relative to the scenario, and the file must be there.
 *
 * @param profiles ids of device profiles
 * @param networks ids of networks
 */
public record KnownIds(List<String> profiles, List<String> networks) {
    private static final Pattern PATH = Pattern.compile(".*\\.(yaml|yml|json|tflite)");

    /** Checks nothing but paths. */
    public static final KnownIds ANY = new KnownIds(List.of(), List.of());

    /** Copies both lists. */
    public KnownIds {
        profiles = List.copyOf(profiles);
        networks = List.copyOf(networks);
    }

    String profile(Fields fields, String key, Path baseDir) {
        return checked(fields, key, baseDir, profiles, "profile");
    }

    String network(Fields fields, String key, Path baseDir) {
        return checked(fields, key, baseDir, networks, "network");
    }

    private static String checked(Fields fields, String key, Path baseDir, List<String> ids, String what) {
        String value = fields.text(key);
        if (value.contains("/") || PATH.matcher(value).matches()) {
            checkFile(fields, key, baseDir, value, "the scenario file");
        } else if (!ids.isEmpty() && !ids.contains(value)) {
            throw fields.error(
                    key,
                    "'" + value + "' is not a known " + what + ".",
                    Suggestions.nearest(value, ids)
                            .map(best -> "Maybe '" + best + "'?")
                            .orElse("'framebudget " + (what.equals("profile") ? "devices" : "networks")
                                    + "' lists them."));
        }
        return value;
    }

    /** @param from what paths are relative to, in words */
    static void checkFile(Fields fields, String key, Path baseDir, String value, String from) {
        if (!isFile(baseDir, value)) {
            throw fields.error(key, "there is no file '" + value + "'.", "Paths are relative to " + from + ".");
        }
    }

    private static boolean isFile(Path baseDir, String value) {
        try {
            return Files.isRegularFile(baseDir.resolve(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
