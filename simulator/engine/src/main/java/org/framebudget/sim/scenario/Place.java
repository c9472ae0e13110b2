package org.framebudget.sim.scenario;

import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Where a value was written, for messages.
 *
 * @param source file name as the user gave it, or {@code --set KEY=VALUE}
 * @param line line from 1, or 0 where the source has none
 */
record Place(String source, int line) {

    /** An error here; {@code key} is the dotted path, {@code advice} says what would be right. */
    InputException error(String key, String problem, @Nullable String advice) {
        return InputException.at(source, line, key, problem, advice);
    }
}
