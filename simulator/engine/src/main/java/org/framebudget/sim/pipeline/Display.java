package org.framebudget.sim.pipeline;

import java.math.BigInteger;
import org.framebudget.models.Ratio;

/** A display that shows results at its refreshes: the first at 0, each instant computed from its number. */
final class Display {
    /** Refreshes from one result's first showing to the next one's, where every frame has a result; rounded up. */
    final long refreshesPerFrame;

    private final Cadence refreshes;

    /**
     * @param hz refresh rate
     * @param fps rate of the frames whose results are shown
     */
    Display(Ratio hz, Ratio fps) {
        refreshes = Cadence.periodic(hz, 0);
        BigInteger[] whole = BigInteger.valueOf(hz.num())
                .multiply(BigInteger.valueOf(fps.den()))
                .divideAndRemainder(BigInteger.valueOf(hz.den()).multiply(BigInteger.valueOf(fps.num())));
        refreshesPerFrame = whole[0].longValueExact() + whole[1].signum();
    }

    /** The first refresh that is not before {@code timeNs}. */
    long from(long timeNs) {
        return refreshes.countBefore(timeNs);
    }

    /** The last refresh that is not after {@code timeNs}; -1 before the first. */
    long upTo(long timeNs) {
        return refreshes.countBefore(timeNs + 1) - 1;
    }

    /** When a refresh happens. */
    long instantNs(long refresh) {
        return refreshes.startNs(refresh);
    }
}
