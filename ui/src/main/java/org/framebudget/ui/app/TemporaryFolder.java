package org.framebudget.ui.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.MachineException;

/** A folder for what nobody keeps. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    /** @throws MachineException where there is no room for it */
    static Path make(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new MachineException("A temporary folder cannot be made: " + e.getMessage() + ".", e);
        }
    }

    /** With all that is in it; what cannot be deleted stays. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepest = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepest) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            // the system clears its folder of such things itself
        }
    }
}
