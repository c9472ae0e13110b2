package org.framebudget.sim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for the user.
 *
 * @param status exit status
 * @param message one line
 */
record Fault(int status, String message) {
    /** Debian packages of the system libraries that Java's font code loads; every one comes with openjdk-17-jdk there. */
    private static final Map<String, String> PACKAGES = Map.of(
            "freetype", "libfreetype6",
            "fontconfig", "libfontconfig1",
            "harfbuzz", "libharfbuzz0b",
            "stdc++", "libstdc++6",
            "fontmanager", "openjdk-17-jre-headless");

    private static final Pattern LIBRARY = Pattern.compile("lib([a-z0-9+_-]+)\\.so");

    static Fault of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = next(t)) {
            Fault fault = known(t);
            if (fault != null) {
                return fault;
            }
        }
        return new Fault(
                ExitStatus.FAILED,
                "a fault of the program, please report it: " + describe(thrown)
                        + ". The same command with --debug shows where.");
    }

    private static @Nullable Throwable next(Throwable t) {
        return t.getCause() == t ? null : t.getCause();
    }

    private static @Nullable Fault known(Throwable t) {
        if (t instanceof InputException) {
            return new Fault(ExitStatus.BAD_INPUT, describe(t));
        }
        if (t instanceof MachineException) {
            return new Fault(ExitStatus.FAILED, describe(t));
        }
        if (t instanceof NoSuchFileException e) {
            return new Fault(ExitStatus.BAD_INPUT, e.getFile() + ": there is no such file.");
        }
        if (t instanceof AccessDeniedException e) {
            return new Fault(ExitStatus.BAD_INPUT, e.getFile() + ": access is denied.");
        }
        if (t instanceof FileSystemException e) {
            return new Fault(
                    ExitStatus.FAILED, e.getFile() + ": " + (e.getReason() == null ? "failed" : e.getReason()));
        }
        if (t instanceof IOException && !(t.getCause() instanceof IOException)) {
            return new Fault(ExitStatus.FAILED, "reading or writing failed: " + describe(t));
        }
        if (t instanceof OutOfMemoryError) {
            return new Fault(
                    ExitStatus.FAILED,
                    "out of memory (" + t.getMessage()
                            + "). Give it more, as in FRAMEBUDGET_JAVA_OPTS=-Xmx4g, or ask for less.");
        }
        if (t instanceof UnsatisfiedLinkError) {
            return new Fault(ExitStatus.FAILED, missingLibrary(describe(t)));
        }
        if (String.valueOf(t.getMessage()).contains("Fontconfig head is null")) {
            return new Fault(
                    ExitStatus.FAILED,
                    "the system's font configuration is missing (Debian: apt-get install fontconfig-config).");
        }
        return null;
    }

    private static String missingLibrary(String text) {
        // the loader names the library it was asked for first and the one that is missing last
        String library = null;
        Matcher matcher = LIBRARY.matcher(text);
        while (matcher.find()) {
            library = matcher.group(1);
        }
        String debian = library == null ? null : PACKAGES.get(library);
        return "a system library cannot be loaded: " + text
                + (debian == null ? "" : " (Debian: apt-get install " + debian + ")");
    }

    private static String describe(Throwable t) {
        if (t instanceof UncheckedIOException && t.getCause() != null) {
            return describe(t.getCause());
        }
        String message = t.getMessage();
        boolean own = t instanceof InputException || t instanceof MachineException || t instanceof IOException;
        if (message == null || message.isBlank()) {
            return t.getClass().getSimpleName();
        }
        return own || t instanceof LinkageError
                ? message.strip()
                : t.getClass().getSimpleName() + ": " + message.strip();
    }
}
