package org.framebudget.devices.calibration.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.devices.latency.Roofline;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCalibrationTest {
    private static final String TABLE = """
            network,input_width_px,input_height_px,precision,unit,threads,latency_ms
            mobilenet_v1_1.0,224,224,int8,cpu,4,6.1
            mobilenet_v1_0.5,224,224,int8,cpu,4,1.9
            mobilenet_v2_1.0,224,224,int8,cpu,4,4.6
            mobilenet_v3_large,224,224,int8,cpu,4,4.4
            """;

    @TempDir
    Path folder;

    private ProfileCalibration made(String text, Subject given, String base, boolean carried, boolean join, String id) {
        ImportedFile file = MeasurementFile.read("m.csv", text);
        return ProfileCalibration.of(
                new ProfileCalibration.Request(
                        List.of(file), given, base, carried, join, id, folder, Evidence.MEASURED_HERE),
                new ProfileRepository(folder));
    }

    private DeviceProfile load(String id) {
        return new ProfileRepository(folder).load(id, folder);
    }

    private static List<LatencyRow> reference(DeviceProfile profile, String unit) {
        return profile.latency().rows().stream()
                .filter(row -> row.reference() && row.unit().equals(unit))
                .toList();
    }

    @Test
    void ownRowsAreTheReferenceOfTheirUnitAndTheRestOfTheBaseStays() {
        ProfileCalibration calibration = made(TABLE, Subject.UNKNOWN, "pixel-4", false, false, "mine");
        assertFalse(Files.exists(calibration.file()), "nothing is written before it is asked for");
        calibration.write();
        DeviceProfile mine = load("mine");
        DeviceProfile base = load("pixel-4");
        assertEquals(Evidence.MEASURED_HERE, mine.evidence());
        assertEquals("Google Pixel 4, own measurements", mine.name());
        assertEquals(4, reference(mine, "cpu").size());
        assertEquals("own_measurement", reference(mine, "cpu").get(0).source().cite());
        assertEquals(reference(base, "npu").size(), reference(mine, "npu").size());
        assertEquals(base.latency().rows().size() + 4, mine.latency().rows().size());
        assertEquals(base.units(), mine.units());
        assertEquals(base.thermal(), mine.thermal());
        assertEquals(base.limiters(), mine.limiters());
        assertEquals(base.battery(), mine.battery());
        assertEquals(base.power(), mine.power());
    }

    @Test
    void whatWasMeasuredIsPredictedAsMeasuredAndTheRestFromIt() {
        made(TABLE, Subject.UNKNOWN, "pixel-4", false, false, "mine").write();
        LatencyPredictor predictor = new LatencyPredictor(load("mine"));
        Prediction same = predictor.predict(new LatencyQuery("mobilenet_v1_1.0", 224, 224, "int8", "cpu", 4));
        assertEquals(6.1, same.meanMs());
        Prediction other = predictor.predict(new LatencyQuery("mobilenet_v1_0.75", 224, 224, "int8", "cpu", 4));
        assertEquals(List.of("own_measurement"), other.sources());
        assertTrue(other.lowMs() < 4 && 3.2 < other.highMs(), other.toString());
    }

    @Test
    void calibratingAgainReplacesWhatIsMeasuredAnewAndKeepsTheRest() {
        made(TABLE, Subject.UNKNOWN, "pixel-4", false, false, "mine").write();
        String again = TABLE.lines().limit(2).reduce("", (a, b) -> a + b + "\n").replace("6.1", "7.3")
                + "resnet50,224,224,int8,cpu,4,60\n";
        made(again, Subject.UNKNOWN, "mine", false, false, "mine").write();
        DeviceProfile mine = load("mine");
        assertEquals("Google Pixel 4, own measurements", mine.name());
        assertEquals(5, reference(mine, "cpu").size());
        assertEquals(
                7.3,
                mine.latency()
                        .find("mobilenet_v1_1.0", 224, 224, "int8", "cpu", 4)
                        .orElseThrow()
                        .latencyMs());
    }

    @Test
    void joinedTheBasesSeriesStaysWhereNothingWasMeasured() {
        int before = reference(load("pixel-4"), "cpu").size();
        made(TABLE, Subject.UNKNOWN, "pixel-4", false, true, "mine").write();
        DeviceProfile mine = load("mine");
        // one of the four stands in the published series too
        assertEquals(before + 4 - 1, reference(mine, "cpu").size());
        assertEquals(
                6.1,
                mine.latency()
                        .find("mobilenet_v1_1.0", 224, 224, "int8", "cpu", 4)
                        .orElseThrow()
                        .latencyMs());
    }

    @Test
    void carriedOverFromAnotherDeviceEveryNumberIsAssumedAndItsMeasurementsStayBehind() {
        for (String base : List.of("pixel-6", "raspberry-pi-4", "jetson-agx-orin", "iphone-15-pro", "pixel-8")) {
            String unit = load(base).units().get(0).id();
            made(TABLE.replace(",cpu,", "," + unit + ","), Subject.UNKNOWN, base, true, false, "other")
                    .write();
            DeviceProfile other = load("other");
            ProfileNumbers.of(other).numbers().forEach((path, number) -> {
                assertTrue(number.source().assumed(), base + " " + path);
                assertTrue(String.valueOf(number.source().note()).startsWith("carried over from " + base), path);
            });
            assertEquals(4, other.latency().rows().size());
            assertNull(other.fittedSets(), base);
            assertTrue(String.valueOf(other.badge()).contains("carried over from " + base));
        }
    }

    @Test
    void whatAFileDoesNotSayComesFromOptionsOrIsAskedFor() {
        String text = "latency_ms\n" + "12.5\n".repeat(10);
        String problem = String.valueOf(assertThrows(
                        InputException.class,
                        () -> made(text, new Subject("resnet50", null, null, null, null), "pixel-4", false, false, "x"))
                .getMessage());
        assertEquals("m.csv: input: the file does not say it. Give --input WxH.", problem);
        Subject given = new Subject("resnet50", InputSize.square(224), "fp32", "gpu", null);
        LatencyRow row =
                made(text, given, "pixel-4", false, false, "x").report().rows().get(0);
        assertEquals(12.5, row.latencyMs());
        assertEquals(0, row.threads());
    }

    @Test
    void aUnitThatTheBaseLacksIsRefused() {
        String problem = String.valueOf(assertThrows(
                        InputException.class,
                        () -> made(TABLE.replace(",cpu,", ",tpu,"), Subject.UNKNOWN, "pixel-4", false, false, "x"))
                .getMessage());
        assertEquals(
                "m.csv:2: unit: the profile has no unit 'tpu'. It has cpu, gpu, npu, nnapi."
                        + " Name one with --unit, or another base.",
                problem);
    }

    @Test
    void severalRunsOfOneThingBecomeTheirMeanAndAreNamed() {
        ProfileCalibration calibration = made(
                TABLE + "mobilenet_v1_1.0,224,224,int8,cpu,4,6.5\n", Subject.UNKNOWN, "pixel-4", false, false, "x");
        LatencyRow row = calibration.report().rows().get(0);
        assertEquals(6.3, row.latencyMs(), 1e-12);
        assertTrue(calibration.report().notes().get(0).contains("measured 2 times"));
    }

    @Test
    void aNetworkOutsideTheCatalogueIsKeptAndSaidToTeachNothing() {
        ProfileCalibration calibration =
                made(TABLE.replace("mobilenet_v3_large", "my_net"), Subject.UNKNOWN, "pixel-4", false, false, "x");
        assertTrue(calibration.report().notes().get(0).endsWith("no help for other networks: my_net."));
        assertEquals(3, calibration.report().fits().get(0).leftOut().size());
    }

    @Test
    void aProfileInAnotherFolderBringsItsFilesAlong(@TempDir Path elsewhere) throws IOException {
        Path base = Files.writeString(
                elsewhere.resolve("own.yaml"),
                MeasurementFileTest.shipped("profiles/pixel-4.yaml")
                        .replace("id: pixel-4", "id: own")
                        .replace("measurements/battery/alium-3600mah-ocv-25c.csv", "curve.csv")
                        .replace("cite: alium_3600", "cite: mine2026"));
        Files.writeString(elsewhere.resolve("curve.csv"), "soc_fraction,ocv_v\n0,3.1\n1,4.3\n");
        Files.writeString(elsewhere.resolve("citations.bib"), "@misc{mine2026, title = {A curve}}\n");
        made(TABLE, Subject.UNKNOWN, base.toString(), false, false, "moved").write();
        DeviceProfile moved = load("moved");
        assertEquals(
                List.of(3.1, 4.3),
                moved.battery() == null ? List.of() : moved.battery().ocvV());
        assertTrue(Files.exists(folder.resolve("measurements/moved/curve.csv")));
        assertTrue(Files.exists(folder.resolve("citations.bib")));
    }

    @Test
    void twoProfilesInOneAreNoBase() {
        String problem = String.valueOf(assertThrows(
                        InputException.class,
                        () -> made(TABLE, Subject.UNKNOWN, "raspberry-pi-4+coral-usb", false, false, "x"))
                .getMessage());
        assertTrue(problem.contains("is made of several profiles"), problem);
    }

    @Test
    void theTablesHoldEachParameterItsCovarianceAndEachMeasurement() {
        CalibrationReport report =
                made(TABLE, Subject.UNKNOWN, "pixel-4", false, false, "x").report();
        String parameters = CalibrationTables.parameters(report);
        assertEquals(1 + 8, parameters.lines().count());
        assertTrue(parameters.lines().skip(1).allMatch(line -> line.startsWith("cpu,int8,4,")), parameters);
        String covariance = CalibrationTables.covariance(report);
        String[] first = covariance.lines().skip(1).findFirst().orElseThrow().split(",", -1);
        String[] second = covariance.lines().skip(2).findFirst().orElseThrow().split(",", -1);
        assertEquals(4 + Roofline.PARAMETERS, first.length);
        assertEquals(first[5], second[4], "symmetric");
        double sd = Double.parseDouble(
                parameters.lines().skip(1).findFirst().orElseThrow().split(",")[8]);
        assertEquals(sd * sd, Double.parseDouble(first[4]), 1e-5 * sd * sd);
        assertEquals(1 + 4, CalibrationTables.residuals(report).lines().count());
    }
}
