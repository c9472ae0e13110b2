package org.framebudget.models.tflite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Tensor;
import org.jspecify.annotations.Nullable;

/** Puts the numbers of one stored tensor into the file, a piece at a time. */
final class StoredNumbers {
    private static final int PIECE_BYTES = 1 << 16;
    private static final int LARGEST_WEIGHT = 127;

    private final OutputStream out;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    StoredNumbers(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes a tensor's numbers.
     *
     * @param values real numbers by place; absent for whole numbers that the tensor holds itself
     * @param quantisation how 8-bit and 32-bit whole numbers stand for them
     */
    void write(Tensor tensor, @Nullable LongToDoubleFunction values, @Nullable Quantisation quantisation)
            throws IOException {
        List<Integer> own = tensor.values();
        if (own != null) {
            for (int number : own) {
                room().putInt(number);
            }
        } else if (values == null) {
            throw new IllegalStateException("Tensor " + tensor.name() + " has no numbers.");
        } else {
            switch (tensor.type()) {
                case FLOAT32 -> {
                    for (long place = 0; place < tensor.elements(); place++) {
                        room().putFloat((float) values.applyAsDouble(place));
                    }
                }
                case FLOAT16 -> {
                    for (long place = 0; place < tensor.elements(); place++) {
                        room().putShort(HalfFloat.bits(values.applyAsDouble(place)));
                    }
                }
                case INT8, INT32 -> writeSteps(tensor, values, quantisation);
                default ->
                    throw new IllegalStateException("There is no rule to write numbers of type " + tensor.type() + ".");
            }
        }
        flush();
    }

    private void writeSteps(Tensor tensor, LongToDoubleFunction values, @Nullable Quantisation quantisation)
            throws IOException {
        if (quantisation == null) {
            throw new IllegalStateException("Tensor " + tensor.name() + " has no scale.");
        }
        long run = 1;
        for (int d = quantisation.dimension() + 1; d < tensor.shape().size(); d++) {
            run *= tensor.extent(d);
        }
        boolean eightBit = tensor.type() == ElementType.INT8;
        int index = 0;
        for (long start = 0; start < tensor.elements(); start += run) {
            double scale = quantisation.scale(index);
            index = (index + 1) % quantisation.count();
            for (long place = start; place < start + run; place++) {
                long steps = (long) Math.rint(values.applyAsDouble(place) / scale);
                if (eightBit) {
                    room().put((byte) Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, steps)));
                } else {
                    room().putInt((int) steps);
                }
            }
        }
    }

    /** The piece, with room for one more number. */
    private ByteBuffer room() throws IOException {
        if (piece.remaining() < Float.BYTES) {
            flush();
        }
        return piece;
    }

    private void flush() throws IOException {
        out.write(piece.array(), 0, piece.position());
        piece.clear();
    }
}
