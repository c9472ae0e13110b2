package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.framebudget.models.tflite.NetworkExport;
import org.framebudget.models.tflite.TfliteReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of the catalogue in TensorFlow Lite itself. */
class CatalogueRunsTest {
    @TempDir
    Path folder;

    static List<String> ids() {
        return Networks.ids();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyNetworkRunsInFloatingPointAndInEightBitAtTwoSizes(String id) throws Exception {
        for (InputSize size : List.of(new InputSize(64, 96), new InputSize(160, 128))) {
            for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
                Network network = Catalogue.network(id, size, precision);
                Path file = folder.resolve("network.tflite");
                NetworkExport.export(network, file);
                assertEquals(
                        NetworkCost.of(network),
                        NetworkCost.of(TfliteReader.read(file).network()),
                        id + " is read as it was written");
                try (WriterRun run = WriterRun.fast(file)) {
                    // what XNNPACK does not take stands between two of its pieces at most
                    assertTrue(run.plan() < network.operators().size() / 2, id + " " + precision + " " + run.plan());
                    run.run(1);
                    assertEquals(network.outputs().size(), run.outputs());
                    for (int output = 0; output < run.outputs(); output++) {
                        double[] numbers = run.output(output);
                        assertTrue(Arrays.stream(numbers).allMatch(Double::isFinite), id);
                        assertTrue(Arrays.stream(numbers).distinct().count() > 2, id + " is constant");
                    }
                }
                Files.delete(file);
            }
        }
    }
}
