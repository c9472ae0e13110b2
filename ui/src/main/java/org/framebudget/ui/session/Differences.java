package org.framebudget.ui.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was changed in a scenario, for people and for the command line. */
public final class Differences {
    private Differences() {}

    /**
     * One changed value.
     *
     * @param key path, as {@code --set} takes it
     * @param before as in the file; empty where the file does not say
     * @param after as changed
     */
    public record Difference(String key, String before, String after) {}

    /** All changes, in the order they were made in. */
    public static List<Difference> of(Question question) {
        List<Difference> all = new ArrayList<>();
        for (Map.Entry<String, String> change : question.changes().entrySet()) {
            Optional<String> before = question.base().places().written(change.getKey());
            all.add(new Difference(change.getKey(), before.orElse(""), change.getValue()));
        }
        return all;
    }

    /** The arguments that make the same changes on the command line. */
    public static String arguments(Question question) {
        return question.sets().stream()
                .map(set -> "--set " + (set.matches("[\\w.=+:/-]+") ? set : "'" + set.replace("'", "'\\''") + "'"))
                .collect(Collectors.joining(" "));
    }

    /** Few words for a table: the last names of what was changed and their values. */
    public static String label(Question question) {
        if (question.changes().isEmpty()) {
            return "the file";
        }
        return question.changes().entrySet().stream()
                .map(change ->
                        change.getKey().substring(change.getKey().lastIndexOf('.') + 1) + " " + change.getValue())
                .collect(Collectors.joining(", "));
    }
}
