package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One of its units has no such network at that size: those points fail. */
    private static final String SWEEP = """
            axes:
              - {key: cameras.door.fps, name: fps, from: 5, to: 40, step: 5}
              - {key: pipelines.people.stages.find.infer.unit, name: unit, values: [cpu, npu]}
              - {key: environment.ambient_deg_c, name: ambient, from: 10, to: 40}
            sample: {method: latin_hypercube, count: 4}
            exclude: [fps = 25, unit = npu and fps > 10]
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Terminal terminal() {
        out.reset();
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false);
    }

    private JsonNode sweep(Path file, Path store, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--store", store.toString(), "--json"));
        arguments.addAll(List.of(more));
        SweepCommand command = new SweepCommand(terminal());
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        assertEquals(0, command.call());
        return JSON.readTree(out.toByteArray());
    }

    private String query(Path store, String sql, String... more) {
        List<String> arguments = new ArrayList<>(List.of(sql, "--store", store.toString()));
        arguments.addAll(List.of(more));
        QueryCommand command = new QueryCommand(terminal());
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        assertEquals(0, command.call());
        return out.toString(StandardCharsets.UTF_8);
    }

    private String content(Path store) {
        return query(store, "SELECT * FROM points ORDER BY point", "--json");
    }

    @Test
    void twoThreadsWriteWhatOneWritesAndAResumedStoreIsTheSameToo() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        JsonNode first = sweep(file, one, "--threads", "1");
        assertEquals(7 * 4 + 2 * 4, first.get("points").asLong());
        assertEquals(64 - 36, first.get("excluded").asLong());
        assertEquals(36, first.get("run_now").asLong());
        assertEquals(8, first.get("failed_now").asLong());
        // the command would put its files together
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        try (Store store = Store.open(two, plan)) {
            new LocalEngine(plan, store, new ProfileRepository(null), 2, now -> {}).run();
        }
        String content = content(one);
        assertEquals(content, content(two));

        // some files are lost, and one is half written
        List<Part> parts = Store.parts(two);
        assertTrue(parts.size() > 2, parts.toString());
        Files.delete(two.resolve(parts.get(1).fileName()));
        Path half = Files.writeString(two.resolve("." + parts.get(1).fileName() + Store.UNFINISHED), "PAR1");
        JsonNode resumed = sweep(file, two);
        assertTrue(resumed.get("run_now").asLong() > 0 && resumed.get("run_now").asLong() < 36, resumed.toString());
        assertEquals(36, resumed.get("done").asLong());
        assertFalse(Files.exists(half));
        assertEquals(content, content(two));
        assertEquals(List.of(new Part(0, 63)), Store.parts(two));
        assertEquals(0, sweep(file, two).get("run_now").asLong());
    }

    @Test
    void aSweepThatIsStoppedKeepsItsPointsAndTheNextOneRunsTheRest() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        Path folderOfStore = folder.resolve("stopped");
        AtomicReference<LocalEngine> running = new AtomicReference<>();
        Progress end;
        try (Store store = Store.open(folderOfStore, plan)) {
            assertEquals(
                    "--store: another sweep is writing to '" + folderOfStore + "'. Wait for it, or stop it.",
                    assertThrows(InputException.class, () -> Store.open(folderOfStore, plan))
                            .getMessage());
            LocalEngine engine = new LocalEngine(
                    plan,
                    store,
                    new ProfileRepository(null),
                    1,
                    now -> running.get().stop());
            running.set(engine);
            end = engine.run();
        }
        if (end.ran() > 0 && end.ran() < 36) {
            assertEquals(
                    "[ {\n  \"n\" : " + end.ran() + "\n} ]\n",
                    query(folderOfStore, "SELECT count(*) AS n FROM points", "--json"));
        }
        assertEquals(36 - end.ran(), sweep(file, folderOfStore).get("run_now").asLong());
        Path whole = folder.resolve("whole");
        sweep(file, whole);
        assertEquals(content(whole), content(folderOfStore));
    }

    @Test
    void aRowHoldsWhatARunOfThatScenarioSays() throws IOException {
        Path file = Sweeps.file(folder, "replications: 2\nresults: [figures, streams, devices]\n" + SWEEP);
        Path store = folder.resolve("store");
        sweep(file, store);
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        JsonNode row = JSON.readTree(query(store, "SELECT * FROM points WHERE point = 17", "--json"))
                .get(0);
        RunResult run = Simulation.run(
                        plan.scenario(17), new ProfileRepository(null), new RunOptions(2, 1, false, false, share -> {}))
                .result();
        RunResult.Stream stream = run.streams().get(0);
        assertEquals(plan.seed(17), row.get("seed").asLong());
        assertEquals(run.meets(), row.get("meets").asBoolean());
        assertEquals(stream.captured(), row.get("captured").asLong());
        assertEquals(stream.latencyMs().p99(), nullable(row.get("latency_p99_ms")));
        assertEquals(stream.photonToResultMs().mean(), nullable(row.get("photon_to_result_mean_ms")));
        assertEquals(
                run.devices().get(0).averagePowerW(), row.get("average_power_w").asDouble());
        JsonNode detail = row.get("streams").get(0);
        assertEquals(stream.id(), detail.get("id").asText());
        assertEquals(
                stream.latencyMs().mean(), nullable(detail.get("latency_ms").get("mean")));
        assertEquals(
                stream.stages().get(1).meanMs(),
                nullable(detail.get("stages").get(1).get("mean_ms")));
        JsonNode device = row.get("devices").get(0);
        assertEquals("raspberry-pi-4", device.get("profile").asText());
        assertEquals(
                run.devices().get(0).units().get(0).utilisation(),
                device.get("units").get(0).get("utilisation").asDouble());
        assertTrue(row.get("error").isNull());
    }

    private static Double nullable(JsonNode number) {
        return number.isNull() ? null : number.asDouble();
    }

    @Test
    void aPointThatCannotBeRunIsARowWithItsReason() throws IOException {
        Path store = folder.resolve("store");
        sweep(Sweeps.file(folder, SWEEP), store);
        JsonNode rows = JSON.readTree(query(store, "SELECT unit, error, meets FROM failures", "--json"));
        assertEquals(8, rows.size());
        assertEquals("npu", rows.get(0).get("unit").asText());
        assertTrue(rows.get(0).get("error").asText().contains("npu"), rows.toString());
        assertTrue(rows.get(0).get("meets").isNull());
        assertEquals(
                "unit   n\ncpu   28\nnpu    8\n",
                query(store, "SELECT unit, count(*) AS n FROM points GROUP BY unit ORDER BY unit"));
    }

    @Test
    void aStoreTakesTheResultsOfOneSweepAlone() throws IOException {
        Path store = folder.resolve("store");
        sweep(Sweeps.file(folder, SWEEP), store);
        Path other = Sweeps.file(folder, SWEEP.replace("to: 40", "to: 41"));
        assertEquals(
                "--store: the results in '" + store
                        + "' are of another sweep, 'Rates', or of another version of its file. Name another folder, or remove"
                        + " this one.",
                assertThrows(InputException.class, () -> sweep(other, store)).getMessage());
        Files.writeString(folder.resolve("note.txt"), "mine");
        assertTrue(assertThrows(InputException.class, () -> sweep(other, folder))
                .getMessage()
                .contains("holds other things"));
    }

    @Test
    void onlyTheResultsThatAreAskedForAreKept() throws IOException {
        Path store = folder.resolve("store");
        sweep(Sweeps.file(folder, "results: [miss_fraction, meets]\n" + SWEEP), store);
        assertEquals(
                "point,fps,unit,ambient,seed,meets,miss_fraction,error",
                String.join(
                        ",",
                        JSON.readTree(query(store, "SELECT column_name FROM (DESCRIBE points)", "--json"))
                                .findValuesAsText("column_name")));
        assertEquals(List.of("meets", "miss_fraction"), Store.info(store).results());
    }

    @Test
    void aMistakeInAQueryIsTold() throws IOException {
        Path store = folder.resolve("store");
        assertTrue(assertThrows(InputException.class, () -> query(store, "SELECT 1"))
                .getMessage()
                .contains("holds no sweep"));
        sweep(Sweeps.file(folder, SWEEP), store);
        String message = assertThrows(InputException.class, () -> query(store, "SELECT mis FROM points"))
                .getMessage();
        assertTrue(message.startsWith("query: ") && message.contains("mis"), message);
        assertFalse(message.contains("\n"), message);
    }
}
