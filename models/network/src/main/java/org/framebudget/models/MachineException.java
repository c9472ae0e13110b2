package org.framebudget.models;

/**
 * The machine failed: disk full, unwritable folder, missing system library, broken runtime. The command line prints the
 * message alone and exits with status 4.
 */
public class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message that names what was tried and what would help. */
    public MachineException(String message, Throwable cause) {
        super(message, cause);
    }
}
