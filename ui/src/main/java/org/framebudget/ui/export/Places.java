package org.framebudget.ui.export;

import java.nio.file.Path;
import java.util.Optional;

/** Asks where a file should go, and shows it when it is there. */
public interface Places {
    /**
     * A file to write.
     *
     * @param title what for
     * @param name suggested, with its ending
     * @return empty where nothing was chosen
     */
    Optional<Path> choose(String title, String name);

    /** Opens a file, or a folder, with the program that the desktop has for it. */
    void open(Path path);
}
