package org.framebudget.sim.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The views that every store has beside {@code points}. Each is SQL over {@code points}. When a sweep has ended their rows are kept
 * as a file, so that a large store answers at once; a file whose name does not fit the SQL of today is not looked at.
 */
final class ReadyViews {
    private static final int DIGITS_OF_HASH = 12;

    /**
     * One view.
     *
     * @param about in a sentence
     * @param sql over {@code points}
     */
    record View(String name, String about, String sql) {
        /** Of its rows; another definition has another name. */
        String fileName() {
            return "view-" + name + "-" + hash(sql) + ".parquet";
        }
    }

    private ReadyViews() {}

    static List<View> of(StoreInfo info) {
        Optional<Measure> measure = Measure.of(info);
        String within = Measure.withinWords(info);
        ParetoSql pareto = ParetoSql.of(info);
        return List.of(
                new View(
                        "best_device_per_network",
                        measure.isEmpty()
                                ? "Empty: of no result that is kept more or less is better, and the sweep file names no objective."
                                : "For each network the device of the point with "
                                        + measure.get().words() + " among those within the limits (" + within
                                        + "), that point, and how many points of this pair there are and are within.",
                        BestSql.of(info)),
                new View(
                        "pareto_front",
                        pareto.criteria().isEmpty()
                                ? "Empty: no latency, energy, accuracy or price is kept."
                                : "Points within the limits (" + within
                                        + ") of which no other one is at least as good in all of " + pareto.words()
                                        + " and better in one.",
                        pareto.sql()),
                new View(
                        "main_effects",
                        "For each value of each axis, or each stretch of values, the mean of every result and the share of"
                                + " points within the limits (" + within + ").",
                        EffectsSql.of(info)));
    }

    /** Whether the files hold every point of the sweep. */
    static boolean complete(StoreInfo info, List<Part> parts) {
        long next = 0;
        for (Part part : parts) {
            if (part.from() != next) {
                return false;
            }
            next = part.to() + 1;
        }
        return next == info.size();
    }

    /** The SQL that defines a view in a store: its kept rows where they are there. */
    static boolean isKept(Path folder, View view) {
        return Files.isRegularFile(folder.resolve(view.fileName()));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS_OF_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
