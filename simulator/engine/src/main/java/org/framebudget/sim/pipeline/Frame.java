package org.framebudget.sim.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A frame in flight. Frames are pooled, so that a run allocates none in steady state; as objects rather than columns,
 * since one reference and its neighbouring fields cost less here than a bounds check per column (see
 * {@code simulator/decisions/0003-frames-are-pooled-objects.md}).
 */
final class Frame {
    static final long NEVER = -1;

    /** Present stage; absent while the frame is in the pool. */
    @Nullable
    StreamStage stage;

    /** Number in its camera's sequence. */
    long number;

    /** Start of exposure of the first row. */
    long startNs;

    long deliveryNs;

    /** Entered the present stage (or, for a further serial inference, asked for it). */
    long enqueuedNs;

    /** Entered the unit's waiting list. */
    long listedNs;

    /** Its place there was taken: by itself, or by the first of those that newer frames replaced. */
    long placedNs;

    /** First job of the present stage started, or {@link #NEVER}. */
    long startedNs;

    /** For the log: frames that waited when this one came, and the first start of any stage. */
    int waitingAtDelivery;

    long beganNs;

    /** Jobs of the present stage that have not started, and that have started and not ended. */
    int toStart;

    int running;

    /** Jobs of the present stage, drawn when it comes in. */
    int jobs;

    /** Serial inferences still to be asked for after the present one. */
    int repeats;

    /** False where the camera saw no motion, so that no inference is due. */
    boolean moving;

    /** The frame counts against its stream's limit of frames in flight. */
    boolean insideGate;

    /** The same frame on the other unit of a comparison, while that has not ended; absent for a frame that is alone. */
    @Nullable
    Frame twin;

    /** This is the second one of a comparison: it is in no count of frames. */
    boolean second;

    /** Its jobs are done and it waits for its twin. */
    boolean done;

    /** Its twin was lost with a unit, so no result will come of it. */
    boolean lost;

    /** Neighbours in the unit's waiting list, or the next frame of the pool. */
    @Nullable
    Frame next;

    @Nullable
    Frame previous;

    /** For the log: the first stage with a start was the present one, if no earlier one had any. */
    void noteBegan() {
        if (beganNs < 0) {
            beganNs = startedNs;
        }
    }
}
