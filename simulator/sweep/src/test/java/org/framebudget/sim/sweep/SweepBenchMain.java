package org.framebudget.sim.sweep;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.SweepReader;

/** What a point of a sweep takes one thread, part by part, in microseconds of processor time: {@code SweepBenchMain SWEEP [POINTS]}. */
final class SweepBenchMain {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 4;

    /** As the engine does it. */
    private static final int BATCH = 32;

    private SweepBenchMain() {}

    public static void main(String[] arguments) throws Exception {
        SweepPlan plan = SweepPlan.of(SweepReader.read(Path.of(arguments[0])));
        int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        Path folder = Files.createTempDirectory("sweep");
        // the last round counts: the others warm up
        for (int round = 0; round < ROUNDS; round++) {
            System.out.println(round(plan, points, folder));
        }
    }

    private static String round(SweepPlan plan, int points, Path folder) throws IOException, java.sql.SQLException {
        PointRunner runner = new PointRunner(plan, new ProfileRepository());
        long[] ns = new long[4];
        try (DuckDBConnection database = Database.forRows();
                RowWriter writer = new RowWriter(plan, folder, database, 0)) {
            for (int p = 0; p < points; p += BATCH) {
                List<PointRunner.Prepared> batch = new ArrayList<>();
                List<PointRunner.Outcome> outcomes = new ArrayList<>();
                long t0 = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(runner.prepared((p + i) % plan.size()));
                }
                long t1 = THREADS.getCurrentThreadCpuTime();
                batch.forEach(point -> outcomes.add(runner.run(point)));
                long t2 = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < BATCH; i++) {
                    writer.add(p + i, outcomes.get(i));
                }
                long t3 = THREADS.getCurrentThreadCpuTime();
                ns[0] += t1 - t0;
                ns[1] += t2 - t1;
                ns[2] += t3 - t2;
            }
            long t0 = THREADS.getCurrentThreadCpuTime();
            Part part = new Part(0, points - 1L);
            writer.write(part);
            ns[3] = THREADS.getCurrentThreadCpuTime() - t0;
            Files.delete(folder.resolve(part.fileName()));
            return String.format(
                    Locale.ROOT,
                    "scenario and plan %.1f, run %.1f, row %.1f, file %.1f; beside the run: %.1f %%",
                    ns[0] * 1e-3 / points,
                    ns[1] * 1e-3 / points,
                    ns[2] * 1e-3 / points,
                    ns[3] * 1e-3 / points,
                    100.0 * (ns[0] + ns[2] + ns[3]) / ns[1]);
        }
    }
}
