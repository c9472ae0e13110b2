package org.framebudget.models.tflite;

import java.nio.file.Path;
import java.util.Locale;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Network;

/** A network as a file to take elsewhere: always with the same weights, so that two exports are equal byte for byte. */
public final class NetworkExport {
    private static final String ENDING = ".tflite";
    private static final long SEED = 1;

    private NetworkExport() {}

    /**
     * Writes a network, replacing an existing file only when the new one is whole.
     *
     * @param file a name that ends in {@code .tflite}, in an existing folder
     * @throws InputException for another ending, a folder, or a folder that does not exist
     * @throws org.framebudget.models.MachineException where the file cannot be written
     */
    public static void export(Network network, Path file) {
        checkName(file);
        TfliteWriter.write(network, SEED, file);
    }

    /** Holds a name against what {@link #export} asks of one. */
    public static void checkName(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        if (!text.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            int dot = text.lastIndexOf('.');
            String right = (dot > 0 ? text.substring(0, dot) : text) + ENDING;
            throw new InputException("'" + file + "' does not end in " + ENDING
                    + ", by which programs know what is in it. '" + right + "' is right.");
        }
    }
}
