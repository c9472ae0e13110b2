package org.framebudget.sim.pipeline;

/**
 * Sees every frame go by, for traces and frame tables. Absent in a plain run: the loop then pays one branch. Reads the
 * frame's columns and keeps nothing of them.
 */
interface RunObserver {
    /** All jobs of the frame in this stage are done. */
    void stageEnded(long nowNs, StreamStage stage, Frame frame);

    /** The frame has its result. */
    void finished(long nowNs, Stream stream, Frame frame, boolean late);

    /** The frame was skipped as it came, by a rule. */
    void skipped(long nowNs, Stream stream, Frame frame);

    /** The frame was dropped in front of or within a stage. */
    void dropped(long nowNs, Stream stream, Frame frame, StreamStage stage, DropReason reason);
}
