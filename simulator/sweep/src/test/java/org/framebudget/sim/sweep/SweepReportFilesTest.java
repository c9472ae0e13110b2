package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.report.SweepFigures;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The report that a sweep leaves, of simulated points. */
class SweepReportFilesTest {
    private static final String FLEET = """
            fleet:
              types:
                - {profile: raspberry-pi-4, price: 60, price_source: "a shop, today"}
                - {profile: raspberry-pi-4+coral-usb, price: 130}
            """;

    private static final String SWEEP = """
            objective: {minimise: average_power_w}
            limits: [miss_fraction <= 0.1]
            axes:
              - {key: devices.box.profile, name: device, values: [raspberry-pi-4, raspberry-pi-4+coral-usb]}
              - {key: pipelines.people.stages.find.infer.network, name: network, values: [mobilenet_v1_0.25, mobilenet_v1_0.5]}
              - {key: cameras.door.fps, name: fps, values: [10, 20, 200]}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void run(Function<Terminal, Callable<Integer>> command, Object... arguments) throws Exception {
        out.reset();
        Callable<Integer> made = command.apply(new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false));
        new CommandLine(made)
                .parseArgs(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        assertEquals(0, made.call());
    }

    private Path sweep() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        Files.writeString(folder.resolve("scenario.yaml"), Sweeps.SCENARIO + FLEET);
        return file;
    }

    @Test
    void aSweepLeavesAPageAndAPdfAndAQueryMakesTheSame() throws Exception {
        Path store = folder.resolve("store");
        Path html = folder.resolve("report.html");
        Path pdf = folder.resolve("report.pdf");
        run(SweepCommand::new, sweep(), "--store", store, "--report", html, "--report", pdf);
        String page = Files.readString(html);
        for (String part : List.of("swept", "best", "front", "effects", "heat", "parallel", "assumed", "reproduce")) {
            assertTrue(page.contains("<h2 id=\"" + part + "\""), part);
        }
        assertTrue(Files.size(pdf) > 20_000, Files.size(pdf) + " bytes");
        assertTrue(page.contains("raspberry-pi-4 60 EUR (a shop, today), raspberry-pi-4+coral-usb 130 EUR (ASSUMED)"));
        Path again = folder.resolve("again.html");
        run(QueryCommand::new, "--store", store, "--report", again);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals(page, Files.readString(again));

        SweepFigures figures = SweepReportFiles.figures(store);
        assertEquals(12, figures.counts().done());
        assertEquals(
                MadeStore.ask(
                        store,
                        "SELECT point FROM points WHERE error IS NULL AND miss_fraction <= 0.1 ORDER BY average_power_w, point"
                                + " LIMIT 1"),
                List.of(Long.toString(figures.best().point())));
        assertEquals(
                1,
                figures.axes().stream()
                        .mapToDouble(SweepFigures.Axis::influence)
                        .sum(),
                1e-9);
        assertFalse(figures.sources().assumed().isEmpty());
        assertEquals(
                List.of("raspberry-pi-4 60", "raspberry-pi-4+coral-usb 130"),
                MadeStore.ask(store, "SELECT DISTINCT device, price FROM points ORDER BY device"));
        assertEquals(2, figures.heatMaps().size());
        assertTrue(figures.front().size() > 0);
        assertEquals(figures.front().size(), figures.front().points().size());
    }

    @Test
    void aPriceIsThatOfAllDevicesAndAbsentWhereOneHasNone() throws Exception {
        Path file = Sweeps.file(
                folder,
                "axes:\n  - {key: devices.box.profile, name: device, values: [raspberry-pi-4, raspberry-pi-3b-plus]}\n");
        Files.writeString(folder.resolve("scenario.yaml"), Sweeps.SCENARIO + FLEET);
        Path store = folder.resolve("store");
        run(SweepCommand::new, file, "--store", store);
        assertEquals(
                List.of("raspberry-pi-3b-plus -", "raspberry-pi-4 60"),
                MadeStore.ask(store, "SELECT device, price FROM points ORDER BY device"));
    }

    @Test
    void ofVeryManyPointsSomeAreDrawnAndAlwaysTheSame() throws SQLException {
        StringBuilder axes = new StringBuilder();
        for (String key : List.of("phase_ms", "jitter_ms", "readout_ms", "exposure_ms")) {
            axes.append("  - {key: cameras.door." + key + ", name: " + key + ", from: 1, to: 13, step: 1}\n");
        }
        SweepPlan plan = Sweeps.plan(
                folder,
                "results: [miss_fraction, energy_j, latency_p99_ms]\nlimits: [miss_fraction < 0.9]\naxes:\n" + axes);
        Path store = MadeStore.of(
                folder.resolve("store"),
                plan,
                new Part(0, plan.size() - 1),
                "SELECT range AS point, 1 + range % 13 AS phase_ms, 1 + range // 13 % 13 AS jitter_ms, 1 AS readout_ms,"
                        + " 1 AS exposure_ms, range % 100 / 100 AS miss_fraction, hash(range) % 997 AS energy_j,"
                        + " hash(range + 1) % 991 AS latency_p99_ms FROM range(" + plan.size() + ")");
        SweepFigures figures = SweepReportFiles.figures(store);
        assertEquals(plan.size() * 9 / 10, figures.counts().within(), 10);
        assertEquals(
                700,
                figures.front().others().stream()
                        .mapToLong(SweepFigures.FrontPoint::point)
                        .distinct()
                        .count());
        assertEquals(
                120,
                figures.parallel().lines().stream()
                        .filter(line -> line.kind() == SweepFigures.LineKind.OUTSIDE)
                        .count());
        assertEquals(figures, SweepReportFiles.figures(store));
    }

    @Test
    void axesThatFindNoRoomInADrawingAreNamed() throws SQLException {
        StringBuilder axes = new StringBuilder();
        List<String> keys = List.of(
                "phase_ms", "jitter_ms", "readout_ms", "exposure_ms", "isp_ms", "delivery_ms", "width_px", "height_px");
        for (String key : keys) {
            axes.append("  - {key: cameras.door." + key + ", name: " + key + ", values: [10, 20]}\n");
        }
        SweepPlan plan = Sweeps.plan(folder, "results: [miss_fraction, energy_j, latency_p99_ms]\naxes:\n" + axes);
        StringBuilder select = new StringBuilder("SELECT range AS point");
        for (int k = 0; k < keys.size(); k++) {
            select.append(", 10 + 10 * (range // " + (1 << (7 - k)) + " % 2) AS " + keys.get(k));
        }
        // the last axis matters most
        Path store = MadeStore.of(
                folder.resolve("store"),
                plan,
                new Part(0, 255),
                select + ", range / 255 AS miss_fraction, 300 - range AS energy_j,"
                        + " phase_ms + 2 * jitter_ms + 3 * height_px AS latency_p99_ms FROM range(256)");
        SweepFigures.Parallel parallel = SweepReportFiles.figures(store).parallel();
        List<String> shown =
                parallel.dimensions().stream().map(SweepFigures.Dimension::name).toList();
        assertEquals(8, shown.size());
        assertFalse(parallel.leftOut().isEmpty());
        for (String key : keys) {
            assertTrue(shown.contains(key) != parallel.leftOut().contains(key), key);
        }
    }

    @Test
    void aReportOfAnUnfinishedSweepSaysSo() throws SQLException, IOException {
        Path file = sweep();
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        Path store = MadeStore.of(
                folder.resolve("store"),
                plan,
                new Part(0, 0),
                "SELECT 0 AS point, 'raspberry-pi-4' AS device, 'mobilenet_v1_0.25' AS network, 10 AS fps, 'broken' AS error");
        SweepFigures figures = SweepReportFiles.figures(store);
        assertEquals(1, figures.counts().done());
        assertEquals(null, figures.best());
        assertFalse(figures.sources().known());
        assertEquals(List.of(new SweepFigures.Failure("broken", 1)), figures.failures());
    }

    @Test
    void theViewsAreListedAndAQueryThatAsksNothingIsTold() throws Exception {
        Path store = folder.resolve("store");
        Store.open(store, SweepPlan.of(SweepReader.read(sweep()))).close();
        run(QueryCommand::new, "--store", store, "--views");
        String views = out.toString(StandardCharsets.UTF_8);
        for (String name : List.of("points", "failures", "best_device_per_network", "pareto_front", "main_effects")) {
            assertTrue(views.contains(name + "\n"), views);
        }
        assertTrue(assertThrows(InputException.class, () -> run(QueryCommand::new, "--store", store))
                .getMessage()
                .startsWith("query: there is no SQL."));
        assertTrue(assertThrows(
                        InputException.class, () -> run(QueryCommand::new, "FROM points", "--store", store, "--views"))
                .getMessage()
                .startsWith("--views: "));
        assertTrue(assertThrows(
                        InputException.class,
                        () -> run(SweepCommand::new, sweep(), "--store", store, "--report", "r.txt"))
                .getMessage()
                .contains("ends in .html or .pdf"));
    }
}
