package org.framebudget.sim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.TextInput;

/** Reads a file that a user names and that must be text. */
final class TextFile {
    /** A trace of an hour of inferences is a tenth of it. */
    private static final long MOST_BYTES = 512L << 20;

    private TextFile() {}

    static String read(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw InputException.at(name, 0, null, "is a folder.", "Give the name of a file in it.");
        }
        if (!Files.exists(file)) {
            throw InputException.at(name, 0, null, "there is no such file.", null);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw InputException.at(
                        name,
                        0,
                        null,
                        "is larger than " + (MOST_BYTES >> 20) + " MB.",
                        "No file that this program reads or writes is that long.");
            }
            return TextInput.decode(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new MachineException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
