package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryFitTest {
    @Test
    void peaksMadeFromThreeNumbersGiveThemBack() {
        List<MemoryFit.Run> runs = new ArrayList<>();
        for (double weightsMb : new double[] {1, 5, 20, 90}) {
            for (double activationsMb : new double[] {0.5, 3}) {
                runs.add(new MemoryFit.Run(4 + 2 * weightsMb + 1.5 * activationsMb, weightsMb, activationsMb));
            }
        }
        MemoryFit fit = MemoryFit.of(runs);
        assertEquals(4, fit.runtimeMb(), 1e-9);
        assertEquals(2, fit.packedWeightsFactor(), 1e-9);
        assertEquals(1.5, fit.activationsFactor(), 1e-9);
        assertEquals(0, fit.medianErrorFraction(), 1e-9);
        assertEquals(4.5, fit.restMb(new MemoryFit.Run(18.5, 5, 3)), 1e-9);
        assertEquals(0, fit.restMb(new MemoryFit.Run(10, 5, 3)), "less than runtime and weights");
    }

    @Test
    void tooFewRunsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> MemoryFit.of(List.of(new MemoryFit.Run(4, 1, 1))));
    }
}
