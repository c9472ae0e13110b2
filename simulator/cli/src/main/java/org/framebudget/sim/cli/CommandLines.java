package org.framebudget.sim.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Command lines that give an answer again. */
public final class CommandLines {
    private CommandLines() {}

    /**
     * A command on a scenario, quoted for a POSIX shell.
     *
     * @param command {@code run} or {@code plan}
     * @param sets overrides, {@code path=value}
     * @param seed absent for the scenario's own
     * @param more further words
     */
    public static String reproduce(
            String command, String file, List<String> sets, @Nullable Long seed, String... more) {
        StringBuilder text =
                new StringBuilder("framebudget ").append(command).append(' ').append(quoted(file));
        for (String set : sets) {
            text.append(" --set ").append(quoted(set));
        }
        if (seed != null) {
            text.append(" --seed ").append(seed);
        }
        for (String word : more) {
            text.append(' ').append(quoted(word));
        }
        return text.toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=:,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
