package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PowerValidationTest {
    private static final PowerValidation POWER = PowerValidation.run();
    private static final PercentileValidation PERCENTILES = PercentileValidation.run();

    @Test
    void aRowThatAProfileWasWrittenFromIsPredictedByTheOthersOrNotAtAll() {
        Map<String, List<PowerValidation.Row>> inputs = POWER.rows().stream()
                .filter(row -> row.role() == RowRole.INPUT)
                .collect(Collectors.groupingBy(row -> row.device() + " " + row.state()));
        assertNull(inputs.get("raspberry-pi-4 board_idle").get(0).predictedW());
        // the mean of 1.894 and 1.822 W
        Double left = inputs.get("raspberry-pi-4+coral-usb unit_busy").get(0).predictedW();
        assertNotNull(left);
        assertEquals(1.858, left, 1e-9);
    }

    @Test
    void whatWasReadWithoutTheProfileIsPredictedByIt() {
        PowerValidation.Row idle = row("coral-dev-board", "board_idle", 3.135);
        assertEquals(RowRole.BLIND, idle.role());
        // base and leakage at the temperature of that reading
        assertEquals(2.621 + 0.46, idle.predictedW(), 1e-9);
        assertTrue(idle.inRange());
        Double median = POWER.medianErrorFraction(RowRole.BLIND);
        assertNotNull(median);
        assertTrue(median < 0.3, "median " + median);
    }

    @Test
    void eachFurtherThreadAddsItsShare() {
        PowerValidation.Row stress = row("raspberry-pi-4", "above_idle", 3);
        assertEquals(0.893 * (1 + 3 * 0.576), stress.predictedW(), 1e-9);
        assertTrue(stress.inRange());
        // two networks on all cores, each predicted by the other
        assertEquals(2.811, row("raspberry-pi-4", "above_idle", 2.061).predictedW(), 1e-9);
        assertEquals(2.061, row("raspberry-pi-4", "above_idle", 2.811).predictedW(), 1e-9);
    }

    @Test
    void energyIsPowerAboveIdleTimesLatencyOfTheSameRun() {
        PowerValidation.Row row = row("raspberry-pi-4", "above_idle", 1.072);
        assertEquals(1.072 * 0.19949, row.measuredJ(), 1e-9);
        assertNotNull(row.energyErrorFraction());
    }

    @Test
    void aDeviceWithoutPublishedPowerIsNamed() {
        assertTrue(POWER.unpublished().contains("pixel-8"), POWER.unpublished().toString());
        assertFalse(
                POWER.unpublished().contains("raspberry-pi-4"),
                POWER.unpublished().toString());
    }

    @Test
    void publishedPercentilesArePredictedAsRatiosToTheMedian() {
        assertTrue(PERCENTILES.rows().size() >= 20, PERCENTILES.rows().size() + " rows");
        PercentileValidation.Row orin = PERCENTILES.rows().stream()
                .filter(row -> row.network().equals("retinanet_resnext50"))
                .findFirst()
                .orElseThrow();
        assertEquals(11.7905 / 11.5605, orin.measuredRatio().get(2), 1e-9);
        for (int i = 0; i < PercentileValidation.PERCENTILES.size(); i++) {
            double median = PERCENTILES.medianErrorFraction(i);
            assertTrue(median < 0.1, PercentileValidation.PERCENTILES.get(i) + ": median " + median);
        }
    }

    @Test
    void aPercentileThatWasNotPublishedHasNoError() {
        PercentileValidation.Row pi = PERCENTILES.rows().stream()
                .filter(row -> row.network().equals("mobilenet_v1_0.25"))
                .findFirst()
                .orElseThrow();
        assertNull(pi.errorFraction(PercentileValidation.PERCENTILES.indexOf(95)));
        assertNotNull(pi.errorFraction(PercentileValidation.PERCENTILES.indexOf(99)));
    }

    private static PowerValidation.Row row(String device, String state, double measuredW) {
        return POWER.rows().stream()
                .filter(row -> row.device().equals(device) && row.state().equals(state) && row.measuredW() == measuredW)
                .findFirst()
                .orElseThrow();
    }
}
