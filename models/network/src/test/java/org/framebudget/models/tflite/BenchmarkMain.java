package org.framebudget.models.tflite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;

/** Times cost graphs and the reading of files, on demand: {@code models/benchmark [FILE.tflite...]}. */
public final class BenchmarkMain {
    private static final int ROUNDS = 15;

    /** Processor time, since the machine may be busy with other things. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private BenchmarkMain() {}

    public static void main(String[] args) throws Exception {
        List<String> ids = Networks.ids().stream()
                .filter(id -> id.startsWith("mobilenet_v1") || id.startsWith("mobilenet_v2"))
                .toList();
        time("1000 cost graphs of MobileNet V1 and V2 at " + ids.size() + " widths", () -> {
            long macs = 0;
            for (int variant = 0; variant < 1_000; variant++) {
                InputSize size = InputSize.square(32 + 16 * (variant / ids.size()));
                macs += NetworkCost.of(Catalogue.network(ids.get(variant % ids.size()), size, Precision.FP32))
                        .macs();
            }
            return macs;
        });
        for (String file : args) {
            time("reading " + file, () -> TfliteReader.read(Path.of(file)).fileBytes());
            time("reading its bytes alone", () -> sizeOf(Path.of(file)));
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.readAllBytes(file).length;
    }

    private static void time(String what, Callable<Long> work) throws Exception {
        double[] ms = new double[ROUNDS];
        long answer = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long startNs = CLOCK.getCurrentThreadCpuTime();
            answer = work.call();
            ms[round] = (CLOCK.getCurrentThreadCpuTime() - startNs) / 1e6;
        }
        double first = ms[0];
        Arrays.sort(ms);
        System.out.printf(
                Locale.ROOT,
                "%s: first %.1f ms, best %.1f ms, median %.1f ms (%d)%n",
                what,
                first,
                ms[0],
                ms[ROUNDS / 2],
                answer);
    }
}
