package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.framebudget.models.MachineException;

/** Messages on what failed. */
final class Faults {
    private Faults() {}

    static MachineException machine(String message) {
        return new MachineException(message, new IOException(message));
    }

    static RemoteShell.TimeLimitException late(String device, String what, Duration limit) {
        return new RemoteShell.TimeLimitException(
                device + ": " + what + " took longer than " + seconds(limit) + " and was given up.");
    }

    static String seconds(Duration duration) {
        double s = duration.toMillis() / 1e3;
        return (s == Math.rint(s) ? String.valueOf((long) s) : String.format(Locale.ROOT, "%.1f", s)) + " s";
    }

    /** The innermost message of a failure. */
    static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        String message = last.getMessage();
        return message == null || message.isBlank() ? last.getClass().getSimpleName() : message;
    }
}
