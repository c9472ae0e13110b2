package org.framebudget.sim.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.framebudget.sim.sweep.Progress;
import org.framebudget.sim.sweep.SweepEngine;
import org.framebudget.sim.sweep.SweepRun;
import org.framebudget.sim.sweep.SweepWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this process, held against the local engine. */
class SparkSweepTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Some are left out, and one of the units has no such network: those fail. */
    private static final String SWEEP = """
            results: [figures, streams, devices]
            axes:
              - {key: cameras.door.fps, name: fps, from: 5, to: 40, step: 5}
              - {key: pipelines.people.stages.find.infer.unit, name: unit, values: [cpu, npu]}
              - {key: environment.ambient_trace, name: day, values: [traces/day.csv]}
              - {key: cameras.door.jitter_ms, name: jitter_ms, from: 0, to: 4}
            sample: {method: latin_hypercube, count: 60}
            exclude: [fps = 25, unit = npu and fps > 10]
            """;

    private static final int POINTS = 7 * 60 + 2 * 60;

    @TempDir
    Path folder;

    @Test
    void rowsAreThoseOfTheLocalEngine() throws Exception {
        Path file = Sample.file(folder, SWEEP);
        Path local = folder.resolve("local");
        Path spark = folder.resolve("spark");
        JsonNode first = JSON.readTree(Sample.sweep(file, local));
        JsonNode second = JSON.readTree(Sample.sweep(file, spark, "--engine", "spark", "--threads", "2"));
        for (String figure : new String[] {"points", "excluded", "run_now", "failed_now"}) {
            assertEquals(first.get(figure), second.get(figure), figure);
        }
        assertEquals(POINTS, second.get("run_now").asInt());
        assertEquals(2 * 60, second.get("failed_now").asInt());
        assertEquals(Sample.content(local), Sample.content(spark));
        assertEquals(
                0,
                JSON.readTree(Sample.sweep(file, spark, "--engine", "spark"))
                        .get("run_now")
                        .asInt(),
                "what is there is not run again");
    }

    @Test
    void aStoppedSweepKeepsWhatCameBackAndEitherEngineRunsTheRest() throws Exception {
        Path file = Sample.file(folder, SWEEP);
        Path store = folder.resolve("stopped");
        AtomicReference<SweepRun> running = new AtomicReference<>();
        Progress end;
        try (SweepWork work = SweepWork.open(file, store)) {
            SweepEngine.Options options = new SweepEngine.Options("local[2]", null, Map.of());
            Consumer<Progress> stopper = now -> {
                if (now.ran() > 63) { // more than the driver's own
                    running.get().stop();
                }
            };
            // tasks of a point each, so that the first answer is not the last
            SweepRun run = new SparkEngine().prepare(work, options, stopper, new Portions(1e-6));
            running.set(run);
            end = run.run();
            assertTrue(run.awaitEnd(0));
        }
        assertTrue(end.ran() > 63 && end.ran() < POINTS, end.toString());
        assertEquals(
                end.ran(),
                JSON.readTree(Sample.query(store, "SELECT count(*) AS n FROM points"))
                        .get(0)
                        .get("n")
                        .asLong());
        assertEquals(
                POINTS - end.ran(),
                JSON.readTree(Sample.sweep(file, store)).get("run_now").asLong());
        Path whole = folder.resolve("whole");
        Sample.sweep(file, whole);
        assertEquals(Sample.content(whole), Sample.content(store));
    }
}
