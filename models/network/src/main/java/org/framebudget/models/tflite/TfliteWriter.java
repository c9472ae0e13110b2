package org.framebudget.models.tflite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Writes a network as a .tflite file that TensorFlow Lite runs. Weights, biases and quantisation are made up from a seed: a
 * network's latency does not depend on what it was trained to see. The same network and seed give the same bytes on every
 * machine. Memory grows with the number of operators and channels and not with the weights, which are never held.
 */
public final class TfliteWriter {
    private TfliteWriter() {}

    /**
     * Writes beside the file and moves it to its place at the end, so an existing file is replaced only by a whole one.
     *
     * @param network from a {@link org.framebudget.models.network.NetworkBuilder}
     * @param seed another gives other weights
     * @throws org.framebudget.models.InputException for a folder, or a file in a folder that does not exist
     * @throws org.framebudget.models.MachineException where the file cannot be written
     * @throws IllegalStateException for an operator that no builder makes
     */
    public static void write(Network network, long seed, Path file) {
        for (Operator operator : network.operators()) {
            if (operator.inputs().contains(-1)) {
                throw new IllegalStateException("There is no rule for " + operator.kind() + " without all its inputs.");
            }
        }
        Network written = Requantised.of(network);
        Calibration calibration = Calibration.of(written, seed);
        @Nullable Quantisation[] quantisations = Ranges.of(written, calibration);
        ModelTables tables = new ModelTables(written, quantisations);
        SafeFiles.write(file, out -> write(out, tables, calibration, quantisations));
    }

    private static void write(
            OutputStream out, ModelTables tables, Calibration calibration, @Nullable Quantisation[] quantisations)
            throws IOException {
        out.write(tables.bytes());
        long end = tables.bytes().length;
        StoredNumbers numbers = new StoredNumbers(out);
        for (Tensor tensor : tables.stored()) {
            long start = ModelTables.startAfter(end);
            ByteBuffer before = ByteBuffer.allocate((int) (start - end)).order(ByteOrder.LITTLE_ENDIAN);
            before.putInt(before.capacity() - Integer.BYTES, (int) tensor.bytes());
            out.write(before.array());
            numbers.write(tensor, calibration.values(tensor.index()), quantisations[tensor.index()]);
            end = start + tensor.bytes();
        }
    }
}
