package org.framebudget.sim.sweep;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.SweepReader;

/** What a point of a sweep takes one thread, part by part, in microseconds of processor time: {@code SweepBenchMain SWEEP [POINTS]}. */
final class SweepBenchMain {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 4;

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
        Trials trials = new Trials(plan.spec().base().scenario(), new ProfileRepository(), 0);
        Trials.Variant fixed = trials.of(plan.scenario(0));
        long[] ns = new long[5];
        try (DuckDBConnection database = Database.forRows();
                RowWriter writer = new RowWriter(plan, folder, database, 0)) {
            for (int p = 0; p < points; p++) {
                long point = p % plan.size();
                long t0 = THREADS.getCurrentThreadCpuTime();
                Scenario scenario = plan.scenario(point);
                long t1 = THREADS.getCurrentThreadCpuTime();
                Trials.Variant variant = trials.of(scenario);
                long t2 = THREADS.getCurrentThreadCpuTime();
                Trial trial = variant.together(plan.spec().replications());
                long t3 = THREADS.getCurrentThreadCpuTime();
                writer.add(point, new PointRunner.Outcome(trial, null));
                long t4 = THREADS.getCurrentThreadCpuTime();
                fixed.together(plan.spec().replications());
                long t5 = THREADS.getCurrentThreadCpuTime();
                long[] at = {t0, t1, t2, t3, t4, t5};
                for (int i = 0; i < ns.length; i++) {
                    ns[i] += at[i + 1] - at[i];
                }
            }
            long t0 = THREADS.getCurrentThreadCpuTime();
            Part part = new Part(0, points - 1L);
            writer.write(part);
            long fileNs = THREADS.getCurrentThreadCpuTime() - t0;
            Files.delete(folder.resolve(part.fileName()));
            return String.format(
                    Locale.ROOT,
                    "scenario %.1f, plan %.1f, run %.1f, row %.1f, file %.1f; the run of one scenario again and again %.1f",
                    ns[0] * 1e-3 / points,
                    ns[1] * 1e-3 / points,
                    ns[2] * 1e-3 / points,
                    ns[3] * 1e-3 / points,
                    fileNs * 1e-3 / points,
                    ns[4] * 1e-3 / points);
        }
    }
}
