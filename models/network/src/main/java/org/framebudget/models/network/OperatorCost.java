package org.framebudget.models.network;

/**
 * What one operator costs in one inference.
 *
 * @param operator which operator
 * @param precision numbers it computes with
 * @param macs multiply-accumulates of convolutions and fully connected operators; no bias, pooling or activation
 * @param weightBytes stored weights and biases it reads
 * @param activationReadBytes other tensors it reads
 * @param activationWriteBytes what it writes
 * @param known false where {@code macs} says nothing: custom operators, loops, recurrent cells
 */
public record OperatorCost(
        Operator operator,
        Precision precision,
        long macs,
        long weightBytes,
        long activationReadBytes,
        long activationWriteBytes,
        boolean known) {
    /** Activations read and written. */
    public long activationBytes() {
        return activationReadBytes + activationWriteBytes;
    }

    /** Multiply-accumulates per byte moved, weights included; 0 where nothing moves. */
    public double intensityMacsPerByte() {
        long bytes = weightBytes + activationBytes();
        return bytes == 0 ? 0 : (double) macs / bytes;
    }
}
