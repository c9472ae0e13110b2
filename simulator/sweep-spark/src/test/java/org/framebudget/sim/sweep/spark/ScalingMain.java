package org.framebudget.sim.sweep.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.framebudget.sim.scenario.SweepReader;
import org.framebudget.sim.sweep.Part;
import org.framebudget.sim.sweep.Row;
import org.framebudget.sim.sweep.SweepEngine;
import org.framebudget.sim.sweep.SweepWork;

/** What SCALING.md is made of: starting Spark, a task, a row on its way into the store. {@code ScalingMain [TASKS]}. */
final class ScalingMain {
    private static final String SWEEP = """
            axes:
              - {key: duration_s, name: duration_s, values: [1]}
              - {key: cameras.door.jitter_ms, name: jitter_ms, from: 0, to: 4}
            sample: {method: latin_hypercube, count: 1000000}
            """;

    private static final int ROWS = 20_000;
    private static final int ROUNDS = 4;

    private ScalingMain() {}

    public static void main(String[] arguments) throws Exception {
        int tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        Path folder = Files.createTempDirectory("scaling");
        Path file = Sample.file(folder, SWEEP);
        Bundle bundle = Bundle.of(SweepReader.read(file), null);
        System.out.println("archive of the files: " + bundle.zip().length + " bytes");
        try (LocalCluster cluster = LocalCluster.start(2, 1, 1024)) {
            long startNs = System.nanoTime();
            SweepEngine.Options options = new SweepEngine.Options(cluster.url(), null, Map.of());
            try (JavaSparkContext spark = SparkStart.context(SparkEngine.conf("scaling", options))) {
                say("start of an application: %.1f s", (System.nanoTime() - startNs) * 1e-9);
                Jobs jobs = new Jobs(spark, bundle);
                List<Piece> first = tasks(jobs, 2, 1, "first task on each worker");
                for (int round = 0; round < ROUNDS; round++) {
                    tasks(jobs, tasks, 1, "tasks of one point");
                }
                tasks(jobs, 8, ROWS / 8, "tasks of " + ROWS / 8 + " points");
                rows(file, folder, first.get(0));
            }
        }
    }

    private static List<Piece> tasks(Jobs jobs, int tasks, int pointsEach, String what) throws InterruptedException {
        List<Part> parts = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            parts.add(new Part((long) t * pointsEach, (t + 1L) * pointsEach - 1));
        }
        List<Piece> pieces = new ArrayList<>();
        long startNs = System.nanoTime();
        long cpuNs = cpuNs();
        Stretch stretch = new Stretch(parts);
        jobs.begin(stretch);
        while (!stretch.complete()) {
            Jobs.Answer answer = jobs.next(100);
            if (answer != null && stretch.take(answer.part(), answer.piece())) {
                pieces.add(answer.piece());
            }
        }
        jobs.ended(stretch);
        double wallS = (System.nanoTime() - startNs) * 1e-9;
        double driverS = (cpuNs() - cpuNs) * 1e-9;
        double workS = pieces.stream().mapToDouble(Piece::seconds).sum();
        long bytes = pieces.stream().mapToLong(piece -> piece.rows().length).sum();
        say(
                "%,d %s: %.2f s, %.0f tasks/s, driver's processor time %.2f ms a task, beside the points %.2f ms of a core a task, %d bytes a row",
                tasks,
                what,
                wallS,
                tasks / wallS,
                driverS / tasks * 1e3,
                (wallS * 2 - workS) / tasks * 1e3,
                bytes / ((long) tasks * pointsEach));
        return pieces;
    }

    /** Unpacks and writes rows, as the driver does with each. */
    private static void rows(Path file, Path folder, Piece piece) throws IOException {
        Row like = RowBytes.rows(piece.rows()).get(0);
        List<Row> many = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            many.add(new Row(r, like.results(), null));
        }
        byte[] packed = RowBytes.of(many);
        Path store = folder.resolve("store");
        try (SweepWork work = SweepWork.open(file, store)) {
            for (int round = 0; round < ROUNDS; round++) {
                long t0 = System.nanoTime();
                List<Row> rows = RowBytes.rows(packed);
                long t1 = System.nanoTime();
                Part part = work.next(ROWS).orElseThrow();
                List<Row> there = new ArrayList<>();
                for (Row row : rows) {
                    there.add(new Row(part.from() + row.point(), row.results(), null));
                }
                long t2 = System.nanoTime();
                work.write(part, there);
                long t3 = System.nanoTime();
                say(
                        "%,d rows of %d results: unpacking %.1f us a row, writing a file %.1f us a row",
                        ROWS, like.results().size(), (t1 - t0) * 1e-3 / ROWS, (t3 - t2) * 1e-3 / ROWS);
            }
        }
    }

    private static long cpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
