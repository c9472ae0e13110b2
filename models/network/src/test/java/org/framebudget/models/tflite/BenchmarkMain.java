package org.framebudget.models.tflite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;

/** Times cost graphs and the reading of files, on demand: {@code models/benchmark [FILE.tflite...]}. */
public final class BenchmarkMain {
    private static final int ROUNDS = 15;

    /** Processor time, since the machine may be busy with other things. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** Expansion, channels, repeats and stride of each stage; table 2 of <a href="https://arxiv.org/abs/1801.04381">MobileNetV2</a>. */
    private static final int[][] STAGES = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private BenchmarkMain() {}

    public static void main(String[] args) throws Exception {
        time("1000 cost graphs of MobileNetV2 at 20 widths and 50 sizes", () -> {
            long macs = 0;
            for (int variant = 0; variant < 1_000; variant++) {
                double width = 0.25 + variant / 50 * 0.05;
                macs += NetworkCost.of(mobilenet(width, 32 + variant % 50 * 32)).macs();
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

    private static Network mobilenet(double width, int sidePx) {
        NetworkBuilder builder = new NetworkBuilder("mobilenet", Precision.FP32);
        Tensor map =
                builder.conv(builder.image(InputSize.square(sidePx), 3), channels(32, width), 3, 2, Activation.RELU6);
        for (int[] stage : STAGES) {
            for (int block = 0; block < stage[2]; block++) {
                Tensor in = map;
                Tensor wide = stage[0] == 1 ? in : builder.conv(in, in.extent(3) * stage[0], 1, 1, Activation.RELU6);
                Tensor deep = builder.depthwise(wide, 3, block == 0 ? stage[3] : 1, Activation.RELU6);
                map = builder.conv(deep, channels(stage[1], width), 1, 1, Activation.NONE);
                map = block == 0 ? map : builder.add(in, map, Activation.NONE);
            }
        }
        map = builder.conv(map, Math.max(1_280, channels(1_280, width)), 1, 1, Activation.RELU6);
        return builder.build(builder.fullyConnected(builder.globalMean(map, false), 1_001, Activation.NONE));
    }

    private static int channels(int channels, double width) {
        return Math.max(8, (int) (channels * width + 4) / 8 * 8);
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
