package org.framebudget.sim.hil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.framebudget.models.MachineException;

/** A folder that is gone with all that is in it when closed. */
record TemporaryFolder(Path path) implements AutoCloseable {
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

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // a leftover in the temporary folder spoils no run
            path.toFile().deleteOnExit();
        }
    }
}
