package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.framebudget.models.SafeFiles;

/** One line on standard error where a signal ends the process, so that nobody takes silence for success. */
final class Interruption {
    private Interruption() {}

    /**
     * Speaks from now on whenever the process is made to end, but for a command that a signal is meant to end; the exit status is the
     * signal's, as in 130 and 143.
     */
    static Thread announce(Terminal terminal) {
        // makes the class ready: while the process ends, its own hook could not be added any more
        SafeFiles.written();
        Thread words = new Thread(
                () -> {
                    if (terminal.isUntilSignal()) {
                        return;
                    }
                    if (terminal.errInteractive()) {
                        terminal.redraw("");
                    }
                    terminal.note("framebudget: " + message(SafeFiles.written()));
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(words);
        return words;
    }

    /** No more: the work is done, and what ends now ends by itself. */
    static void over(Thread words) {
        try {
            Runtime.getRuntime().removeShutdownHook(words);
        } catch (IllegalStateException e) {
            // the signal came first
        }
    }

    static String message(List<Path> written) {
        return "interrupted; "
                + (written.isEmpty()
                        ? "nothing was written."
                        : "written before that: "
                                + written.stream().map(Path::toString).collect(Collectors.joining(", ")) + ".");
    }
}
