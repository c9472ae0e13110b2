package org.framebudget.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final List<Precision> PRECISIONS = List.of(Precision.FP32, Precision.FP16, Precision.INT8);

    @Test
    void everyNetworkCanBeBuiltFromTheSmallestToTheLargestInput() {
        for (String id : Networks.ids()) {
            for (InputSize size : List.of(
                    InputSize.square(32),
                    InputSize.square(33),
                    new InputSize(4096, 32),
                    new InputSize(100, 333),
                    InputSize.square(4096))) {
                for (Precision precision : PRECISIONS) {
                    Network network = Catalogue.network(id, size, precision);
                    assertEquals(
                            List.of(1, size.heightPx(), size.widthPx(), 3),
                            network.image().shape());
                    assertTrue(NetworkCost.of(network).complete(), id);
                }
            }
        }
    }

    @Test
    void precisionChangesBytesAndNotTheWork() {
        for (String id : Networks.ids()) {
            InputSize size = Catalogue.defaultInput(id);
            NetworkCost full = NetworkCost.of(Catalogue.network(id, size, Precision.FP32));
            NetworkCost half = NetworkCost.of(Catalogue.network(id, size, Precision.FP16));
            NetworkCost eighth = NetworkCost.of(Catalogue.network(id, size, Precision.INT8));
            assertEquals(full.macs(), half.macs(), id);
            assertEquals(full.macs(), eighth.macs(), id);
            assertEquals(full.parameters(), half.parameters(), id);
            assertEquals(full.parameters(), eighth.parameters(), id);
            assertEquals(4 * full.parameters(), full.weightsBytes(), id);
            assertEquals(full.weightsBytes(), 2 * half.weightsBytes(), id);
            assertEquals(full.activationPeakBytes(), half.activationPeakBytes(), id);
            // arenas are placed on multiples of 64 bytes, so the ratio is not exact
            assertEquals(4, (double) full.activationPeakBytes() / eighth.activationPeakBytes(), 0.05, id);
        }
    }

    @Test
    void fourTimesThePixelsAreAboutFourTimesTheWork() {
        for (String id : Networks.ids()) {
            double small = NetworkCost.of(Catalogue.network(id, InputSize.square(512), Precision.FP32))
                    .macs();
            double large = NetworkCost.of(Catalogue.network(id, InputSize.square(1024), Precision.FP32))
                    .macs();
            // VALID windows and fully connected layers grow by a little more or not at all
            assertEquals(4, large / small, 0.3, id);
        }
    }

    @Test
    void anUnknownIdAndAnImpossibleSizeAreRefusedWithAdvice() {
        InputException unknown = assertThrows(
                InputException.class, () -> Catalogue.network("mobilenet_v2_1", InputSize.square(224), Precision.FP32));
        assertTrue(unknown.getMessage().contains("mobilenet_v2_1.0"), unknown.getMessage());
        assertThrows(InputException.class, () -> InputSize.of("31x224"));
        assertThrows(InputException.class, () -> InputSize.of("224x4097"));
        assertThrows(InputException.class, () -> InputSize.of("224"));
        assertEquals(new InputSize(320, 240), InputSize.of("320x240"));
    }
}
