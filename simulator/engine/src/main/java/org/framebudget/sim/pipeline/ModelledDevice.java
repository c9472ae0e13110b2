package org.framebudget.sim.pipeline;

import java.util.Arrays;
import org.framebudget.sim.kernel.Simulator;

/**
 * Answers jobs from a profile: draws how long a job would take alone at the fastest clock, and lets it progress at the
 * rate that clock and memory bandwidth allow. Where that rate changes, the work that is left is carried over, never the
 * time.
 */
final class ModelledDevice implements DeviceUnderTest {
    private final Simulator simulator;
    private ModelledUnit[] units = new ModelledUnit[0];
    private final BandwidthSharing sharing;

    private final boolean shares;

    /** A device whose units share {@code bandwidthBytesPerS}; infinite where contention is not modelled. */
    ModelledDevice(Simulator simulator, double bandwidthBytesPerS) {
        this.simulator = simulator;
        this.sharing = new BandwidthSharing(bandwidthBytesPerS);
        this.shares = bandwidthBytesPerS != Double.POSITIVE_INFINITY;
    }

    /** Units come in the order of their index. */
    void add(ModelledUnit unit) {
        units = Arrays.copyOf(units, units.length + 1);
        units[units.length - 1] = unit;
        unit.unit.modelledBy(unit);
    }

    /** The cameras leave more of the bandwidth to the units than before, or less. */
    void addBandwidth(long nowNs, double moreBytesPerS) {
        if (shares) {
            sharing.add(moreBytesPerS);
            share(nowNs);
        }
    }

    @Override
    public void start(Job job, long nowNs) {
        ModelledUnit unit = job.unit.modelled();
        Work work = job.work();
        long aloneNs = work.time().nextNs(nowNs);
        if (job.frames > 1 && job.unit.batching != null) {
            aloneNs = ServiceTime.capped(Math.round(aloneNs * job.unit.batching.factor(job.frames)));
        }
        if (unit.plain() && !shares && work.occupancyFraction() == 1) {
            job.rate = 1;
            simulator.schedule(job, nowNs + aloneNs);
            return;
        }
        if (unit.hasHistory()) {
            aloneNs = unit.withHistory(work, aloneNs, nowNs);
        }
        double rate = unit.rate(work, 1);
        double occupiedNs = aloneNs;
        if (work.occupancyFraction() < 1) {
            occupiedNs = aloneNs * work.occupancyFraction();
            job.tailNs = ServiceTime.capped(Math.round((aloneNs - occupiedNs) / rate));
        }
        job.rate = rate;
        double waitNs = unit.linkWaitNs(nowNs);
        simulator.schedule(
                job,
                nowNs
                        + (rate == 1 && waitNs == 0
                                ? (long) occupiedNs
                                : ServiceTime.capped(Math.round(waitNs + occupiedNs / rate))));
        if (shares && work.bytes() > 0) {
            sharing.started(job, work.bytes(), aloneNs);
            share(nowNs);
        }
    }

    @Override
    public void ended(Job job, long nowNs) {
        job.unit.modelled().endedNs = nowNs;
        if (shares && job.work().bytes() > 0) {
            sharing.ended(job);
            share(nowNs);
        }
    }

    /** A unit's clock is now {@code clockFraction} of its fastest. */
    void clock(int unitIndex, double clockFraction, long nowNs) {
        ModelledUnit unit = units[unitIndex];
        double before = unit.clockFraction();
        if (before == clockFraction) {
            return;
        }
        unit.clock(clockFraction);
        unit.unit.tail.stretch(nowNs, work -> unit.stretch(work, before));
        for (Job job : unit.unit.servers) {
            if (job.pending() && job.outsideId == Job.INSIDE) {
                job.tailNs = ServiceTime.capped(Math.round(job.tailNs * unit.stretch(job.work(), before)));
                rerate(job, unit.rate(job.work(), BandwidthSharing.slowdown(job)), nowNs);
            }
        }
    }

    double clockFraction(int unitIndex) {
        return units[unitIndex].clockFraction();
    }

    /** The device dies: nothing of what runs will complete. */
    void kill() {
        for (ModelledUnit unit : units) {
            for (Job job : unit.unit.servers) {
                simulator.cancel(job);
            }
        }
        sharing.clear();
    }

    private void share(long nowNs) {
        sharing.allocate();
        for (Job job : sharing.jobs()) {
            double rate = job.unit.modelled().rate(job.work(), BandwidthSharing.slowdown(job));
            if (rate != job.rate) {
                rerate(job, rate, nowNs);
            }
        }
    }

    private void rerate(Job job, double rate, long nowNs) {
        double leftNs = (job.dueNs() - nowNs) * job.rate;
        job.rate = rate;
        simulator.cancel(job);
        simulator.schedule(job, nowNs + ServiceTime.capped(Math.round(leftNs / rate)));
    }
}
