package org.framebudget.sim.hil.remote;

/**
 * How a command ended.
 *
 * @param exit its status; 128 and more for the number of a signal
 * @param out what it printed, lines ending with a line feed
 * @param err what it complained of; some connections mix it into the other
 */
record ShellResult(int exit, String out, String err) {
    boolean good() {
        return exit == 0;
    }

    /** The last words of a failed command, on one line. */
    String complaint() {
        String all = (err.isBlank() ? out : err).strip();
        String[] lines = all.split("\\R");
        return lines[lines.length - 1].isBlank() ? "without a word" : lines[lines.length - 1].strip();
    }
}
