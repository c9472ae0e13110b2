package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;
import org.framebudget.models.tflite.TfliteWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written files in TensorFlow Lite itself. */
class WriterRunsTest {
    private static final long SEED = 1;

    @TempDir
    Path folder;

    /**
     * One network.
     *
     * @param plan nodes left to execute when XNNPACK has taken what it takes: 1 where that is everything
     * @param plan8 the same with 8-bit numbers
     * @param layers from the image to the result
     */
    private record Case(String name, int plan, int plan8, BiFunction<NetworkBuilder, Tensor, Tensor> layers) {
        Network network(Precision precision) {
            NetworkBuilder net = new NetworkBuilder(name, precision);
            return net.build(layers.apply(net, net.image(new InputSize(48, 32), 3)));
        }

        int plan(Precision precision) {
            return precision == Precision.INT8 ? plan8 : plan;
        }
    }

    private Path written(Network network, Precision precision) {
        Path file = folder.resolve(network.name() + "-" + precision.text() + ".tflite");
        TfliteWriter.write(network, SEED, file);
        return file;
    }

    private static Tensor stem(NetworkBuilder net, Tensor image) {
        return net.conv(image, 16, 3, 2, Activation.RELU6);
    }

    @Test
    void everyKindOfOperatorRunsInEveryPrecision() {
        // 2 or 3: XNNPACK takes no 8-bit pooling by means, softmax and hard swish, and no nearest neighbours
        List<Case> kinds = List.of(
                new Case("conv", 1, 1, (net, in) -> net.conv(in, 24, 3, 2, Activation.RELU)),
                new Case(
                        "conv_valid",
                        1,
                        1,
                        (net, in) -> net.conv(in, 24, new Window(1, 7, 1, 1, 1, 1, Padding.VALID, Activation.NONE))),
                new Case(
                        "conv_dilated",
                        1,
                        1,
                        (net, in) -> net.conv(in, 24, new Window(3, 3, 1, 1, 4, 4, Padding.SAME, Activation.RELU6))),
                new Case("depthwise", 1, 1, (net, in) -> net.depthwise(stem(net, in), 5, 1, Activation.RELU6)),
                new Case("depthwise_stride", 1, 1, (net, in) -> net.depthwise(stem(net, in), 3, 2, Activation.NONE)),
                new Case(
                        "depthwise_dilated",
                        1,
                        1,
                        (net, in) -> net.depthwise(
                                stem(net, in), new Window(3, 3, 1, 1, 2, 2, Padding.SAME, Activation.RELU))),
                new Case(
                        "fully_connected",
                        1,
                        1,
                        (net, in) -> net.fullyConnected(net.reshape(in, 1, -1), 20, Activation.RELU)),
                new Case(
                        "fully_connected_rows",
                        1,
                        1,
                        (net, in) -> net.fullyConnected(net.reshape(stem(net, in), -1, 16), 4, Activation.NONE)),
                new Case("max_pool", 1, 1, (net, in) -> net.maxPool(stem(net, in), 3, 2, Padding.SAME)),
                new Case("average_pool", 1, 2, (net, in) -> net.averagePool(stem(net, in), 2, 2, Padding.VALID)),
                new Case("mean", 1, 1, (net, in) -> net.globalMean(stem(net, in), false)),
                new Case("mean_map", 1, 1, (net, in) -> net.globalMean(stem(net, in), true)),
                new Case("add", 1, 1, (net, in) -> net.add(stem(net, in), stem(net, in), Activation.RELU)),
                new Case(
                        "multiply",
                        1,
                        1,
                        (net, in) -> net.multiply(stem(net, in), net.globalMean(stem(net, in), true))),
                new Case(
                        "concat",
                        1,
                        1,
                        (net, in) -> net.concat(3, stem(net, in), net.conv(in, 8, 3, 2, Activation.NONE))),
                new Case(
                        "split",
                        1,
                        1,
                        (net, in) -> net.concat(
                                3, net.splitChannels(stem(net, in), 2).toArray(Tensor[]::new))),
                new Case("bilinear", 1, 1, (net, in) -> net.resizeBilinear(stem(net, in), 33, 50)),
                new Case("nearest", 2, 2, (net, in) -> net.resizeNearest(stem(net, in), 32, 48)),
                new Case("reshape", 1, 1, (net, in) -> net.reshape(stem(net, in), 1, -1, 4)),
                new Case("pad", 1, 1, (net, in) -> net.pad(stem(net, in), 1, 2, 0, 3)),
                new Case("softmax", 1, 2, (net, in) -> net.softmax(net.conv(in, 12, 3, 2, Activation.NONE))),
                new Case("logistic", 1, 1, (net, in) -> net.logistic(net.conv(in, 12, 3, 2, Activation.NONE))),
                new Case("hard_swish", 1, 2, (net, in) -> net.hardSwish(net.conv(in, 12, 3, 2, Activation.NONE))));
        assertAll(kinds.stream().map(one -> () -> check(one)));
    }

    @Test
    void smallNetworksRunInEveryPrecision() {
        List<Case> small = List.of(
                new Case("residual", 1, 1, WriterRunsTest::residual),
                new Case("squeeze", 1, 5, WriterRunsTest::squeezed),
                new Case("inception", 1, 3, WriterRunsTest::inception),
                new Case("heads", 1, 1, WriterRunsTest::heads),
                new Case("segments", 1, 1, WriterRunsTest::segments),
                new Case("swish", 3, 4, WriterRunsTest::swish),
                new Case("mixed", 1, 1, WriterRunsTest::mixed));
        assertAll(small.stream().map(one -> () -> check(one)));
    }

    /** Numbers of a fixed 8-bit scale beside others. */
    private static Tensor mixed(NetworkBuilder net, Tensor in) {
        Tensor map = net.conv(in, 8, 3, 2, Activation.NONE);
        return net.concat(3, net.logistic(map), map);
    }

    private static Tensor residual(NetworkBuilder net, Tensor in) {
        Tensor map = net.maxPool(net.conv(in, 16, 7, 2, Activation.RELU), 3, 2, Padding.SAME);
        for (int i = 0; i < 3; i++) {
            Tensor branch = net.conv(net.conv(map, 8, 3, 1, Activation.RELU), 16, 1, 1, Activation.NONE);
            map = net.add(map, branch, Activation.RELU);
        }
        return net.fullyConnected(net.globalMean(map, false), 20, Activation.NONE);
    }

    /** Inverted residual with hard swish and squeeze-and-excitation. */
    private static Tensor squeezed(NetworkBuilder net, Tensor in) {
        Tensor map = stem(net, in);
        Tensor middle = net.hardSwish(net.conv(map, 48, 1, 1, Activation.NONE));
        middle = net.hardSwish(net.depthwise(middle, 5, 1, Activation.NONE));
        Tensor gate = net.conv(net.globalMean(middle, true), 12, 1, 1, Activation.RELU);
        middle = net.multiply(middle, net.logistic(net.conv(gate, 48, 1, 1, Activation.NONE)));
        return net.add(map, net.conv(middle, 16, 1, 1, Activation.NONE), Activation.NONE);
    }

    private static Tensor inception(NetworkBuilder net, Tensor in) {
        Tensor map = stem(net, in);
        return net.conv(
                net.concat(
                        3,
                        net.conv(map, 8, 1, 1, Activation.RELU),
                        net.conv(net.conv(map, 8, 1, 1, Activation.RELU), 12, 3, 1, Activation.RELU),
                        net.conv(net.averagePool(map, 3, 1, Padding.SAME), 8, 1, 1, Activation.RELU),
                        net.maxPool(map, 3, 1, Padding.SAME)),
                20,
                1,
                1,
                Activation.RELU);
    }

    /** Predictions from two maps, as detectors have them. */
    private static Tensor heads(NetworkBuilder net, Tensor in) {
        Tensor fine = stem(net, in);
        Tensor coarse = net.conv(fine, 24, 3, 2, Activation.RELU6);
        return net.logistic(net.concat(
                1,
                net.reshape(net.conv(fine, 3 * 7, 1, 1, Activation.NONE), 1, -1, 7),
                net.reshape(net.conv(coarse, 6 * 7, 1, 1, Activation.NONE), 1, -1, 7)));
    }

    private static Tensor segments(NetworkBuilder net, Tensor in) {
        Tensor map = net.conv(stem(net, in), 24, 3, 2, Activation.RELU6);
        Tensor mean = net.conv(net.globalMean(map, true), 16, 1, 1, Activation.RELU);
        Tensor joined = net.concat(
                3, net.resizeBilinear(mean, map.extent(1), map.extent(2)), net.conv(map, 16, 1, 1, Activation.RELU));
        return net.resizeBilinear(net.conv(joined, 5, 1, 1, Activation.NONE), in.extent(1), in.extent(2));
    }

    /** x · logistic(x), halves of channels, nearest neighbours and a softmax over bins. */
    private static Tensor swish(NetworkBuilder net, Tensor in) {
        Tensor map = net.conv(in, 16, 3, 2, Activation.NONE);
        map = net.multiply(map, net.logistic(map));
        List<Tensor> halves = net.splitChannels(map, 2);
        map = net.concat(3, halves.get(1), net.resizeNearest(net.maxPool(halves.get(0), 2, 2, Padding.SAME), 16, 24));
        return net.softmax(net.reshape(net.conv(map, 16, 1, 1, Activation.NONE), -1, 8));
    }

    private void check(Case one) {
        Map<Precision, double[]> results = new EnumMap<>(Precision.class);
        for (Precision precision : List.of(Precision.FP32, Precision.FP16, Precision.INT8)) {
            String name = one.name() + " " + precision.text();
            Path file = written(one.network(precision), precision);
            try (WriterRun fast = WriterRun.fast(file);
                    WriterRun plain = WriterRun.plain(file)) {
                assertEquals(one.plan(precision), fast.plan(), name);
                fast.run(1);
                plain.run(1);
                double[] result = fast.output(0);
                assertSound(name, result);
                double alike = correlation(result, plain.output(0));
                // 8-bit kernels round in their own ways
                assertTrue(
                        alike > (precision == Precision.INT8 ? 0.999 : 0.999999), name + " without XNNPACK: " + alike);
                results.put(precision, result);
                fast.run(2);
                assertTrue(correlation(result, fast.output(0)) < 0.9999, name + " sees its image");
            }
        }
        double[] full = Objects.requireNonNull(results.get(Precision.FP32));
        assertTrue(correlation(full, Objects.requireNonNull(results.get(Precision.FP16))) > 0.99999, one.name());
        double[] eight = Objects.requireNonNull(results.get(Precision.INT8));
        assertTrue(correlation(full, eight) > 0.99, one.name() + " " + correlation(full, eight));
    }

    private static void assertSound(String name, double[] numbers) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            assertTrue(Double.isFinite(number), name);
            low = Math.min(low, number);
            high = Math.max(high, number);
        }
        assertTrue(high > low, name + " is constant");
    }

    @Test
    void aResidualNetworkOf150LayersNeitherFadesNorGrows() {
        assertLevel("residual_150", 0.95, (net, in) -> {
            Tensor map = net.conv(in, 16, 3, 1, Activation.RELU);
            for (int i = 0; i < 74; i++) {
                Tensor branch = net.conv(net.conv(map, 16, 3, 1, Activation.RELU), 16, 3, 1, Activation.NONE);
                map = net.add(map, branch, Activation.RELU);
            }
            return net.fullyConnected(net.globalMean(map, false), 20, Activation.NONE);
        });
    }

    @Test
    void aPlainNetworkOf100DepthwiseSeparableLayersNeitherFadesNorGrows() {
        assertLevel("separable_100", 0.95, (net, in) -> {
            Tensor map = stem(net, in);
            for (int i = 0; i < 50; i++) {
                map = net.conv(net.depthwise(map, 3, 1, Activation.RELU6), 32, 1, 1, Activation.RELU6);
            }
            return net.fullyConnected(net.globalMean(map, false), 20, Activation.NONE);
        });
    }

    @Test
    void aPlainNetworkOf60SwishLayersNeitherFadesNorGrows() {
        assertLevel("swish_60", 0.9, (net, in) -> {
            Tensor map = stem(net, in);
            for (int i = 0; i < 30; i++) {
                map = net.hardSwish(net.conv(map, 32, 3, 1, Activation.NONE));
                Tensor soft = net.conv(map, 32, 1, 1, Activation.NONE);
                map = net.multiply(soft, net.logistic(soft));
            }
            return net.fullyConnected(net.globalMean(map, false), 20, Activation.NONE);
        });
    }

    /** The level of every tensor, in floating point and in 8 bit, and how much alike they are. */
    private void assertLevel(String name, double leastAlike, BiFunction<NetworkBuilder, Tensor, Tensor> layers) {
        Case one = new Case(name, 1, 1, layers);
        List<double[]> full = tensors(one, Precision.FP32);
        List<double[]> eight = tensors(one, Precision.INT8);
        for (int t = 0; t < full.size(); t++) {
            for (double[] numbers : List.of(full.get(t), eight.get(t))) {
                assertSound(name, numbers);
                double level = Math.sqrt(product(numbers, numbers) / numbers.length);
                assertTrue(level > 0.05 && level < 6, name + " tensor " + t + ": " + level);
            }
            double alike = correlation(full.get(t), eight.get(t));
            assertTrue(alike > leastAlike, name + " tensor " + t + ": " + alike);
        }
    }

    private List<double[]> tensors(Case one, Precision precision) {
        Network network = one.network(precision);
        List<double[]> all = new ArrayList<>();
        try (WriterRun run = WriterRun.plain(written(network, precision))) {
            run.run(1);
            for (Tensor tensor : network.tensors()) {
                if (!tensor.constant()) {
                    all.add(run.tensor(tensor.index()));
                }
            }
            double[] result = run.output(0);
            run.run(2);
            assertTrue(correlation(result, run.output(0)) < 1, one.name() + " sees its image");
        }
        return all;
    }

    private static double correlation(double[] a, double[] b) {
        assertEquals(a.length, b.length);
        double[] left = centred(a);
        double[] right = centred(b);
        return product(left, right) / Math.sqrt(product(left, left) * product(right, right));
    }

    private static double[] centred(double[] numbers) {
        double mean = 0;
        for (double number : numbers) {
            mean += number / numbers.length;
        }
        double[] centred = numbers.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean;
        }
        return centred;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
