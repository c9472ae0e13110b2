package org.framebudget.sim.pipeline;

import org.framebudget.sim.random.RandomStream;

/**
 * What others send over the link between a host and its accelerators, as a USB bus that a disk shares: transfers of one length that
 * begin at random times, one after another. An inference waits until the link is free of them; that others wait for it is left
 * out. At a random instant, which an inference sees whose start does not depend on the traffic, the wait is that of an M/D/1 queue:
 * {@code rho s / (2 (1 - rho))} on average and none with probability {@code 1 - rho} (Pollaczek and Khinchine), for transfers of
 * {@code s} that take the share {@code rho} of the time.
 */
final class LinkTraffic {
    private final RandomStream random;
    private final double meanGapNs;
    private final double transferNs;
    private double nextNs;
    private double freeNs;

    /**
     * @param perS transfers a second on average
     * @param transferNs how long one takes
     */
    LinkTraffic(RandomStream random, double perS, double transferNs) {
        this.random = random;
        this.meanGapNs = 1e9 / perS;
        this.transferNs = transferNs;
        this.nextNs = random.exponential() * meanGapNs;
    }

    /** From now until the link is free; asked with rising times. */
    double waitNs(long nowNs) {
        while (nextNs <= nowNs) {
            freeNs = Math.max(freeNs, nextNs) + transferNs;
            nextNs += random.exponential() * meanGapNs;
        }
        return Math.max(0, freeNs - nowNs);
    }
}
