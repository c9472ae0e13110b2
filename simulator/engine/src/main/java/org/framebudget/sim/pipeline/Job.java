package org.framebudget.sim.pipeline;

import org.framebudget.sim.kernel.Activity;
import org.jspecify.annotations.Nullable;

/** One server of a unit and the job it has. Reused for every job of that server. */
public final class Job extends Activity {
    final Unit unit;

    /** Frame the job belongs to; absent while idle. */
    @Nullable
    Frame frame;

    Work work = Unit.NO_WORK;
    long startedNs;

    /** Busy time up to here has been given to the device's energy account. */
    long countedNs;

    // progress, kept by ModelledDevice: work left at sinceNs, and how much of it is done per nanosecond
    double leftNs;
    double rate;
    long sinceNs;

    // demand for and share of memory bandwidth, kept by BandwidthSharing
    double askedBytesPerS;
    double gotBytesPerS;

    /** Delay from the end of occupancy to the result on a pipelined accelerator, at the present clock. */
    long tailNs;

    Job(Unit unit) {
        this.unit = unit;
    }

    /** What is asked for. */
    public Work work() {
        return work;
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
