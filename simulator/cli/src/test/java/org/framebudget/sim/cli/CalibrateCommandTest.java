package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureReport;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    private static final String TABLE = """
            network,input_width_px,input_height_px,precision,unit,threads,latency_ms
            mobilenet_v1_1.0,224,224,int8,cpu,4,6.1
            mobilenet_v2_1.0,224,224,int8,cpu,4,4.6
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path profiles = Path.of("");
    private Path table = Path.of("");

    @BeforeEach
    void files() throws IOException {
        profiles = folder.resolve("profiles");
        table = Files.writeString(folder.resolve("own.csv"), TABLE);
    }

    private int run(Backend backend, String... args) {
        out.reset();
        err.reset();
        return new Cli(new Terminal(out, err, new TextStyle(false, true), false), backend).execute(args);
    }

    private int calibrate(String... more) {
        List<String> args = Stream.concat(Stream.of("calibrate", "--out", profiles.toString()), Stream.of(more))
                .toList();
        return run(new FakeBackend(), args.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTableMakesAProfileItsReportAndSaysWhereTheyAre() {
        assertEquals(0, calibrate("--profile", "pixel-4", "--device-id", "mine", table.toString()), err());
        assertTrue(out().startsWith("mine: Google Pixel 4, own measurements, made from pixel-4\n"), out());
        assertTrue(out().contains("cpu int8, 4 threads         2"), out());
        assertTrue(out().contains("Profile: " + profiles.resolve("mine.yaml") + "\n"), out());
        assertTrue(Files.exists(profiles.resolve("mine-fit/fit-report.pdf")));
        assertEquals(
                "mine", new ProfileRepository(profiles).load("mine", folder).id());
    }

    @Test
    void withTheIdAloneAnOwnProfileIsUpdated() {
        assertEquals(2, calibrate("--device-id", "mine", table.toString()));
        assertTrue(err().contains("there is no profile 'mine' of yours"), err());
        assertEquals(0, calibrate("--profile", "pixel-4", "--device-id", "mine", table.toString()), err());
        assertEquals(0, calibrate("--device-id", "mine", table.toString()), err());
        assertEquals(0, calibrate("--profile", "mine", table.toString()), err());
    }

    @Test
    void whatWasMeasuredHereIsRead() throws IOException {
        MeasureRecord record = Measurements.of(
                new MeasureRequest(Path.of("net"), null, 2, false, 5, 100, 5, List.of(), 60, true, false, 1, null));
        Path file = Files.writeString(
                folder.resolve("measure.json"), Json.text(MeasureReport.of(Measurements.MACHINE, List.of(record))));
        Path csv = Files.writeString(
                folder.resolve("measure.csv"),
                MeasureCsv.text(MeasureReport.of(Measurements.MACHINE, List.of(record))));
        assertEquals(0, calibrate("--like", "pixel-4", "--device-id", "a", file.toString()), err());
        assertEquals(0, calibrate("--like", "pixel-4", "--device-id", "b", csv.toString()), err());
        var fromJson = new ProfileRepository(profiles)
                .load("a", folder)
                .latency()
                .rows()
                .get(0);
        var fromCsv = new ProfileRepository(profiles)
                .load("b", folder)
                .latency()
                .rows()
                .get(0);
        assertEquals(11.25, fromJson.latencyMs());
        assertEquals(fromJson.latencyMs(), fromCsv.latencyMs());
        assertEquals(fromJson.runtime(), fromCsv.runtime());
        assertEquals(fromJson.precision(), fromCsv.precision());
        assertEquals(fromJson.arenaMb(), fromCsv.arenaMb());
        assertEquals(fromJson.threads(), fromCsv.threads());
    }

    @Test
    void asJsonItCarriesRowsAndParameters() throws IOException {
        assertEquals(0, calibrate("--profile", "pixel-4", "--device-id", "mine", "--json", table.toString()), err());
        JsonNode document = new ObjectMapper().readTree(out());
        assertEquals("mine", document.get("profile").asText());
        assertEquals(6.1, document.get("rows").get(0).get("latency_ms").asDouble());
        assertEquals(8, document.get("fits").get(0).get("parameters").size());
    }

    @Test
    void whatDoesNotFitIsSaidBeforeAnythingIsWritten() throws IOException {
        assertEquals(2, calibrate());
        assertTrue(err().contains("there is no FILE of measurements"), err());
        assertEquals(2, calibrate(table.toString()));
        assertTrue(err().contains("which device was measured?"), err());
        assertEquals(2, calibrate("--profile", "pixel-4", table.toString()));
        assertTrue(err().contains("--device-id: is missing. 'pixel-4' stays as it is"), err());
        assertEquals(2, calibrate("--profile", "pixel-4", "--like", "pixel-6", table.toString()));
        assertTrue(err().contains("--like: stands beside --profile"), err());
        assertEquals(2, calibrate("--profile", "pixel-4", "--device-id", "My Phone", table.toString()));
        assertTrue(err().contains("'My Phone' is not an id"), err());
        assertEquals(2, calibrate("--profile", "pixel4", "--device-id", "x", table.toString()));
        assertTrue(err().contains("Maybe 'pixel-4'?"), err());
        assertEquals(
                2,
                calibrate(
                        "--profile",
                        "pixel-4",
                        "--device-id",
                        "x",
                        folder.resolve("none").toString()));
        assertTrue(err().contains("there is no such file"), err());
        Path bare = Files.writeString(folder.resolve("bare.csv"), "network,latency_ms\nresnet50,30\n");
        assertEquals(2, calibrate("--profile", "pixel-4", "--device-id", "x", bare.toString()));
        assertTrue(err().contains("bare.csv:2: input: the file does not say it. Give --input WxH."), err());
        assertFalse(Files.exists(profiles));
    }

    @Test
    void validateGivesAdviceAndEndsWellAndRefusesWhatWouldNotLoad() throws IOException {
        Product product = new Product();
        assertEquals(0, calibrate("--profile", "pixel-4", "--device-id", "mine", table.toString()), err());
        Path file = profiles.resolve("mine.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("value: 3.4", "value: 3.41").replace("id: mine", "id: other"));
        assertEquals(0, run(product, "devices", "validate", file.toString()), err());
        assertTrue(out().contains(file + ": id: 'other' is not the file's name."), out());
        assertEquals(0, run(product, "devices", "validate", "--json", file.toString()), err());
        assertEquals(
                "id",
                new ObjectMapper()
                        .readTree(out())
                        .get("advice")
                        .get(0)
                        .get("key")
                        .asText());
        Files.writeString(file, text.replace("to_ambient_k_per_w", "to_ambient"));
        assertEquals(2, run(product, "devices", "validate", file.toString()));
        assertTrue(err().contains("unknown key"), err());
    }
}
