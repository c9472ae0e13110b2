package org.framebudget.ui.session;

import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.ui.text.Texts;

/** Says what went wrong. */
final class ProblemWords {
    private ProblemWords() {}

    /** What a user or the machine did in the words of the command line; all else is the program's own error. */
    static Session.Problem of(String title, Throwable why) {
        if (why instanceof OutOfMemoryError) {
            return new Session.Problem(title, Texts.get("problem.memory"), null);
        }
        String message = why.getMessage();
        return new Session.Problem(
                title,
                why instanceof InputException || why instanceof MachineException
                        ? String.valueOf(message)
                        : Texts.get(
                                "problem.program", message == null || why instanceof Error ? why.toString() : message),
                why instanceof InputException input ? input.detail() : null);
    }
}
