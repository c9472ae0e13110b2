package org.framebudget.sim.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.framebudget.sim.sweep.Progress;
import org.framebudget.sim.sweep.SweepEngine;
import org.framebudget.sim.sweep.SweepWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone master and two workers on the loopback interface. */
class ClusterSweepTest {
    private static final int POINTS = 2_000;

    private static final String SWEEP = """
            axes:
              - {key: duration_s, name: duration_s, values: [10]}
              - {key: cameras.door.jitter_ms, name: jitter_ms, from: 0, to: 4}
            sample: {method: latin_hypercube, count: 2000}
            """;

    /** Executors that are not worth compiling well for. */
    private static final String OPTIONS = "spark.executor.extraJavaOptions";

    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @TempDir
    Path folder;

    @Test
    void twoWorkersWriteWhatTheLocalEngineWritesAndAKilledOneLosesNothing() throws Exception {
        Path file = Sample.file(folder, SWEEP);
        Path local = folder.resolve("local");
        Sample.sweep(file, local);
        String content = Sample.content(local);
        Process orphan;
        try (LocalCluster cluster = LocalCluster.start(2, 1, 1024)) {
            Path both = folder.resolve("both");
            String summary = Sample.sweep(
                    file, both, "--engine", "spark", "--master", cluster.url(), "--spark", OPTIONS + "=" + QUICK);
            assertEquals(
                    POINTS, new ObjectMapper().readTree(summary).get("run_now").asInt(), summary);
            assertEquals(content, Sample.content(both));

            Path one = folder.resolve("one");
            AtomicLong atKill = new AtomicLong();
            try (SweepWork work = SweepWork.open(file, one)) {
                SweepEngine.Options options = new SweepEngine.Options(cluster.url(), null, Map.of(OPTIONS, QUICK));
                Consumer<Progress> killer = now -> {
                    if (now.ran() > POINTS / 10 && working(cluster) && atKill.compareAndSet(0, now.ran())) {
                        kill(cluster.workers().get(0));
                    }
                };
                // tasks of a few points: a fast machine takes all of them for one task otherwise
                Progress end = new SparkEngine()
                        .prepare(work, options, killer, new Portions(0.004))
                        .run();
                assertEquals(POINTS, end.ran());
            }
            assertTrue(atKill.get() > 0 && atKill.get() < POINTS, "killed at point " + atKill);
            assertEquals(content, Sample.content(one));

            orphan = cluster.workers().get(1);
            assertTrue(orphan.isAlive());
            // as if this process had ended
            orphan.getOutputStream().close();
            assertTrue(orphan.waitFor(30, TimeUnit.SECONDS), "a worker outlives who started it");
        }
        assertFalse(orphan.isAlive());
    }

    private static boolean working(LocalCluster cluster) {
        return cluster.workers().stream()
                .allMatch(worker -> worker.descendants().findAny().isPresent());
    }

    /** A worker and its executor, as when its machine goes. */
    private static void kill(Process worker) {
        List<ProcessHandle> all = worker.descendants().toList();
        assertFalse(all.isEmpty(), "the executor of a worker");
        all.forEach(ProcessHandle::destroyForcibly);
        worker.destroyForcibly();
    }
}
