package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.junit.jupiter.api.Test;

/** The shipped model against what was left out of it. The bounds are those the product promises. */
class LatencyValidationTest {
    private static final LatencyValidation VALIDATION = LatencyValidation.run();

    /** Mean over all widths and sizes of a grid. */
    private static double gridError(String device, String unit, String precision) {
        List<LatencyValidation.Grid> grids = VALIDATION.grids().stream()
                .filter(g -> g.device().equals(device)
                        && g.unit().equals(unit)
                        && g.precision().equals(precision)
                        && (g.split().equals("width") || g.split().equals("size")))
                .toList();
        assertEquals(2, grids.size());
        return grids.stream()
                .mapToDouble(LatencyValidation.Grid::errorFraction)
                .average()
                .orElseThrow();
    }

    @Test
    void widthsAndSizesThatWereLeftOutArePredicted() {
        assertTrue(gridError("pixel-2", "cpu", "fp32") <= 0.06);
        assertTrue(gridError("pixel-2", "cpu", "int8") <= 0.065);
        assertTrue(gridError("pixel-3", "cpu", "fp32") <= 0.07);
        assertTrue(gridError("pixel-3", "nnapi", "fp32") <= 0.08);
        assertTrue(gridError("pixel-3", "nnapi", "int8") <= 0.08);
        assertTrue(gridError("pixel-3", "cpu", "int8") <= 0.08);
        assertTrue(gridError("pixel-3", "gpu", "fp32") <= 0.115);
    }

    @Test
    void aStraightLineInMacsIsBeatenOnEveryGrid() {
        for (LatencyValidation.Grid grid : VALIDATION.grids()) {
            if (grid.split().equals("size") || grid.split().equals("width")) {
                assertTrue(grid.errorFraction() < grid.affineFraction(), grid.toString());
            }
        }
    }

    @Test
    void intervalsHoldWhatTheyPromise() {
        for (LatencyValidation.Intervals of : VALIDATION.bases()) {
            assertTrue(of.coveredFraction() >= 0.93 && of.coveredFraction() <= 0.98, of.toString());
            assertTrue(of.medianHalfWidthFraction() <= (of.basis() == Basis.SCALED ? 0.18 : 0.45), of.toString());
            assertTrue(of.scoreFraction() < of.constantScoreFraction(), of.toString());
        }
        for (LatencyValidation.Device device : VALIDATION.devices()) {
            if (device.count() >= 20) {
                assertTrue(device.coveredFraction() >= 0.85, device.toString());
            }
        }
    }

    @Test
    void neuralProcessorsOfOneFamilyOfChipsPredictEachOther() {
        List<LatencyValidation.Row> hexagon = VALIDATION.rows().stream()
                .filter(row ->
                        row.source().equals("qualcomm_ai_hub") && row.split().equals("point"))
                .toList();
        double[] errors = hexagon.stream()
                .mapToDouble(row -> Math.abs(row.errorFraction()))
                .sorted()
                .toArray();
        assertTrue(errors.length > 60 && errors[errors.length / 2] <= 0.2, "median " + errors[errors.length / 2]);
    }

    @Test
    void theSplitsAreThoseWrittenDown() throws IOException {
        Path file = Path.of("src/main/resources", LatencyValidation.SPLITS_FILE);
        String splits = LatencyValidation.splits(CalibrationData.shipped());
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(file, splits);
        }
        assertEquals(Files.readString(file), splits);
    }

    @Test
    void theRowsKeptForPlansAreThoseOfTheValidation() throws IOException {
        Path file = Path.of("src/main/resources", ProfileValidation.FILE);
        String rows = ProfileValidation.text(VALIDATION.rows());
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(file, rows);
        }
        assertEquals(Files.readString(file), rows);
    }
}
