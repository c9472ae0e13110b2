package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.Outage;

/**
 * One direction of a network link: transfers take turns at the link's bandwidth, then travel for half a round trip. A
 * lost transfer is noticed after a round trip and sent again; during an outage nothing starts.
 */
final class LinkDevice implements DeviceUnderTest {
    private final Simulator simulator;
    private final double nsPerByte;
    private final long rttNs;
    private final double lossFraction;
    private final List<Outage> outages;
    private final RandomStream random;

    LinkDevice(Simulator simulator, LinkSpec link, RandomStream random) {
        this.simulator = simulator;
        this.nsPerByte = 8e3 / link.bandwidthMbitPerS();
        this.rttNs = Math.round(link.rttMs() * 1e6);
        this.lossFraction = link.lossFraction();
        this.outages = link.outages();
        this.random = random;
    }

    @Override
    public void start(Job job, long nowNs) {
        long transferNs = Math.max(1, ServiceTime.capped(Math.round(job.work().bytes() * nsPerByte)));
        long upNs = untilUp(nowNs);
        long occupiedNs = upNs - nowNs + transferNs;
        long tailNs = rttNs / 2;
        int sendings = 1;
        while (lossFraction > 0 && random.uniform() < lossFraction) {
            occupiedNs = ServiceTime.capped(occupiedNs + transferNs);
            tailNs += rttNs;
            sendings++;
        }
        job.sendings = sendings;
        job.tailNs = tailNs;
        if (job.frame != null && job.frame.stage != null) {
            StreamStage stage = job.frame.stage;
            AirTime.add(stage.sending, upNs, nowNs + occupiedNs);
            AirTime.add(stage.receiving, upNs, nowNs + occupiedNs);
        }
        simulator.schedule(job, nowNs + occupiedNs);
    }

    @Override
    public void ended(Job job, long nowNs) {
        if (job.frame != null && job.frame.stage != null) {
            StreamStage stage = job.frame.stage;
            stage.sentBytes += job.sendings * (long) stage.work.bytes();
        }
    }

    /** Mean time that such a transfer keeps the link, its repetitions included and outages left out. */
    double occupiedMeanNs(Work work) {
        return work.bytes() * nsPerByte / (1 - lossFraction);
    }

    /** Mean time from its start to its arrival, outages left out. */
    double passMeanNs(Work work) {
        return occupiedMeanNs(work) + rttNs / 2.0 + rttNs * lossFraction / (1 - lossFraction);
    }

    /** Share of this time in which the link is up. */
    double upFraction(long fromNs, long toNs) {
        double downNs = 0;
        for (Outage outage : outages) {
            double beginNs = Math.max(fromNs, outage.fromNs());
            double endNs = Math.min(toNs, outage.toNs());
            downNs += Math.max(0, endNs - beginNs);
        }
        return Math.max(0, 1 - downNs / (toNs - fromNs));
    }

    private long untilUp(long nowNs) {
        long upNs = nowNs;
        for (Outage outage : outages) {
            if (upNs >= outage.fromNs() && upNs < outage.toNs()) {
                upNs = outage.toNs();
            }
        }
        return upNs;
    }
}
