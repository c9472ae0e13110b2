package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Options.Window;
import org.jspecify.annotations.Nullable;

/**
 * Builds a network operator by operator and works out every shape: batch 1, channels last. In {@link Precision#FP16} the
 * stored weights are unpacked by a DEQUANTIZE each, as TensorFlow Lite's converter writes it; in {@link Precision#INT8} the
 * image and the results are 8-bit too.
 */
public final class NetworkBuilder {
    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;
    private static final int CHANNELS = 3;

    private final String name;
    private final Precision precision;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private int unpackings;

    /** Starts a network in one of {@link Precision#FP32}, {@link Precision#FP16} and {@link Precision#INT8}. */
    public NetworkBuilder(String name, Precision precision) {
        if (precision != Precision.FP32 && precision != Precision.FP16 && precision != Precision.INT8) {
            throw new IllegalArgumentException(
                    "Networks are built in fp32, fp16 or int8, not " + precision.text() + ".");
        }
        this.name = name;
        this.precision = precision;
    }

    /** An image comes in. */
    public Tensor image(InputSize size, int channels) {
        Tensor image = tensor("image", List.of(1, size.heightPx(), size.widthPx(), channels), computed(), false, null);
        inputs.add(image.index());
        return image;
    }

    /** Convolution with SAME padding and a bias. */
    public Tensor conv(Tensor in, int channels, int kernel, int stride, Activation activation) {
        return conv(in, channels, Window.square(kernel, stride, Padding.SAME, activation));
    }

    /** Convolution with a bias. */
    public Tensor conv(Tensor in, int channels, Window window) {
        Tensor weights =
                weights(List.of(channels, window.kernelHeight(), window.kernelWidth(), in.extent(CHANNELS)), "weights");
        return operator("CONV_2D", window, mapShape(in, window, channels), in, weights, bias(channels));
    }

    /** Depthwise convolution with SAME padding and a bias: one filter per channel. */
    public Tensor depthwise(Tensor in, int kernel, int stride, Activation activation) {
        return depthwise(in, Window.square(kernel, stride, Padding.SAME, activation));
    }

    /** Depthwise convolution with a bias: one filter per channel. */
    public Tensor depthwise(Tensor in, Window window) {
        int channels = in.extent(CHANNELS);
        Tensor weights = weights(List.of(1, window.kernelHeight(), window.kernelWidth(), channels), "weights");
        return operator("DEPTHWISE_CONV_2D", window, mapShape(in, window, channels), in, weights, bias(channels));
    }

    /** Fully connected with a bias: [batch, features] to [batch, units]. */
    public Tensor fullyConnected(Tensor in, int units, Activation activation) {
        Tensor weights = weights(List.of(units, in.extent(-1)), "weights");
        List<Integer> shape = List.of(in.extent(0), units);
        return operator("FULLY_CONNECTED", new Options.Fused(activation), shape, in, weights, bias(units));
    }

    /** Largest value in each window. */
    public Tensor maxPool(Tensor in, int kernel, int stride, Padding padding) {
        Window window = Window.square(kernel, stride, padding, Activation.NONE);
        return operator("MAX_POOL_2D", window, mapShape(in, window, in.extent(CHANNELS)), in);
    }

    /** Mean of each window. */
    public Tensor averagePool(Tensor in, int kernel, int stride, Padding padding) {
        Window window = Window.square(kernel, stride, padding, Activation.NONE);
        return operator("AVERAGE_POOL_2D", window, mapShape(in, window, in.extent(CHANNELS)), in);
    }

    /** Mean over the whole map: [batch, channels]; with {@code keepMap} a map of one place. */
    public Tensor globalMean(Tensor in, boolean keepMap) {
        List<Integer> shape =
                keepMap ? List.of(in.extent(0), 1, 1, in.extent(CHANNELS)) : List.of(in.extent(0), in.extent(CHANNELS));
        return operator("MEAN", new Options.Reduce(keepMap), shape, in, numbers("axes", HEIGHT, WIDTH));
    }

    /** Sum of two equal shapes. */
    public Tensor add(Tensor a, Tensor b, Activation activation) {
        return operator("ADD", new Options.Fused(activation), broadcast(a, b), a, b);
    }

    /** Product; one side may be a map of one place, spread over the other. */
    public Tensor multiply(Tensor a, Tensor b) {
        return operator("MUL", new Options.Fused(Activation.NONE), broadcast(a, b), a, b);
    }

    /** Joins along a dimension; all other extents are equal. */
    public Tensor concat(int axis, Tensor... parts) {
        int total = Arrays.stream(parts).mapToInt(p -> p.extent(axis)).sum();
        List<Integer> shape = new ArrayList<>(parts[0].shape());
        for (Tensor part : parts) {
            List<Integer> other = new ArrayList<>(part.shape());
            other.set(axis, shape.get(axis));
            require(other.equals(shape), "parts " + parts[0].shape() + " and " + part.shape() + " do not join");
        }
        shape.set(axis, total);
        return operator("CONCATENATION", new Options.Axis(axis), shape, parts);
    }

    /** Cuts the channels into equal parts. */
    public List<Tensor> splitChannels(Tensor in, int parts) {
        int each = in.extent(CHANNELS) / parts;
        require(each * parts == in.extent(CHANNELS), in.extent(CHANNELS) + " channels do not split into " + parts);
        Tensor axis = numbers("axis", CHANNELS);
        List<Tensor> out = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            Tensor part = tensor(label() + "/" + p, withChannels(in, each), in.type(), false, null);
            out.add(part);
            indices.add(part.index());
        }
        Operator split = new Operator(
                operators.size(), "SPLIT", new Options.Split(parts), List.of(axis.index(), in.index()), indices);
        operators.add(split);
        return out;
    }

    /** Stretches a map to a height and width, linearly. */
    public Tensor resizeBilinear(Tensor in, int height, int width) {
        return resize("RESIZE_BILINEAR", in, height, width);
    }

    /** Stretches a map to a height and width by repeating places. */
    public Tensor resizeNearest(Tensor in, int height, int width) {
        return resize("RESIZE_NEAREST_NEIGHBOR", in, height, width);
    }

    /** The same numbers in another shape; one extent may be −1 for what is left. */
    public Tensor reshape(Tensor in, Integer... extents) {
        long known = 1;
        for (int extent : extents) {
            known *= extent == -1 ? 1 : extent;
        }
        List<Integer> shape = new ArrayList<>();
        for (int extent : extents) {
            shape.add(extent == -1 ? Math.toIntExact(in.elements() / known) : extent);
        }
        return operator("RESHAPE", new Options.None(), shape, in, numbers("shape", extents));
    }

    /** Puts zeros around a map. */
    public Tensor pad(Tensor in, int top, int bottom, int left, int right) {
        Tensor paddings = tensor(
                label() + "/paddings",
                List.of(4, 2),
                ElementType.INT32,
                true,
                List.of(0, 0, top, bottom, left, right, 0, 0));
        List<Integer> shape = List.of(
                in.extent(0), in.extent(HEIGHT) + top + bottom, in.extent(WIDTH) + left + right, in.extent(CHANNELS));
        return operator("PAD", new Options.None(), shape, in, paddings);
    }

    /** Exponentials over their sum, along the last dimension. */
    public Tensor softmax(Tensor in) {
        return operator("SOFTMAX", new Options.Softmax(1), in.shape(), in);
    }

    /** Logistic function, element by element. */
    public Tensor logistic(Tensor in) {
        return operator("LOGISTIC", new Options.None(), in.shape(), in);
    }

    /** x · relu6(x + 3) / 6, element by element. */
    public Tensor hardSwish(Tensor in) {
        return operator("HARD_SWISH", new Options.None(), in.shape(), in);
    }

    /** The network with these results. */
    public Network build(Tensor... results) {
        return new Network(
                name,
                tensors,
                operators,
                inputs,
                Arrays.stream(results).map(Tensor::index).toList());
    }

    private Tensor resize(String kind, Tensor in, int height, int width) {
        List<Integer> shape = List.of(in.extent(0), height, width, in.extent(CHANNELS));
        return operator(kind, new Options.Resize(false, true), shape, in, numbers("size", height, width));
    }

    private Tensor operator(String kind, Options options, List<Integer> shape, Tensor... from) {
        require(shape.stream().allMatch(extent -> extent > 0), kind + " leaves nothing of the map: " + shape);
        String label = label();
        Tensor out = tensor(label, shape, computed(), false, null);
        operators.add(new Operator(
                operators.size(),
                kind,
                options,
                Arrays.stream(from).map(Tensor::index).toList(),
                List.of(out.index())));
        return out;
    }

    private Tensor weights(List<Integer> shape, String what) {
        ElementType type = switch (precision) {
            case INT8 -> ElementType.INT8;
            case FP16 -> ElementType.FLOAT16;
            default -> ElementType.FLOAT32;
        };
        return unpacked(tensor(label() + "/" + what, shape, type, true, null));
    }

    private Tensor bias(int channels) {
        ElementType type = switch (precision) {
            case INT8 -> ElementType.INT32;
            case FP16 -> ElementType.FLOAT16;
            default -> ElementType.FLOAT32;
        };
        return unpacked(tensor(label() + "/bias", List.of(channels), type, true, null));
    }

    private Tensor unpacked(Tensor stored) {
        if (stored.type() != ElementType.FLOAT16) {
            return stored;
        }
        Tensor out = tensor(stored.name() + "/float32", stored.shape(), ElementType.FLOAT32, false, null);
        unpackings++;
        operators.add(new Operator(
                operators.size(), "DEQUANTIZE", new Options.None(), List.of(stored.index()), List.of(out.index())));
        return out;
    }

    private Tensor numbers(String what, Integer... values) {
        return tensor(label() + "/" + what, List.of(values.length), ElementType.INT32, true, Arrays.asList(values));
    }

    private Tensor tensor(
            String label, List<Integer> shape, ElementType type, boolean constant, @Nullable List<Integer> values) {
        Tensor tensor = new Tensor(tensors.size(), label, shape, type, constant, values);
        tensors.add(tensor);
        return tensor;
    }

    private ElementType computed() {
        return precision == Precision.INT8 ? ElementType.INT8 : ElementType.FLOAT32;
    }

    /** Name of what comes next: the same in every precision. */
    private String label() {
        return "op" + (operators.size() - unpackings);
    }

    private static List<Integer> mapShape(Tensor in, Window window, int channels) {
        return List.of(
                in.extent(0),
                window.padding()
                        .outputExtent(
                                in.extent(HEIGHT),
                                window.kernelHeight(),
                                window.strideHeight(),
                                window.dilationHeight()),
                window.padding()
                        .outputExtent(
                                in.extent(WIDTH), window.kernelWidth(), window.strideWidth(), window.dilationWidth()),
                channels);
    }

    private static List<Integer> withChannels(Tensor in, int channels) {
        List<Integer> shape = new ArrayList<>(in.shape());
        shape.set(CHANNELS, channels);
        return shape;
    }

    private static List<Integer> broadcast(Tensor a, Tensor b) {
        List<Integer> shape = new ArrayList<>();
        require(a.shape().size() == b.shape().size(), a.shape() + " and " + b.shape() + " do not combine");
        for (int i = 0; i < a.shape().size(); i++) {
            int left = a.shape().get(i);
            int right = b.shape().get(i);
            require(left == right || left == 1 || right == 1, a.shape() + " and " + b.shape() + " do not combine");
            shape.add(Math.max(left, right));
        }
        return shape;
    }

    private static void require(boolean fits, String what) {
        if (!fits) {
            throw new InputException("The network cannot be built at this input size: " + what + ".");
        }
    }
}
