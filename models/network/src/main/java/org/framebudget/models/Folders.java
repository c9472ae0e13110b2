package org.framebudget.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders as a whole. */
public final class Folders {
    private Folders() {}

    /**
     * Deletes a folder with all that is in it. What cannot be deleted stays, with the folders around it.
     *
     * @return true where nothing is left, also where there was nothing
     */
    public static boolean delete(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            // what stands in a folder comes before it
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            // the latter where somebody else changes the folder meanwhile
            return false;
        }
    }
}
