package org.framebudget.sim.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
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

    /** A file is told from an id by its ending, by a folder in its path, or by being there. */
    private static boolean isFile(String idOrFile) {
        return idOrFile.toLowerCase(Locale.ROOT).endsWith(".tflite")
                || idOrFile.contains("/")
                || idOrFile.contains(File.separator)
                || Networks.find(idOrFile).isEmpty() && Files.exists(Path.of(idOrFile));
    }

    private static FoundNetwork catalogue(String id, @Nullable InputSize input, @Nullable Precision precision) {
        InputSize size = input == null ? Catalogue.defaultInput(id) : input;
        return new FoundNetwork(id, Catalogue.network(id, size, precision == null ? Precision.FP32 : precision), null);
    }

    private static FoundNetwork file(String name, @Nullable InputSize input, @Nullable Precision precision) {
        TfliteFile file = TfliteReader.read(Path.of(name));
        List<Integer> image = file.network().image().shape();
        boolean sized = image.size() == 4 && image.get(1) > 0 && image.get(2) > 0;
        if (input != null && !(sized && image.get(1) == input.heightPx() && image.get(2) == input.widthPx())) {
            throw new InputException(name + ": --input " + input + ": the file's network takes "
                    + (sized ? image.get(2) + "x" + image.get(1) : "an input of shape " + image)
                    + ", and its shapes stand in the file. Leave --input out.");
        }
        Precision own = NetworkCost.of(file.network()).precision();
        // the older unsigned form of 8 bits is int8 to everybody but the arithmetic
        if (precision != null && precision != own && !(precision == Precision.INT8 && own == Precision.UINT8)) {
            throw new InputException(name + ": --precision " + precision.text() + ": the file's network is "
                    + own.text() + ". Leave --precision out.");
        }
        return new FoundNetwork(name, file.network(), file);
    }
}
