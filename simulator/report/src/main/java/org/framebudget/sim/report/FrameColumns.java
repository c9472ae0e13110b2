package org.framebudget.sim.report;

import java.util.List;

/**
 * Frames as columns: entry i of every array is one frame. {@link #NONE} stands for an instant that was never reached and
 * for a limiter that was not there; texts are indices into the lists.
 *
 * @param frame index within its stream
 * @param stream index into {@code streams}
 * @param captureNs start of the frame at the sensor
 * @param deliveryNs handed to the application
 * @param startNs first stage began
 * @param endNs result, or the moment it was dropped
 * @param latencyNs delivery to result
 * @param photonToResultNs mid-exposure of the centre row to result
 * @param outcome index into {@code outcomes}
 * @param queueLength frames that waited when this one was delivered
 * @param clockFraction clock of its inference unit when it ended, 0 to 1; NaN where it never ran
 * @param limiter index into {@code limiters}: what held the clock down
 */
public record FrameColumns(
        long[] frame,
        int[] stream,
        long[] captureNs,
        long[] deliveryNs,
        long[] startNs,
        long[] endNs,
        long[] latencyNs,
        long[] photonToResultNs,
        int[] outcome,
        int[] queueLength,
        double[] clockFraction,
        int[] limiter,
        List<String> streams,
        List<String> outcomes,
        List<String> limiters) {

    /** Nothing there. */
    public static final int NONE = -1;

    /** Throws {@link IllegalArgumentException} where the columns differ in length. */
    public FrameColumns {
        int[] lengths = {
            stream.length,
            captureNs.length,
            deliveryNs.length,
            startNs.length,
            endNs.length,
            latencyNs.length,
            photonToResultNs.length,
            outcome.length,
            queueLength.length,
            clockFraction.length,
            limiter.length
        };
        for (int length : lengths) {
            if (length != frame.length) {
                throw new IllegalArgumentException("Columns must be equally long, but there are " + frame.length
                        + " frames and a column of " + length + ".");
            }
        }
    }

    /** How many frames. */
    public int size() {
        return frame.length;
    }
}
