package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizeTest {
    /** The unit without such a network fails, and the limit cuts through the rates. */
    private static final String SWEEP = """
            seed: 4
            axes:
              - {key: cameras.door.fps, name: fps, from: 5, to: 40, step: 5}
              - {key: pipelines.people.stages.find.infer.unit, name: unit, values: [npu, cpu]}
              - {key: pipelines.people.budget_ms, name: budget_ms, values: [2, 16, 32]}
              - {key: environment.ambient_deg_c, name: ambient, from: 10, to: 40}
              - {key: cameras.door.jitter_ms, name: jitter, from: 0, to: 4}
            sample: {method: sobol, count: 4}
            exclude: [budget_ms = 2 and fps > 30]
            objective: {maximise: useful_fps}
            limits: [average_power_w <= 3.6, miss_fraction <= 0.2]
            """;

    @TempDir
    Path folder;

    private JsonNode sweep(Path file, Path store, String... more) throws IOException {
        return Sweeps.run(file, store, more);
    }

    @Test
    void whatItFindsIsNearlyTheBestOfAllAndTheSameForAnyNumberOfThreads() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        JsonNode first = sweep(file, one, "--optimize", "--points", "64", "--threads", "1");
        JsonNode second = sweep(file, two, "--optimize", "--points", "64", "--threads", "2");
        JsonNode best = first.get("best");
        assertEquals(64, first.get("done").asLong());
        assertEquals(64, best.get("points_looked_at").asLong());
        assertEquals("coordinate_search", best.get("method").asText());
        assertEquals(best, second.get("best"));
        assertEquals(Files.readString(one.resolve(SearchFile.NAME)), Files.readString(two.resolve(SearchFile.NAME)));
        assertTrue(best.get("within_limits").asBoolean(), best.toString());

        // the sweep goes on where the search ended, and its rows are those of any sweep
        JsonNode rest = sweep(file, two);
        assertEquals(rest.get("points").asLong() - 64, rest.get("run_now").asLong());
        Path all = folder.resolve("all");
        sweep(file, all);
        assertEquals(Sweeps.content(all), Sweeps.content(two));
        JsonNode exact = sweep(file, all, "--optimize").get("best");
        assertEquals("exhaustive", exact.get("method").asText());
        assertTrue(exact.get("value").asDouble() >= best.get("value").asDouble());
        assertTrue(
                best.get("value").asDouble() >= 0.95 * exact.get("value").asDouble(),
                best.get("value") + " of " + exact.get("value"));
        JsonNode again = best.get("again_on_the_same_random_numbers");
        assertEquals(5, again.size());
        for (int i = 1; i < again.size(); i++) {
            assertTrue(again.get(i).get("value").asDouble()
                            <= again.get(i - 1).get("value").asDouble()
                    || !again.get(i).get("within_limits").asBoolean());
        }
        // held against all rows by hand
        assertEquals(
                "point " + exact.get("point").asLong() + " ",
                Sweeps.query(
                                all,
                                "SELECT point FROM points WHERE average_power_w <= 3.6 AND miss_fraction <= 0.2"
                                        + " ORDER BY useful_fps DESC, point LIMIT 1")
                        .replaceAll("\\s+", " "));
    }

    @Test
    void whatWasLostIsRunAgainAndTheAnswerStays() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        Path store = folder.resolve("store");
        JsonNode first = sweep(file, store, "--optimize", "--points", "40");
        String looked = Files.readString(store.resolve(SearchFile.NAME));
        List<Part> parts = Store.parts(store);
        for (int p = 0; p < parts.size(); p += 4) {
            Files.delete(store.resolve(parts.get(p).fileName()));
        }
        long left = rows(store);
        assertTrue(left < 40, left + " left in " + parts.size() + " files");
        Files.delete(store.resolve(SearchFile.NAME));
        JsonNode again = sweep(file, store, "--optimize", "--points", "40");
        assertEquals(40 - left, again.get("run_now").asLong());
        assertEquals(first.get("best"), again.get("best"));
        assertEquals(looked, Files.readString(store.resolve(SearchFile.NAME)));
        // more points go on from there
        assertEquals(
                6,
                sweep(file, store, "--optimize", "--points", "46")
                        .get("run_now")
                        .asLong());
        assertTrue(Files.readString(store.resolve(SearchFile.NAME)).startsWith(looked));
        assertEquals(
                "n 46",
                Sweeps.query(store, "SELECT count(*) AS n FROM search JOIN points USING (point)")
                        .strip()
                        .replaceAll("\\s+", " "));
    }

    @Test
    void aSearchThatIsStoppedKeepsItsPointsAndGoesOnToTheSameAnswer() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        Path place = folder.resolve("stopped");
        Progress end;
        try (Store store = Store.open(place, plan)) {
            AtomicReference<SearchRun> running = new AtomicReference<>();
            SearchRun run = new SearchRun(plan, Goal.of(plan), store, new ProfileRepository(null), 2, 40, now -> {
                if (now.ran() >= 9) {
                    running.get().stop();
                }
            });
            running.set(run);
            end = run.run();
            assertTrue(run.answer().isEmpty());
        }
        assertTrue(end.ran() >= 9 && end.ran() < 40, end.toString());
        assertEquals(end.ran(), rows(place));
        JsonNode rest = sweep(file, place, "--optimize", "--points", "40");
        assertEquals(40 - end.ran(), rest.get("run_now").asLong());
        Path whole = folder.resolve("whole");
        assertEquals(sweep(file, whole, "--optimize", "--points", "40").get("best"), rest.get("best"));
    }

    @Test
    void aSmallSweepIsRunAsAWholeAndSaysHowToRunItsBestPoint() throws IOException {
        Path file = Sweeps.file(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, values: [5, 10, 15]}
                objective: {minimise: average_power_w}
                limits: [useful_fps >= 9]
                """);
        String text = Sweeps.text(file, folder.resolve("store"), "--optimize");
        long seed = SweepPlan.of(SweepReader.read(file)).seed(1);
        assertTrue(text.contains("Best, the least average_power_w within the limits: "), text);
        assertTrue(text.contains(" at point 1.\n  fps = 10\n"), text);
        assertTrue(text.contains("All 3 points were run, so none is better."), text);
        assertTrue(
                text.contains("The best 2 again, all on the same random numbers, 5 replications each: point 1 "), text);
        assertTrue(text.contains("To run it: framebudget run "), text);
        assertTrue(text.contains(" --set cameras.door.fps=10 --seed " + seed + "\n"), text);
    }

    @Test
    void withoutLimitsTheBestOfAllIsFoundAndFailedPointsAreNotCalledRun() throws IOException {
        Path file = Sweeps.file(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, values: [15, 5, 10]}
                  - {key: pipelines.people.stages.find.infer.unit, name: unit, values: [cpu, npu]}
                objective: {minimise: average_power_w}
                """);
        Path store = folder.resolve("store");
        JsonNode best = sweep(file, store, "--optimize").get("best");
        assertEquals("exhaustive", best.get("method").asText());
        assertEquals(2, best.get("point").asLong());
        assertEquals(5, best.get("values").get("fps").asInt());
        // the same of a store that is whole already
        String text = Sweeps.text(file, store, "--optimize");
        assertTrue(text.contains("Best, the least average_power_w: "), text);
        assertTrue(
                text.contains(
                        "All 6 points were looked at, of which 3 could not be run; of the others none is better."),
                text);
    }

    @Test
    void wherePointsAreOutsideTheNearestIsTold() throws IOException {
        Path file = Sweeps.file(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, values: [5, 10, 15]}
                objective: {minimise: average_power_w}
                limits: [useful_fps >= 20]
                """);
        Path store = folder.resolve("store");
        JsonNode best = sweep(file, store, "--optimize").get("best");
        assertFalse(best.get("within_limits").asBoolean());
        assertEquals(2, best.get("point").asLong());
        String text = Sweeps.text(file, store, "--optimize");
        assertTrue(text.contains("No point of the 3 is within the limits. Nearest: point 2."), text);
        assertTrue(text.contains(", outside useful_fps >= 20"), text);
    }

    @Test
    void withoutAnObjectiveOrWithoutOptimizeThereIsNoSearch() {
        Path file = Sweeps.file(folder, "axes:\n  - {key: cameras.door.fps, name: fps, values: [5, 10, 15]}\n");
        Path store = folder.resolve("store");
        assertTrue(refused(file, store, "--optimize")
                .endsWith("objective: is missing, and --optimize needs one. Write what the best point is best in, as in"
                        + " objective: {minimise: average_power_w}."));
        assertEquals("--points: is for --optimize alone.", refused(file, store, "--points", "5"));
        assertEquals(
                "--points: 0 is out of range. A whole number from 1 to 10000 is right.",
                refused(file, store, "--optimize", "--points", "0"));
        assertFalse(Files.exists(store));
    }

    private static long rows(Path store) {
        return Long.parseLong(
                Sweeps.query(store, "SELECT count(*) AS n FROM points").replaceAll("\\D", ""));
    }

    private String refused(Path file, Path store, String... more) {
        return String.valueOf(assertThrows(InputException.class, () -> sweep(file, store, more))
                .getMessage());
    }
}
