package org.framebudget.sim.sweep;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.SweepReader;

/**
 * Times the ready views of a large store of made-up rows, as a sweep leaves it and after it is put in order:
 * {@code LargeStoreMain FOLDER [POINTS_OF_SAMPLE]}; 3125 points of the sample make 10,000,000 rows. The folder keeps the store.
 */
final class LargeStoreMain {
    private static final String SWEEP = """
            objective: {minimise: average_power_w}
            limits: [miss_fraction <= 0.01, useful_fps >= 14.5]
            axes:
              - key: devices.box.profile
                name: device
                values: [raspberry-pi-4, raspberry-pi-5, raspberry-pi-3b-plus, pixel-4, pixel-6, pixel-8, galaxy-s24, iphone-14-pro]
              - key: pipelines.people.stages.find.infer.network
                name: network
                values: [mobilenet_v1_0.25, mobilenet_v1_0.5, mobilenet_v1_1.0, mobilenet_v2_1.0, mobilenet_v3_large,
                  efficientnet_lite0, efficientnet_lite2, efficientnet_lite4, inception_v3, resnet50]
              - {key: pipelines.people.stages.find.infer.unit, name: unit, values: [cpu, npu]}
              - {key: pipelines.people.stages.find.infer.input, name: input, values: [128x128, 160x160, 192x192, 224x224]}
              - {key: cameras.door.fps, name: fps, values: [5, 10, 15, 30, 60]}
              - {key: environment.ambient_deg_c, name: ambient, from: 5, to: 40}
            sample: {method: latin_hypercube, count: %d}
            """;

    private static final int ROWS_OF_PART = 20_000;
    private static final int ROUNDS = 3;

    private LargeStoreMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int sample = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3125;
        SweepPlan plan = SweepPlan.of(SweepReader.read(Sweeps.file(folder, String.format(Locale.ROOT, SWEEP, sample))));
        Path store = folder.resolve("store");
        if (!Files.exists(store)) {
            make(store, plan);
        }
        say("%,d rows in %,d files%n", plan.size(), Store.parts(store).size());
        time(store);
        long start = System.nanoTime();
        long startCpu = cpuNs();
        PartMerger.merge(store);
        say(
                "put together in %s, %,d files%n",
                since(start, startCpu), Store.parts(store).size());
        time(store);
        start = System.nanoTime();
        startCpu = cpuNs();
        try (Store open = Store.open(store, plan)) {
            open.finish(new ProfileRepository(null));
        }
        say("kept rows of the views made in %s%n", since(start, startCpu));
        time(store);
        start = System.nanoTime();
        startCpu = cpuNs();
        SweepReportFiles.figures(store);
        say("figures of the report in %s%n", since(start, startCpu));
    }

    private static void time(Path store) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (ReadyViews.View view : ReadyViews.of(Store.info(store))) {
                long start = System.nanoTime();
                long startCpu = cpuNs();
                long rows = 0;
                try (DuckDBConnection database = Database.over(store);
                        Statement statement = database.createStatement();
                        ResultSet found = statement.executeQuery("FROM " + view.name())) {
                    while (found.next()) {
                        rows++;
                    }
                }
                say("  %s: %,d rows in %s%n", view.name(), rows, since(start, startCpu));
            }
        }
    }

    /** Seconds since then, and of them what the process took of the processors: others may have taken the rest. */
    private static String since(long startNs, long startCpuNs) {
        return String.format(
                Locale.ROOT,
                "%.2f s (processors %.2f s)",
                (System.nanoTime() - startNs) * 1e-9,
                (cpuNs() - startCpuNs) * 1e-9);
    }

    private static long cpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void say(String text, Object... values) {
        System.out.printf(Locale.ROOT, text, values);
    }

    private static void make(Path store, SweepPlan plan) throws Exception {
        Store.open(store, plan).close();
        StoreInfo info = Store.info(store);
        try (DuckDBConnection database = Database.forMerging();
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE made (" + RowWriter.columns(plan) + ")");
            StringBuilder values = new StringBuilder();
            for (int a = 0; a < info.axes().size() - 1; a++) {
                StoreInfo.Column axis = info.axes().get(a);
                long after = 1;
                for (int b = a + 1; b < info.axes().size(); b++) {
                    after *= info.axes().get(b).values();
                }
                StringBuilder list = new StringBuilder("[");
                for (int v = 0; v < axis.values(); v++) {
                    Object value = plan.axes().get(a).column(v);
                    list.append(v == 0 ? "" : ", ")
                            .append(value instanceof String text ? Sql.text(text) : Rows.text(value));
                }
                values.append(", ")
                        .append(list)
                        .append("][CAST(1 + point // ")
                        .append(after)
                        .append(" % ")
                        .append(axis.values())
                        .append(" AS BIGINT)] AS ")
                        .append(axis.name());
            }
            for (long from = 0; from < plan.size(); from += ROWS_OF_PART) {
                long to = Math.min(plan.size(), from + ROWS_OF_PART);
                statement.execute("DELETE FROM made");
                statement.execute("INSERT INTO made BY NAME " + select(values.toString(), from, to));
                statement.execute("COPY made TO " + Sql.file(store.resolve(new Part(from, to - 1).fileName()))
                        + " (FORMAT parquet, COMPRESSION zstd)");
            }
        }
    }

    /** Latency and power fall and rise together, with noise; accuracy follows from the network, price from the device. */
    private static String select(String axes, long from, long to) {
        return "SELECT * EXCLUDE (random_1, random_2, random_3, base), (random_1 < 0.3) AS meets, 1800 AS requested, 1800 AS captured, 1700 AS processed, 1600 AS on_time,"
                + " 100 AS late, 100 AS dropped, 0 AS skipped_by_rule, 0 AS in_flight, fps * (1 - random_2 / 10) AS processed_fps,"
                + " fps * (1 - random_2 / 5) AS useful_fps, random_2 / 10 AS late_fraction, random_3 / 10 AS dropped_fraction,"
                + " 0 AS stale_fraction, 0 AS jank_fraction, greatest(0, random_3 - 0.4) / 5 AS miss_fraction, true AS cadence_met,"
                + " CAST(random_1 * 20 AS BIGINT) AS consecutive_miss_max, 40 + 10 * random_1 AS result_gap_p99_ms,"
                + " 0.5 + (hash(network) % 30) / 100 AS accuracy, base AS latency_mean_ms, base * 1.1 AS latency_p50_ms,"
                + " base * 1.3 AS latency_p90_ms, base * (1.5 + random_2) AS latency_p99_ms, base AS budget_to_result_mean_ms,"
                + " base AS budget_to_result_p50_ms, base AS budget_to_result_p90_ms, base AS budget_to_result_p99_ms,"
                + " base + 60 AS photon_to_result_mean_ms, base + 60 AS photon_to_result_p50_ms, base + 65 AS photon_to_result_p90_ms,"
                + " base * (1.5 + random_2) + 60 AS photon_to_result_p99_ms, 2 + 30 / base + random_1 AS average_power_w,"
                + " 1 + 30 / base AS app_power_w, 1 AS camera_power_w, 60 * (2 + 30 / base + random_1) AS energy_j,"
                + " 30 + random_2 AS energy_per_inference_gross_mj, 20 + random_2 AS energy_per_inference_above_idle_mj,"
                + " 30 + random_3 * 20 AS skin_deg_c_max, 40 + random_3 * 40 AS junction_deg_c_max, random_1 AS throttle_time_fraction,"
                + " random_2 AS utilisation_max, 40 + 10 * random_1 AS peak_memory_mb, 50 + (hash(device) % 20) * 10 AS price,"
                + " 'box.cpu' AS bottleneck FROM (SELECT *, 5 + 40 * random_1 * (1 + hash(network) % 10 / 5) AS base FROM ("
                + "SELECT range AS point, hash(range) % 1000003 / 1000003 AS random_1, hash(range + 1) % 1000003 / 1000003 AS random_2,"
                + " hash(range + 7) % 1000003 / 1000003 AS random_3, 5 + 35 * (hash(range) % 99991 / 99991) AS ambient, range AS seed"
                + axes.replace("point //", "range //") + " FROM range(" + from + ", " + to + ")))";
    }
}
