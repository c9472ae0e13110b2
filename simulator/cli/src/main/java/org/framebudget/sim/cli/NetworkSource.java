package org.framebudget.sim.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.Images;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.RuntimeRun;
import org.framebudget.models.tflite.TfliteFile;
import org.framebudget.models.tflite.TfliteReader;
import org.framebudget.sim.cli.Backend.FoundNetwork;
import org.jspecify.annotations.Nullable;

/** Where {@code ID-or-FILE.tflite} leads. */
final class NetworkSource {
    private NetworkSource() {}

    static FoundNetwork find(String idOrFile, @Nullable InputSize input, @Nullable Precision precision) {
        return isFile(idOrFile) ? file(idOrFile, input, precision) : catalogue(idOrFile, input, precision);
    }

    /** An id is an id, whatever lies in the folder. */
    private static boolean isFile(String idOrFile) {
        return looksLikeAFile(idOrFile) || Networks.find(idOrFile).isEmpty() && Files.exists(Path.of(idOrFile));
    }

    /** By its ending, or by a folder in its path. */
    static boolean looksLikeAFile(String text) {
        return text.toLowerCase(Locale.ROOT).endsWith(".tflite") || text.contains("/") || text.contains(File.separator);
    }

    private static FoundNetwork catalogue(String id, @Nullable InputSize input, @Nullable Precision precision) {
        InputSize size = input == null ? Catalogue.defaultInput(id) : input;
        return new FoundNetwork(id, Catalogue.network(id, size, precision == null ? Precision.FP32 : precision), null);
    }

    private static FoundNetwork file(String name, @Nullable InputSize input, @Nullable Precision precision) {
        Path path = Path.of(name);
        TfliteFile file = TfliteReader.read(path);
        Precision own = NetworkCost.of(file.network()).precision();
        // the older unsigned form of 8 bits is int8 to everybody but the arithmetic
        if (precision != null && precision != own && !(precision == Precision.INT8 && own == Precision.UINT8)) {
            throw new InputException(name + ": --precision " + precision.text() + ": the file's network is "
                    + own.text() + ". Leave --precision out.");
        }
        if (input == null || List.of(input.widthPx(), input.heightPx()).equals(Images.size(file.network()))) {
            return new FoundNetwork(name, file.network(), file);
        }
        RuntimeRun.Reshaped reshaped = RuntimeRun.reshaped(path, file.network(), input);
        return new FoundNetwork(name, reshaped.network(), file, reshaped.warnings());
    }
}
