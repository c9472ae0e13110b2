package org.framebudget.models.tflite;

import java.util.List;
import org.framebudget.models.network.Network;

/**
 * What stands in a .tflite file.
 *
 * @param name the file as the user gave it
 * @param fileBytes its size
 * @param sha256 of the whole file, in hexadecimal
 * @param schemaVersion of the format; always 3 today
 * @param description what its maker wrote into it, often empty
 * @param subgraphs the main network first; then those that its control flow calls
 * @param customOperators operators outside the built-in ones, in all subgraphs
 * @param unknownOperators operators built in since this program was made, in all subgraphs; kind {@code UNKNOWN_<code>}
 * @param dynamicTensors tensors of all subgraphs with an extent that is only known at run time
 */
public record TfliteFile(
        String name,
        long fileBytes,
        String sha256,
        int schemaVersion,
        String description,
        List<Network> subgraphs,
        int customOperators,
        int unknownOperators,
        int dynamicTensors) {
    public TfliteFile {
        subgraphs = List.copyOf(subgraphs);
    }

    /** The main network. */
    public Network network() {
        return subgraphs.get(0);
    }
}
