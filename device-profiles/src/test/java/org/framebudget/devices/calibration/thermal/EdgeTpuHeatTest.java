package org.framebudget.devices.calibration.thermal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.junit.jupiter.api.Test;

class EdgeTpuHeatTest {
    private static final DeviceProfile BOARD = new ProfileRepository(null).load("coral-dev-board", Path.of("."));

    @Test
    void bothPublishedFiguresAreMetWithinTheirSpreadAndTellBothResistances() {
        EdgeTpuHeat heat = EdgeTpuHeat.of(BOARD);
        assertEquals(2, heat.residualsKPerW().size());
        heat.residualsKPerW().forEach(k -> assertTrue(Math.abs(k) < 0.31, heat.toString()));
        assertTrue(heat.fit().told("board_ambient_k_per_w"));
        double low = heat.fit().low().get(0);
        double high = heat.fit().high().get(0);
        assertTrue(low < 1.5 && high > 1.5, "of the chips' own resistance they say little: " + low + " to " + high);
    }

    @Test
    void theFilesOfTheBoardAreThoseOfTheFit() throws IOException {
        EdgeTpuHeat heat = EdgeTpuHeat.of(BOARD);
        FittedFiles.check("coral-dev-board", heat.fit(), heat.residualsCsv(), heat.numbers());
    }
}
