package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.calibration.imports.CalibrationReport;
import org.framebudget.devices.calibration.imports.ImportedFile;
import org.framebudget.devices.calibration.imports.MeasurementFile;
import org.framebudget.devices.calibration.imports.OperatorShare;
import org.framebudget.devices.calibration.imports.ProfileCalibration;
import org.framebudget.devices.calibration.imports.Subject;
import org.framebudget.devices.calibration.imports.SustainedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitReportTest {
    private static final String TABLE = """
            network,input_width_px,input_height_px,precision,unit,threads,latency_ms
            mobilenet_v1_1.0,224,224,int8,cpu,4,6.1
            mobilenet_v1_0.5,224,224,int8,cpu,4,1.9
            mobilenet_v2_1.0,224,224,int8,cpu,4,4.6
            mobilenet_v3_large,224,224,int8,cpu,4,4.4
            mobilenet_v1_1.0,224,224,fp32,cpu,4,14.5
            mobilenet_v2_1.0,224,224,fp32,cpu,4,9.7
            """;

    @TempDir
    Path folder;

    private CalibrationReport report(String table, List<SustainedRun> sustained) {
        ImportedFile table0 = MeasurementFile.read("own.csv", table);
        ImportedFile file = new ImportedFile(
                table0.file(),
                table0.format(),
                table0.observations(),
                sustained,
                Map.of("mobilenet_v1_1.0", List.of(new OperatorShare("CONV_2D", 15, 4.5, 0.75))),
                List.of("a note <with> marks"));
        return ProfileCalibration.of(
                        new ProfileCalibration.Request(
                                List.of(file),
                                Subject.UNKNOWN,
                                "pixel-4",
                                false,
                                false,
                                "mine",
                                folder,
                                Evidence.MEASURED_HERE),
                        new ProfileRepository(folder))
                .report();
    }

    private static SustainedRun throttling() {
        return new SustainedRun(
                "mobilenet_v1_1.0, 4 threads",
                List.of(
                        new SustainedRun.Window(0, 6, 2400.0, 41.0),
                        new SustainedRun.Window(60, 6.2, 2400.0, 55.0),
                        new SustainedRun.Window(120, 9.1, 1600.0, 61.5)));
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper()
                    .getText(document)
                    .replace('\u00a0', ' ')
                    .replaceAll("\\s+", " ");
        }
    }

    @Test
    void aReportHoldsChartsTablesAndNotesAndEachChartIsAPictureToo() throws IOException {
        List<Path> files = FitReport.write(folder.resolve("fit"), report(TABLE, List.of(throttling())));
        assertEquals(
                List.of(
                        "parameters.csv",
                        "covariance.csv",
                        "residuals.csv",
                        "predicted-over-measured.png",
                        "residuals.png",
                        "sustained-1.png",
                        "sustained-1-temperature.png",
                        "sustained-1-clock.png",
                        "fit-report.pdf"),
                files.stream().map(file -> String.valueOf(file.getFileName())).toList());
        String text = text(folder.resolve("fit/fit-report.pdf"));
        for (String part : List.of(
                "Fit report: Google Pixel 4, own measurements",
                "Profile mine, made from pixel-4. 6 measured now, 6 in the fit.",
                "own.csv latency table, CSV 6",
                "cpu int8, 4 threads 4",
                "Residuals by network",
                "Fitted parameters: cpu fp32, 4 threads",
                "Where the time goes: mobilenet_v1_1.0",
                "Long run back to back: mobilenet_v1_1.0, 4 threads",
                "a note <with> marks")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        for (Path file : files) {
            if (file.toString().endsWith(".png")) {
                BufferedImage image = ImageIO.read(file.toFile());
                assertTrue(image.getWidth() > 1000 && coloured(image) > 50, file.toString());
            }
        }
    }

    /** Points drawn in a colour, neither white nor grey. */
    private static int coloured(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                count += Math.abs((rgb >> 16 & 255) - (rgb & 255)) > 100 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theSameMeasurementsGiveTheSameBytes() throws IOException {
        FitReport.write(folder.resolve("a"), report(TABLE, List.of()));
        FitReport.write(folder.resolve("b"), report(TABLE, List.of()));
        for (String name : List.of("fit-report.pdf", "residuals.png", "parameters.csv")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("a").resolve(name)),
                    Files.readAllBytes(folder.resolve("b").resolve(name)),
                    name);
        }
    }

    @Test
    void withoutANetworkOfTheCatalogueThereIsNothingToFitAndThatIsSaid() throws IOException {
        String strange = "network,input_width_px,input_height_px,precision,unit,threads,latency_ms\n"
                + "my_net,224,224,int8,cpu,4,6.1\n";
        List<Path> files = FitReport.write(folder.resolve("fit"), report(strange, List.of()));
        assertEquals(4, files.size());
        assertTrue(text(folder.resolve("fit/fit-report.pdf")).contains("there is nothing to fit"));
    }
}
