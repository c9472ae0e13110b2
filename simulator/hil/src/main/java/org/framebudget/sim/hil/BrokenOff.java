package org.framebudget.sim.hil;

import java.nio.file.Path;
import org.framebudget.models.MachineException;

/** A run that came to no end, and left what was recorded until then. */
final class BrokenOff extends MachineException {
    private static final long serialVersionUID = 1L;

    private final MachineException why;

    BrokenOff(MachineException why, Path partial) {
        super(why.getMessage() + " What was recorded until then can be read: " + partial + ".", why);
        this.why = why;
    }

    /** The same without the file. */
    MachineException why() {
        return why;
    }
}
