package org.framebudget.sim.hil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.Folders;
import org.framebudget.models.MachineException;

/** A folder that is gone with all that is in it when closed, and where a signal ends the process. */
final class TemporaryFolder implements AutoCloseable {
    /** Somebody may write into it while it is deleted, as a signal has it. */
    private static final int ATTEMPTS = 5;

    private final Path path;
    private final AtExit atExit;

    private TemporaryFolder(Path path) {
        this.path = path;
        this.atExit = AtExit.doing("delete " + path, this::delete);
    }

    /** @throws MachineException where the system's place for them cannot be written */
    static TemporaryFolder make() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("framebudget-hil-"));
        } catch (IOException e) {
            throw new MachineException(
                    "The temporary folder " + System.getProperty("java.io.tmpdir") + " cannot be written: "
                            + e.getMessage() + ".",
                    e);
        }
    }

    Path path() {
        return path;
    }

    private void delete() {
        for (int attempt = 1; !Folders.delete(path); attempt++) {
            if (attempt == ATTEMPTS) {
                // a leftover in the temporary folder spoils no run
                return;
            }
        }
    }

    @Override
    public void close() {
        delete();
        atExit.close();
    }
}
