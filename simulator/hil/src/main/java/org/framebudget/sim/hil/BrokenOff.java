package org.framebudget.sim.hil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** A run that came to no end, and left what was recorded until then. */
final class BrokenOff extends MachineException {
    private static final long serialVersionUID = 1L;

    private final MachineException why;

    BrokenOff(MachineException why, Path partial) {
        super(why.getMessage() + " " + left(partial), why);
        this.why = why;
    }

    private static String left(Path partial) {
        try {
            RecordingFile.read(partial);
            return "What was recorded until then can be read: " + partial + ".";
        } catch (InputException e) {
            return "Nothing was recorded" + (isGone(partial) ? "." : "; " + partial + " can be deleted.");
        }
    }

    /** A file without its beginning helps nobody. */
    private static boolean isGone(Path partial) {
        try {
            return Files.isRegularFile(partial) ? Files.deleteIfExists(partial) : Files.notExists(partial);
        } catch (IOException e) {
            return false;
        }
    }

    /** The same without the file. */
    MachineException why() {
        return why;
    }
}
