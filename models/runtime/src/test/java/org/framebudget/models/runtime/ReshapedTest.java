package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.RuntimeRun.Reshaped;
import org.framebudget.models.tflite.NetworkExport;
import org.framebudget.models.tflite.TfliteReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of files at other input sizes, worked out by TensorFlow Lite itself. */
class ReshapedTest {
    @TempDir
    Path folder;

    private static Reshaped reshaped(Path file, InputSize input) {
        return RuntimeRun.reshaped(file, TfliteReader.read(file).network(), input);
    }

    private Reshaped reshaped(TinyModel model, InputSize input) {
        return reshaped(model.write(folder.resolve("m.tflite")), input);
    }

    private String refused(TinyModel model, InputSize input) {
        Path file = folder.resolve("m.tflite");
        String message =
                assertThrows(InputException.class, () -> reshaped(model, input)).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring((file + ": ").length());
    }

    /** The catalogue knows what a network is at each size, and TensorFlow Lite, asked about its file, says the same. */
    @ParameterizedTest
    @CsvSource({
        "mobilenet_v1_0.25, fp32",
        "mobilenet_v2_0.35, int8",
        "mobilenet_v3_small, fp16",
        "efficientnet_lite0, int8",
        "posenet_mobilenet_v1, fp32"
    })
    void aReshapedFileCostsWhatItsDefinitionCostsAtThatSize(String id, String precision) {
        Precision numbers = Precision.of(precision).orElseThrow();
        Path file = folder.resolve(id + ".tflite");
        NetworkExport.export(Catalogue.network(id, new InputSize(128, 96), numbers), file);
        InputSize input = new InputSize(224, 320);
        Network expected = Catalogue.network(id, input, numbers);
        Reshaped found = reshaped(file, input);
        assertEquals(List.of(), found.warnings());
        assertEquals(NetworkCost.of(expected), NetworkCost.of(found.network()));
        assertEquals(
                expected.tensors().stream().map(t -> t.shape()).toList(),
                found.network().tensors().stream().map(t -> t.shape()).toList());
    }

    @Test
    void anOpenSizeIsFilledIn() {
        Network found = reshaped(TinyModel.openSize(), new InputSize(64, 32)).network();
        assertEquals(List.of(1, 32, 64, 3), found.image().shape());
        assertEquals(16L * 32 * 8 * 27 + 8 * 10, NetworkCost.of(found).macs());
    }

    @Test
    void sizesThatDependOnValuesComeFromARun() {
        Network found =
                reshaped(TinyModel.rowsAtRunTime(32), new InputSize(64, 48)).network();
        // a map after RELU6 is nowhere below zero
        assertEquals(
                List.of(24 * 32 * 8, 4), found.tensor(found.outputs().get(0)).shape());
    }

    @Test
    void aFixedReshapeIsTheReasonWhyNot() {
        String message = refused(TinyModel.ownSizeOnly(32), new InputSize(64, 64));
        assertTrue(
                message.startsWith("TensorFlow Lite cannot run this network at 64x64 (TensorFlow Lite: "
                        + "num_input_elements != num_output_elements (8192 != 2048); Node number 1 (RESHAPE) failed to"
                        + " prepare)."),
                message);
        assertTrue(message.endsWith(" Its layers are made for 32x32; export it anew at the size you want."), message);
    }

    @Test
    void aMapThatVanishesIsTheReasonWhyNot() {
        Path file = folder.resolve("m.tflite");
        NetworkExport.export(Catalogue.network("inception_v3", InputSize.square(96), Precision.INT8), file);
        assertEquals(
                file
                        + ": TensorFlow Lite cannot run this network at 32x32: operator 34, CONV_2D, has no map left to work"
                        + " on. Its layers are made for 96x96; export it anew at the size you want.",
                assertThrows(InputException.class, () -> reshaped(file, InputSize.square(32)))
                        .getMessage());
    }

    @Test
    void aPoolThatReadsAPartOfALargerMapIsSaid() {
        Reshaped found = reshaped(TinyModel.fixedPool(32), new InputSize(64, 64));
        assertEquals(1, found.warnings().size());
        assertTrue(found.warnings().get(0).contains("pools 16x16 of a map of 32x32"), found.warnings()::toString);
    }

    @Test
    void whatIsNoPictureHasNoSizeToChange() {
        assertEquals(
                "an input of 64x64 was asked for, but the network's inputs are [[1, 8]]. Only a network with one input of"
                        + " four dimensions, a picture, has a size to change.",
                refused(
                        TinyModel.unary((byte) 14, (byte) 0, 0, 1, 8), // LOGISTIC of FLOAT32
                        new InputSize(64, 64)));
    }
}
