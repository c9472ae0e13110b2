package org.framebudget.sim.pipeline;

import org.framebudget.sim.kernel.Activity;
import org.jspecify.annotations.Nullable;

/** One server of a unit and the job it has. Reused for every job of that server. */
public final class Job extends Activity {
    final Unit unit;

    /** Bit of this server in the unit's mask of idle servers. */
    final long bit;

    /** Frame the job belongs to; that of the last job while idle. */
    @Nullable
    Frame frame;

    /** How many frames it answers; those after the first hang on it by {@link Frame#next}. */
    int frames = 1;

    long startedNs;

    /** {@link Work#extraPowerFraction} of what it does. */
    double extraPowerFraction;

    /** Work done per nanosecond, kept by ModelledDevice; what is left of it is {@code (due − now) · rate}. */
    double rate;

    // demand for and share of memory bandwidth, kept by BandwidthSharing
    double askedBytesPerS;
    double gotBytesPerS;

    /** How often a transfer is sent, kept by LinkDevice. */
    int sendings;

    /** {@link #outsideId} of a job that the model answers. */
    static final long INSIDE = -1;

    /** Number of the inference that something outside the simulation answers, kept by AttachedDevice. */
    long outsideId = INSIDE;

    /** Delay from the end of occupancy to the result on a pipelined accelerator, at the present clock. */
    long tailNs;

    Job(Unit unit, long bit) {
        this.unit = unit;
        this.bit = bit;
    }

    /** What is asked for; the server must have a job. */
    public Work work() {
        StreamStage stage = frame == null ? null : frame.stage;
        if (stage == null) {
            throw new IllegalStateException("A server without a job has no work.");
        }
        return stage.work;
    }

    /** Position of the unit in the device's profile. */
    public int unitIndex() {
        return unit.index;
    }

    /** The job is done at {@code nowNs}. */
    public void complete(long nowNs) {
        unit.completed(nowNs, this);
    }

    @Override
    protected void wake(long nowNs) {
        unit.completed(nowNs, this);
    }
}
