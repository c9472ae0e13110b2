package org.framebudget.sim.hil;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network that is ready.
 *
 * @param id for {@link Target#invoke}
 * @param sha256 of its file
 * @param loadNs from the request until it was ready to run
 * @param warmupNs times of the inferences before the first that counts
 * @param peakMemoryMb of the process that runs it, where the system tells
 * @param runtime what runs it, with its version
 */
public record LoadedNetwork(
        int id,
        String sha256,
        long loadNs,
        List<Long> warmupNs,
        @Nullable Double peakMemoryMb,
        String runtime) {
    public LoadedNetwork {
        warmupNs = List.copyOf(warmupNs);
    }
}
