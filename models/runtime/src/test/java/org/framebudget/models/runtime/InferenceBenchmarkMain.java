package org.framebudget.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.framebudget.models.MachineException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.tflite.NetworkExport;

/**
 * What asking for single inferences costs, on demand. Arguments: rounds, seconds of each part of a round, frames per second, and a
 * file or none for MobileNet v2 at 160x160. Each round runs the network back to back in {@link RuntimeRun} and in an {@link
 * InferenceServer}, and asks the latter at the given rate. Rounds alternate, so that low percentiles over all of them can be
 * compared on a machine that others use too.
 */
final class InferenceBenchmarkMain {
    private static final int WARMUP = 50;

    private final Path file;
    private final double seconds;
    private final double rateFps;
    private final List<long[]> measuredNs = new ArrayList<>();
    private final List<long[]> servedNs = new ArrayList<>();
    private final List<long[]> betweenNs = new ArrayList<>();
    private final List<long[]> pacedNs = new ArrayList<>();
    private final List<long[]> beyondNs = new ArrayList<>();
    private final List<long[]> pingsNs = new ArrayList<>();

    private InferenceBenchmarkMain(Path file, double seconds, double rateFps) {
        this.file = file;
        this.seconds = seconds;
        this.rateFps = rateFps;
    }

    public static void main(String[] args) throws InterruptedException, IOException {
        Path folder = Files.createTempDirectory("framebudget-benchmark-");
        Path file = args.length > 3 ? Path.of(args[3]) : folder.resolve("mobilenet_v2_1.0_160.tflite");
        if (args.length <= 3) {
            NetworkExport.export(Catalogue.network("mobilenet_v2_1.0", new InputSize(160, 160), Precision.INT8), file);
        }
        InferenceBenchmarkMain benchmark =
                new InferenceBenchmarkMain(file, Double.parseDouble(args[1]), Double.parseDouble(args[2]));
        for (int round = 0; round < Integer.parseInt(args[0]); round++) {
            benchmark.measure();
            benchmark.serve();
        }
        benchmark.print();
        if (args.length <= 3) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private void measure() {
        RuntimeRun.measure(
                new MeasureRequest(
                        file,
                        null,
                        1,
                        false,
                        seconds,
                        MeasureRequest.MOST_RUNS,
                        WARMUP,
                        List.of(),
                        0,
                        false,
                        true,
                        1,
                        null),
                new MeasureListener() {
                    @Override
                    public void latencies(long[] latenciesNs) {
                        measuredNs.add(latenciesNs);
                    }
                });
    }

    /** Asks again when it hears an answer, or wakes who waits for one. */
    private static final class Asker implements InferenceListener {
        private final long[] invokeNs = new long[1_000_000];
        private final long[] arrivedNs = new long[invokeNs.length];
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile int answers;
        private volatile long untilNs;
        private volatile InferenceServer server;
        private volatile int network;

        @Override
        public void done(long job, long ns, long convertNs, long nowNs) {
            int at = answers;
            invokeNs[at] = ns;
            arrivedNs[at] = nowNs;
            answers = at + 1;
            if (nowNs < untilNs) {
                server.invoke(network, job + 1);
            } else {
                over.countDown();
            }
        }

        @Override
        public void lost(MachineException why) {
            throw why;
        }
    }

    private void serve() throws InterruptedException {
        Asker asker = new Asker();
        try (InferenceServer server = InferenceServer.start(asker, 60)) {
            InferenceServer.Loaded loaded = server.load(InferenceRequest.of(file, WARMUP));
            pingsNs.add(new long[] {loaded.roundTripNs()});
            asker.server = server;
            asker.network = loaded.id();
            asker.untilNs = System.nanoTime() + Math.round(seconds * 1e9);
            server.invoke(loaded.id(), 0);
            asker.over.await();
            int n = asker.answers;
            servedNs.add(Arrays.copyOf(asker.invokeNs, n));
            long[] between = new long[n - 1];
            for (int i = 1; i < n; i++) {
                between[i - 1] = asker.arrivedNs[i] - asker.arrivedNs[i - 1] - asker.invokeNs[i];
            }
            betweenNs.add(between);
            pace(server, loaded.id(), asker);
        }
    }

    private void pace(InferenceServer server, int network, Asker asker) {
        int first = asker.answers;
        int count = (int) Math.round(seconds * rateFps);
        long[] askedNs = new long[count];
        long startNs = System.nanoTime() + 50_000_000;
        for (int i = 0; i < count; i++) {
            sleepUntil(startNs + Math.round(i * 1e9 / rateFps));
            askedNs[i] = System.nanoTime();
            server.invoke(network, i);
        }
        while (asker.answers < first + count) {
            LockSupport.parkNanos(1_000_000);
        }
        pacedNs.add(Arrays.copyOfRange(asker.invokeNs, first, first + count));
        long[] beyond = new long[count];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            // what had to wait for its forerunner says nothing about the way
            if (i == 0 || asker.arrivedNs[first + i - 1] < askedNs[i]) {
                beyond[kept++] = asker.arrivedNs[first + i] - askedNs[i] - asker.invokeNs[first + i];
            }
        }
        beyondNs.add(Arrays.copyOf(beyond, kept));
    }

    private static void sleepUntil(long dueNs) {
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    private void print() {
        print("inference back to back, measured", measuredNs);
        print("inference back to back, served", servedNs);
        print("beyond it, back to back", betweenNs);
        print("inference paced, served", pacedNs);
        print("beyond it, paced", beyondNs);
        print("round trip without inference", pingsNs);
    }

    private static void print(String what, List<long[]> rounds) {
        long[] sorted = rounds.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-34s n=%-6d us:", what, sorted.length));
        for (double percent : new double[] {0, 5, 10, 25, 50, 75, 90, 99}) {
            line.append(String.format(
                    Locale.ROOT,
                    " p%.0f=%.1f",
                    percent,
                    sorted[(int) Math.min(sorted.length - 1, percent / 100 * sorted.length)] / 1e3));
        }
        System.out.println(line);
    }
}
