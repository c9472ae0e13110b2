package org.framebudget.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders as a whole. */
public final class Folders {
    private Folders() {}

    /**
     * Deletes a folder with all that is in it; a link goes, what it leads to stays. What cannot be deleted stays, with the folders around it.
     *
     * @return true where nothing is left, also where there was nothing
     */
    public static boolean delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        boolean gone = true;
        try (Stream<Path> all = Files.walk(folder)) {
            // what stands in a folder comes before it
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                gone &= deleted(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // the latter where somebody else changes the folder meanwhile
            return false;
        }
        return gone;
    }

    private static boolean deleted(Path one) {
        try {
            Files.deleteIfExists(one);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
