package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the weights and biases of a network and follows mean and variance of every channel through it, so that numbers
 * stay of order 1 however deep it is: each weighted operator is scaled such that its expected result has the right
 * {@link Levels level}. Neighbouring places of a map are taken as independent.
 *
 * <p>The image is expected to be uniform in −1 to 1.
 */
final class Calibration {
    /** Variance of a uniform distribution in −1 to 1. */
    private static final double IMAGE_VARIANCE = 1.0 / 3;

    /** Independent places of a whole map. ASSUMED 4, 1 to all: its mean differs from image to image. */
    private static final double MAP_PLACES = 4;

    private final Network network;
    private final long seed;
    private final Levels levels;
    private final @Nullable Signal[] signals;
    private final @Nullable Operator[] makers;
    private final Map<Integer, Filters> filters = new HashMap<>();
    private final Map<Integer, LongToDoubleFunction> values = new HashMap<>();

    private Calibration(Network network, long seed) {
        this.network = network;
        this.seed = seed;
        this.levels = Levels.of(network);
        this.signals = new Signal[network.tensors().size()];
        this.makers = new Operator[network.tensors().size()];
    }

    /** Numbers for every weight and bias of a network. */
    static Calibration of(Network network, long seed) {
        Calibration calibration = new Calibration(network, seed);
        for (int input : network.inputs()) {
            int channels = network.tensor(input).extent(-1);
            calibration.signals[input] = Signal.even(channels, 0, IMAGE_VARIANCE, 1, true);
        }
        for (Operator operator : network.operators()) {
            calibration.follow(operator);
        }
        return calibration;
    }

    /** What to expect of a computed tensor. */
    Signal signal(int tensor) {
        return Objects.requireNonNull(signals[tensor], "tensor " + tensor + " is not computed");
    }

    /** The numbers of a stored tensor by place; absent for sizes, paddings and axes. */
    @Nullable
    LongToDoubleFunction values(int tensor) {
        return values.get(tensor);
    }

    /** The filters in a stored tensor. */
    @Nullable
    Filters filters(int tensor) {
        return filters.get(tensor);
    }

    private void follow(Operator operator) {
        for (int output : operator.outputs()) {
            makers[output] = operator;
        }
        int out = operator.outputs().get(0);
        switch (operator.kind()) {
            case "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED" -> signals[out] = weighted(operator);
            case "DEQUANTIZE" -> {
                // unpacks stored weights: whoever reads them chooses them
            }
            case "MAX_POOL_2D" -> signals[out] = in(operator, 0).largestOf(windowPlaces(operator));
            case "AVERAGE_POOL_2D" -> signals[out] = in(operator, 0).averaged(windowPlaces(operator));
            case "MEAN" -> {
                double places = (double) network.input(operator, 0).elements()
                        / network.tensor(out).elements();
                signals[out] = in(operator, 0).averaged(Math.min(MAP_PLACES, places));
            }
            case "ADD" -> signals[out] = activated(Signal.sum(in(operator, 0), in(operator, 1)), operator);
            case "MUL" ->
                signals[out] = activated(
                        levels.swished(operator) < 0
                                ? Signal.product(in(operator, 0), in(operator, 1))
                                : signal(levels.swished(operator))
                                        .bent(x -> x * logistic(x), Double.POSITIVE_INFINITY, true),
                        operator);
            case "CONCATENATION" -> signals[out] = joined(operator);
            case "SPLIT" -> split(operator);
            case "RESHAPE" ->
                signals[out] = in(operator, 0).inRowsOf(network.tensor(out).extent(-1));
            case "PAD", "RESIZE_BILINEAR", "RESIZE_NEAREST_NEIGHBOR", "QUANTIZE" -> signals[out] = in(operator, 0);
            case "SOFTMAX" -> {
                int channels = network.tensor(out).extent(-1);
                double even = 1.0 / channels;
                signals[out] = Signal.even(channels, even, even * even, 1, false);
            }
            case "LOGISTIC" -> {
                Signal bent = in(operator, 0).bent(Calibration::logistic, 1, false);
                signals[out] = new Signal(bent, 1);
            }
            case "HARD_SWISH" ->
                signals[out] = in(operator, 0)
                        .bent(x -> x * Math.min(6, Math.max(0, x + 3)) / 6, Double.POSITIVE_INFINITY, true);
            default -> throw new IllegalStateException("There is no rule for weights around " + operator.kind() + ".");
        }
    }

    private Signal in(Operator operator, int place) {
        return signal(operator.inputs().get(place));
    }

    private Signal weighted(Operator operator) {
        Tensor weights = stored(operator.inputs().get(1));
        Tensor bias = stored(operator.inputs().get(2));
        Noise noise = new Noise(seed, weights.name());
        boolean depthwise = operator.kind().equals("DEPTHWISE_CONV_2D");
        Filters made = depthwise ? Filters.depthwise(noise, weights) : Filters.overChannels(noise, weights);
        Border border = operator.options() instanceof Window window
                ? Border.of(network.input(operator, 0), network.output(operator), window)
                : Border.NONE;
        Signal raw = made.respond(in(operator, 0), border);
        Levels.Level level = levels.of(operator.outputs().get(0));
        double size = level.deviation() * level.biasFraction();
        double power = raw.meanSquare();
        double gain = power > 0 ? Math.sqrt((level.deviation() * level.deviation() - size * size) / power) : 1;
        made.multiply(gain);
        Noise biases = new Noise(seed, bias.name());
        filters.put(weights.index(), made);
        values.put(weights.index(), made::at);
        values.put(bias.index(), place -> size * biases.at(place));
        return activated(raw.scaled(gain, channel -> size * biases.at(channel)), operator);
    }

    /** Places of a pool's window that lie on the map, on average. */
    private double windowPlaces(Operator operator) {
        Window window = (Window) operator.options();
        double[] ones = new double[window.kernelHeight() * window.kernelWidth()];
        Arrays.fill(ones, 1);
        return Border.of(network.input(operator, 0), network.output(operator), window)
                .mean(ones);
    }

    /** The stored tensor behind an input: itself, or what a DEQUANTIZE unpacks. */
    private Tensor stored(int index) {
        Operator maker = makers[index];
        Tensor tensor = maker == null ? network.tensor(index) : network.input(maker, 0);
        if (!tensor.constant() || values.containsKey(tensor.index())) {
            throw new IllegalStateException("Tensor " + tensor.name() + " does not hold the weights of one operator.");
        }
        return tensor;
    }

    private Signal joined(Operator operator) {
        int axis = ((Options.Axis) operator.options()).axis();
        List<Signal> parts = new ArrayList<>();
        double[] shares = new double[operator.inputs().size()];
        Tensor out = network.output(operator);
        for (int place = 0; place < shares.length; place++) {
            parts.add(in(operator, place));
            shares[place] = (double) network.input(operator, place).extent(axis) / out.extent(axis);
        }
        return axis == -1 || axis == out.shape().size() - 1 ? Signal.joined(parts) : Signal.mixed(parts, shares);
    }

    private void split(Operator operator) {
        Signal whole = in(operator, 1);
        int from = 0;
        for (int output : operator.outputs()) {
            int channels = network.tensor(output).extent(-1);
            // along any other dimension each part has all channels
            signals[output] = channels == whole.channels() ? whole : whole.slice(from, from + channels);
            from += channels;
        }
    }

    private static Signal activated(Signal signal, Operator operator) {
        Activation activation;
        if (operator.options() instanceof Window window) {
            activation = window.activation();
        } else if (operator.options() instanceof Options.Fused fused) {
            activation = fused.activation();
        } else {
            throw new IllegalStateException(operator.kind() + " without its options.");
        }
        DoubleUnaryOperator rectified = x -> Math.max(0, x);
        return switch (activation) {
            case NONE -> signal;
            case RELU -> signal.bent(rectified, Double.POSITIVE_INFINITY, false);
            case RELU6 -> signal.bent(x -> Math.min(6, Math.max(0, x)), 6, false);
            case RELU_N1_TO_1 -> signal.bent(x -> Math.min(1, Math.max(-1, x)), 1, true);
            case TANH, SIGN_BIT -> throw new IllegalStateException("There is no rule for " + activation + ".");
        };
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
