package org.framebudget.models;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the right name for a mistyped one. */
public final class Suggestions {
    private Suggestions() {}

    /**
     * The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours), if it is near enough
     * to be what was meant: at most a third of the longer name, and at least 2.
     */
    public static Optional<String> nearest(String given, Collection<String> candidates) {
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(given.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        if (best == null || bestDistance > Math.max(2, Math.max(given.length(), best.length()) / 3)) {
            return Optional.empty();
        }
        return Optional.of(best);
    }

    /** {@code "Maybe 'x'?"} for the nearest candidate, else {@code "Known: a, b, c."} (all of them), or that there is none. */
    public static String advice(String given, Collection<String> candidates) {
        return nearest(given, candidates)
                .map(best -> "Maybe '" + best + "'?")
                .orElseGet(() ->
                        candidates.isEmpty() ? "None is known." : "Known: " + String.join(", ", candidates) + ".");
    }

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(d[i - 1][j - 1] + replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, d[i - 2][j - 2] + 1);
                }
                d[i][j] = best;
            }
        }
        return d[a.length()][b.length()];
    }
}
