package org.framebudget.ui.open;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for a file. */
public interface FileDialogs {
    /** A scenario to open; empty where the user thought better of it. */
    Optional<Path> open();

    /**
     * Where to save.
     *
     * @param folder to begin in
     * @param name suggested
     */
    Optional<Path> save(Path folder, String name);
}
