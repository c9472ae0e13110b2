package org.framebudget.sim.cli;

import java.nio.file.Path;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.jspecify.annotations.Nullable;

/** Makes a runnable .tflite file of a known network. */
@FunctionalInterface
interface NetworkFiles {
    /**
     * Writes the file.
     *
     * @param id of the network, one that is known
     * @param input its size; absent for the network's own
     * @param folder where it goes; the caller deletes it
     * @return the file, named after the id
     */
    Path fileFor(String id, @Nullable InputSize input, Precision precision, Path folder);
}
