package org.framebudget.sim.hil.remote;

import org.framebudget.models.InputException;

/** Text for a POSIX shell. */
final class ShellText {
    private ShellText() {}

    /** One word, whatever is in it: nothing between single quotes has a meaning of its own. */
    static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new InputException("'" + word.replace("\0", "\\0") + "' holds a zero byte, which no path may.");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
