package org.framebudget.sim.hil.remote;

import java.nio.file.Path;
import java.time.Duration;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** A shell on a device. One command at a time. */
interface RemoteShell extends AutoCloseable {
    /** What messages call the device. */
    String name();

    /**
     * Runs a script with the device's {@code sh} and waits for its end.
     *
     * @param what it is for, for messages
     * @param script of a POSIX shell
     * @param limit after which it is given up
     * @throws TimeLimitException where the limit is reached; what the script started may still run
     * @throws MachineException where the connection is lost, saying what was lost with it
     */
    ShellResult run(String what, String script, Duration limit);

    /**
     * Copies a file to the device.
     *
     * @param remote its whole path there, in an existing folder
     * @throws InputException where the file here cannot be read
     * @throws MachineException where the device cannot take it, or not in time
     */
    void put(Path local, String remote, Duration limit);

    /** Ends the connection. */
    @Override
    void close();

    /** A command took longer than it may. */
    final class TimeLimitException extends MachineException {
        private static final long serialVersionUID = 1L;

        TimeLimitException(String message) {
            super(message, new java.util.concurrent.TimeoutException(message));
        }
    }
}
