package org.framebudget.models.runtime;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What asking for single inferences costs: on demand, on an idle machine. Arguments: the file, frames per second, seconds, and
 * rounds. Each round asks as many times with an {@link InferenceServer} as it measures with {@link RuntimeRun}, at the same rate;
 * printed are percentiles of both inferences' times, and of the time from question to answer beyond the inference.
 */
final class InferenceBenchmarkMain {
    private static final int WARMUP = 50;

    private InferenceBenchmarkMain() {}

    public static void main(String[] args) throws InterruptedException {
        Path file = Path.of(args[0]);
        double rateFps = Double.parseDouble(args[1]);
        double seconds = Double.parseDouble(args[2]);
        int rounds = Integer.parseInt(args[3]);
        for (int round = 0; round < rounds; round++) {
            measured(file, rateFps, seconds);
            served(file, rateFps, (int) Math.round(rateFps * seconds));
        }
    }

    private static void measured(Path file, double rateFps, double seconds) {
        MeasureRecord record = RuntimeRun.measure(
                new MeasureRequest(
                        file,
                        null,
                        1,
                        false,
                        seconds,
                        WARMUP,
                        WARMUP,
                        java.util.List.of(rateFps),
                        0,
                        false,
                        false,
                        1,
                        null),
                MeasureListener.NONE);
        System.out.println("measured  " + record.rates().get(0).serviceMs());
    }

    private static void served(Path file, double rateFps, int count) throws InterruptedException {
        long[] askedNs = new long[count];
        long[] invokeNs = new long[count];
        long[] overNs = new long[count];
        Answers answers = new Answers();
        try (InferenceServer server = InferenceServer.start(answers, 60)) {
            InferenceServer.Loaded loaded = server.load(InferenceRequest.of(file, 2 * WARMUP));
            int network = loaded.id();
            System.out.println("round trip without inference, back to back: " + loaded.roundTripNs() / 1e6 + " ms");
            long startNs = System.nanoTime() + 100_000_000;
            for (int i = 0; i < count; i++) {
                long dueNs = startNs + Math.round(i * 1e9 / rateFps);
                for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                askedNs[i] = System.nanoTime();
                server.invoke(network, i);
            }
            for (int i = 0; i < count; i++) {
                Answers.Answer answer = answers.next();
                invokeNs[i] = answer.invokeNs();
                // one that had to wait for its forerunner does not count that wait
                long freeNs = i == 0 ? askedNs[0] : Math.max(askedNs[i], answersAt);
                overNs[i] = answer.arrivedNs() - freeNs - answer.invokeNs();
                answersAt = answer.arrivedNs();
            }
        }
        System.out.println("served    " + words(invokeNs));
        System.out.println("round trip beyond it " + words(overNs));
    }

    private static long answersAt;

    private static String words(long[] ns) {
        long[] sorted = ns.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return String.format(
                Locale.ROOT,
                "n=%d mean=%.4f min=%.4f p50=%.4f p90=%.4f p95=%.4f p99=%.4f max=%.4f ms",
                n,
                Arrays.stream(sorted).average().orElse(0) / 1e6,
                sorted[0] / 1e6,
                sorted[n / 2] / 1e6,
                sorted[n * 9 / 10] / 1e6,
                sorted[n * 95 / 100] / 1e6,
                sorted[n * 99 / 100] / 1e6,
                sorted[n - 1] / 1e6);
    }
}
