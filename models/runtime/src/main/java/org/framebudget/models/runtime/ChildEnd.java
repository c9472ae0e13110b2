package org.framebudget.models.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts into words how a child ended that gave no answer. */
final class ChildEnd {
    /** A process that a signal ended reports 128 plus its number. */
    private static final int SIGNALLED = 128;

    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    /** By which somebody else ends a process: a terminal, a user, a service manager. */
    private static final Map<Integer, String> REQUESTS = Map.of(1, "SIGHUP", 2, "SIGINT", 15, "SIGTERM");

    private static final Map<Integer, String> SIGNALS =
            Map.of(4, "SIGILL", SIGABRT, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", SIGKILL, "SIGKILL", 11, "SIGSEGV");
    /** First lines of the virtual machine's report of a crash. */
    private static final Pattern CRASH = Pattern.compile("^#\\s+(SIG[A-Z]+|EXCEPTION_[A-Z_]+|Internal Error)\\b.*");

    private static final Pattern FRAME = Pattern.compile("^#\\s+[CVJjv]\\s+\\[([^+\\]]+)[+\\]].*");

    private ChildEnd() {}

    /**
     * The sentence, which follows the file's name and a colon.
     *
     * @param status exit status
     * @param doing what the child last said it was doing
     * @param log its standard error
     */
    static String words(int status, String doing, List<String> log) {
        String all = String.join("\n", log);
        if (all.contains("std::bad_alloc") || all.contains("insufficient memory")) {
            return "TensorFlow Lite ran out of memory while " + doing + ". Take a smaller input or a smaller network.";
        }
        int signal = status > SIGNALLED ? status - SIGNALLED : 0;
        if (signal == SIGKILL) {
            return "the process of TensorFlow Lite was killed (SIGKILL) while " + doing
                    + ", from outside: by somebody, or by the system where memory ran out, which its log then says. Run it"
                    + " again.";
        }
        String request = REQUESTS.get(signal);
        if (request != null) {
            return "the process of TensorFlow Lite was told to end (" + request + ") while " + doing
                    + ", from outside. Run it again.";
        }
        Optional<String> crash = first(CRASH, log);
        if (crash.isPresent() || SIGNALS.containsKey(signal) || status < -1) {
            String what = crash.orElse(SIGNALS.getOrDefault(signal, "status " + status));
            String where = first(FRAME, log).map(frame -> " in " + frame).orElse("");
            return "TensorFlow Lite crashed while " + doing + " (" + what + where
                    + "). Run it again; where it crashes there each time, it cannot run this file, and another version of"
                    + " the file may do.";
        }
        String last = log.stream()
                .filter(line -> line.startsWith("Exception in thread"))
                .findFirst()
                .orElse(log.isEmpty() ? "it said nothing" : log.get(log.size() - 1))
                .strip();
        return "the process of TensorFlow Lite ended while " + doing + " with status " + status + ": " + last + ".";
    }

    private static Optional<String> first(Pattern pattern, List<String> log) {
        return log.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
