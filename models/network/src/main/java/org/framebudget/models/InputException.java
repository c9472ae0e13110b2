package org.framebudget.models;

import org.jspecify.annotations.Nullable;

/**
 * The user gave something that cannot be used. The message is complete as it stands: it names the file, the key, the
 * value and what would be right. The command line prints it alone and exits with status 2.
 */
public class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Detail detail;

    /**
     * The parts of a message of the usual shape.
     *
     * @param line line, or 0 where there is none
     * @param key dotted path of the key, absent for the file as a whole
     * @param advice what would be right, absent where the problem says it
     */
    public record Detail(
            String file,
            int line,
            @Nullable String key,
            String problem,
            @Nullable String advice) {}

    /** A message that already says everything. */
    public InputException(String message) {
        super(message);
        this.detail = null;
    }

    /** A message that already says everything, with the technical cause kept for debugging. */
    public InputException(String message, Throwable cause) {
        super(message, cause);
        this.detail = null;
    }

    private InputException(String message, Detail detail) {
        super(message);
        this.detail = detail;
    }

    /** The parts, absent for a message that was written as a whole. */
    public @Nullable Detail detail() {
        return detail;
    }

    /**
     * A message of the usual shape: {@code file:line: key: value problem. advice}.
     *
     * @param file file name as the user gave it
     * @param line line, or 0 where there is none
     * @param key dotted path of the key, absent for the file as a whole
     * @param problem what is wrong, with the value in it
     * @param advice what would be right, absent where the problem says it
     */
    public static InputException at(
            String file, int line, @Nullable String key, String problem, @Nullable String advice) {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (key != null && !key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append(problem);
        if (advice != null && !advice.isEmpty()) {
            text.append(' ').append(advice);
        }
        return new InputException(text.toString(), new Detail(file, line, key, problem, advice));
    }
}
