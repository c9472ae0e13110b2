package org.framebudget.sim.cli;

import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.jspecify.annotations.Nullable;

/** Makes a runnable .tflite file of a known network. */
@FunctionalInterface
interface NetworkFiles {
    /** Of a version that cannot. */
    NetworkFiles NONE = (id, input, precision, folder) -> {
        throw new InputException("'" + id + "' is a known network, but exporting networks is not in this version. Give"
                + " the name of a .tflite file.");
    };

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
