package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as a process of its own, killed without warning at random moments. {@code -Dframebudget.kills=20} kills more often
 * than the build does.
 */
class KilledSweepTest {
    private static final int KILLS = Integer.getInteger("framebudget.kills", 3);

    /** Some milliseconds a point. */
    private static final String SWEEP = """
            axes:
              - {key: duration_s, values: [120]}
              - {key: cameras.door.fps, name: fps, from: 11, to: 60, step: 1}
              - {key: environment.ambient_deg_c, name: ambient, from: 10, to: 40, count: 6}
            exclude: [ambient = 16 and fps < 30]
            objective: {minimise: average_power_w}
            limits: [useful_fps >= 20]
            """;

    private static final double JUST_AFTER_MS = 300;

    @TempDir
    Path folder;

    private final Random random = new Random(20261127);
    private final Map<Long, JsonNode> rows = new HashMap<>();

    private Process started(Path file, Path store, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.framebudget.sim.cli.Main",
                "sweep",
                file.toString(),
                "--store",
                store.toString()));
        command.addAll(more);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    /** Kills at any time of what an uninterrupted process takes, or right after a file is there; false where it ended before. */
    private boolean killed(Path file, Path store, List<String> more, boolean atFile, double wholeMs)
            throws IOException, InterruptedException {
        int before = files(store);
        Process process = started(file, store, more);
        boolean ended = false;
        while (atFile && !ended && files(store) <= before) {
            ended = process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        double waitMs = random.nextDouble() * (atFile ? JUST_AFTER_MS : wholeMs);
        ended = ended || process.waitFor((long) waitMs, TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        String output = Files.readString(folder.resolve("output.txt"));
        boolean whole = process.exitValue() == 0;
        assertTrue(whole || !ended, output);
        return !whole;
    }

    private static int files(Path store) {
        return Files.isDirectory(store) ? Store.parts(store).size() : 0;
    }

    /** What it took, in milliseconds. */
    private double end(Path file, Path store, List<String> more) throws IOException, InterruptedException {
        long beganNs = System.nanoTime();
        Process process = started(file, store, more);
        assertTrue(process.waitFor(300, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("output.txt")));
        return (System.nanoTime() - beganNs) * 1e-6;
    }

    private static JsonNode rows(Path store) throws IOException {
        return new ObjectMapper().readTree(Sweeps.content(store));
    }

    /** Opens it as the next sweep would; every row is whole, there once and the one that an uninterrupted run has. */
    private int checked(Path store, SweepPlan plan) throws IOException {
        if (!Files.exists(store.resolve(Store.INFO))) {
            return 0;
        }
        try (Store open = Store.open(store, plan)) {
            if (Store.parts(open.folder()).isEmpty()) {
                return 0;
            }
        }
        JsonNode there = rows(store);
        long before = -1;
        for (JsonNode row : there) {
            long point = row.get("point").asLong();
            assertTrue(point > before, "point " + point + " after " + before);
            assertEquals(rows.get(point), row);
            before = point;
        }
        return there.size();
    }

    private void killAndGoOn(int times, String sweep, List<String> more) throws IOException, InterruptedException {
        Path file = Sweeps.file(folder, sweep);
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        Path whole = folder.resolve("whole");
        double wholeMs = end(file, whole, more);
        rows(whole).forEach(row -> rows.put(row.get("point").asLong(), row));
        int kills = 0;
        int most = 0;
        int stores = 0;
        Path store = folder.resolve("store0");
        while (kills < times) {
            if (killed(file, store, more, kills % 2 == 0, wholeMs)) {
                kills++;
                most = Math.max(most, checked(store, plan));
            } else {
                assertEquals(rows.size(), checked(store, plan));
                store = folder.resolve("store" + ++stores);
            }
        }
        assertTrue(most > 0, "every process was killed before it had written anything");
        end(file, store, more);
        assertEquals(Sweeps.content(whole), Sweeps.content(store));
        if (!more.isEmpty()) {
            assertEquals(
                    Files.readString(whole.resolve(SearchFile.NAME)), Files.readString(store.resolve(SearchFile.NAME)));
        }
    }

    @Test
    void aKilledSweepHoldsWholePointsAndEndsLikeOneThatWasNot() throws IOException, InterruptedException {
        killAndGoOn(KILLS, SWEEP, List.of());
    }

    @Test
    void aKilledSearchHoldsWholePointsAndFindsTheSame() throws IOException, InterruptedException {
        killAndGoOn((KILLS + 2) / 3, SWEEP.replace("[120]", "[2000]"), List.of("--optimize", "--points", "48"));
    }
}
