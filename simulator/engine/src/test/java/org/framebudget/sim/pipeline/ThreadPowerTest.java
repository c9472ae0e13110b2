package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Objects;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on several cores takes more power than one on a single core. */
class ThreadPowerTest {
    /** Of the bench's CPU, which has two servers: one of them busy, above idle. */
    private static final double ONE_JOB_W = (2.1 - 0.1) / 2;

    private static final double IDLE_W = 0.1;

    @TempDir
    Path folder;

    private RunResult.Device box(String... sets) {
        String unit = "    compute_fraction: 1\n    preprocess";
        String profile = Bench.file(
                folder,
                "threads.yaml",
                Bench.resource("bench.yaml")
                        .replace(unit, "    compute_fraction: 1\n    thread_power_fraction: 0.4\n    preprocess"));
        Bench.file(folder, "bench-latency.csv", Bench.resource("bench-latency.csv"));
        String scenario = Bench.ONE_CAMERA.replace("bench.yaml", profile).replace("unit: npu", "unit: cpu");
        return Bench.run(scenario, sets).devices().get(0);
    }

    /** Power above idle of the CPU, over its busy time. */
    private static double busyW(RunResult.Device box) {
        double joules = Objects.requireNonNull(box.energyByComponentJ().get("cpu"));
        double busyS = 2 * 10 * box.units().get(0).utilisation();
        assertTrue(busyS > 1, "busy " + busyS);
        return (joules - 10 * IDLE_W) / busyS;
    }

    @Test
    void eachFurtherThreadAddsItsShareOfOneThreadsPower() {
        assertEquals(ONE_JOB_W, busyW(box()), 1e-6);
        assertEquals(ONE_JOB_W, busyW(box("pipelines.see.stages.find.infer.threads=1")), 1e-6);
        assertEquals(ONE_JOB_W * (1 + 2 * 0.4), busyW(box("pipelines.see.stages.find.infer.threads=3")), 1e-6);
    }
}
