package org.framebudget.ui.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files, and what to do with them. */
public interface FileDialogs {
    /** What becomes of changes that were not saved. */
    enum Unsaved {
        SAVE,
        DISCARD,
        CANCEL
    }

    /** A scenario to open; empty where the user thought better of it. */
    Optional<Path> open();

    /**
     * Where to save.
     *
     * @param folder to begin in
     * @param name suggested
     */
    Optional<Path> save(Path folder, String name);

    /**
     * What to do with changes that would be gone.
     *
     * @param name of the scenario
     * @param changes a line each
     */
    default Unsaved unsaved(String name, List<String> changes) {
        return Unsaved.DISCARD;
    }

    /** Files of networks, to measure; none where the user thought better of it. */
    default List<Path> networks() {
        return List.of();
    }

    /** A recording of a run on hardware; empty where the user thought better of it. */
    default Optional<Path> recording() {
        return Optional.empty();
    }

    /** The folder with the certificates for an agent. */
    default Optional<Path> keys() {
        return Optional.empty();
    }

    /** The file with an agent's token. */
    default Optional<Path> token() {
        return Optional.empty();
    }

    /** A folder for the results of a sweep; empty where the user thought better of it. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /** Whether a file that is there may be written anew. */
    default boolean replace(Path file) {
        return false;
    }
}
