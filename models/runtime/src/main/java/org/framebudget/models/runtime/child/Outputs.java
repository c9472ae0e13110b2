package org.framebudget.models.runtime.child;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.framebudget.models.network.ElementType;
import org.jspecify.annotations.Nullable;

/** Looks at what came out. */
final class Outputs {
    /**
     * Largest difference of floating-point outputs over the largest output: kernels sum in different orders, and some
     * compute parts in 8 bits.
     */
    private static final double FLOAT_FRACTION = 0.01;
    /** Steps of 8 bits by which quantised outputs may differ: each kernel may round the other way. */
    private static final int STEPS = 4;
    /** Elements of other integers, as of classes, that may differ: near ties. */
    private static final double INTEGER_FRACTION = 0.05;

    private Outputs() {}

    /** False where a floating-point output holds something infinite or not a number. */
    static boolean finite(List<TfLiteTensor> outputs) {
        for (TfLiteTensor tensor : outputs) {
            ElementType type = Tensors.type(tensor);
            ByteBuffer values = Tensors.bytes(tensor);
            while (type.isFloat() && values.hasRemaining()) {
                if (!Double.isFinite(floating(values, type))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How two sets of outputs differ beyond rounding, in words; null where they do not. */
    static @Nullable String difference(List<TfLiteTensor> some, List<TfLiteTensor> others) {
        for (int i = 0; i < others.size(); i++) {
            TfLiteTensor a = some.get(i);
            TfLiteTensor b = others.get(i);
            String which = "output " + i + " ('" + Tensors.name(b) + "')";
            if (!Tensors.shape(a).equals(Tensors.shape(b)) || a.type() != b.type() || a.bytes() != b.bytes()) {
                return which + " has the shape " + Tensors.shape(a) + " instead of " + Tensors.shape(b);
            }
            ElementType type = Tensors.type(b);
            String how = difference(
                    Tensors.bytes(a), Tensors.bytes(b), type, b.params().scale() != 0);
            if (how != null) {
                return which + " differs " + how;
            }
        }
        return null;
    }

    static @Nullable String difference(ByteBuffer a, ByteBuffer b, ElementType type, boolean quantised) {
        if (type.isFloat()) {
            return floatDifference(a, b, type);
        }
        long elements = 0;
        long different = 0;
        long most = 0;
        while (a.hasRemaining()) {
            long step = Math.abs(integer(a, type) - integer(b, type));
            elements++;
            different += step == 0 ? 0 : 1;
            most = Math.max(most, step);
        }
        if (quantised && type.isQuantised()) {
            long allowed = type == ElementType.INT16 ? STEPS << 8 : STEPS;
            return most <= allowed
                    ? null
                    : "by up to " + most + " quantisation steps (" + allowed + " may be rounding)";
        }
        return different <= INTEGER_FRACTION * elements ? null : "in " + different + " of " + elements + " values";
    }

    private static @Nullable String floatDifference(ByteBuffer a, ByteBuffer b, ElementType type) {
        double largest = 0;
        double most = 0;
        while (a.hasRemaining()) {
            double x = floating(a, type);
            double y = floating(b, type);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                most = Math.max(most, Math.abs(x - y));
                largest = Math.max(largest, Math.abs(y));
            } else if (Double.compare(x, y) != 0) {
                return "by " + x + " instead of " + y;
            }
        }
        return most <= FLOAT_FRACTION * largest
                ? null
                : String.format(Locale.ROOT, "by up to %.3g where the largest value is %.3g", most, largest);
    }

    private static double floating(ByteBuffer values, ElementType type) {
        return switch (type) {
            case FLOAT16 -> HalfFloat.value(values.getShort());
            case FLOAT64 -> values.getDouble();
            default -> values.getFloat();
        };
    }

    private static long integer(ByteBuffer values, ElementType type) {
        return switch (type) {
            case UINT8 -> values.get() & 0xFF;
            case INT16 -> values.getShort();
            case UINT16 -> values.getShort() & 0xFFFF;
            case INT32, UINT32 -> values.getInt();
            case INT64, UINT64 -> values.getLong();
            default -> values.get();
        };
    }
}
