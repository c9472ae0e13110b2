package org.framebudget.sim.hil.remote;

import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * A network to measure on a device.
 *
 * @param file a .tflite file here
 * @param label what messages call it
 * @param threads of the processor
 * @param library of an external delegate on the device; absent for the usual one
 */
public record RemoteRequest(
        Path file,
        String label,
        RemoteUnit unit,
        int threads,
        @Nullable String library) {
    private static final int MAX_THREADS = 256;

    /** @throws InputException where the number of threads is out of range */
    public RemoteRequest {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new InputException("threads: " + threads + " is not from 1 to " + MAX_THREADS + ".");
        }
    }
}
