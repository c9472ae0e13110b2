package org.framebudget.ui.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
