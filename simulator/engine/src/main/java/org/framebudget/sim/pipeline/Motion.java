package org.framebudget.sim.pipeline;

import org.framebudget.sim.random.RandomStream;

/** What a camera sees: motion and stillness that take turns, each for an exponential time. */
final class Motion {
    /** Mean length of an episode of motion where nothing else is known; ASSUMED, stated in the result. */
    static final double MEAN_MOTION_S = 10;

    private final RandomStream random;
    private final double meanMotionNs;
    private final double meanStillNs;
    private boolean moving;
    private long untilNs;
    private long asked;
    private long seen;

    /** Motion for {@code fraction} of the time, in [0, 1); 0 is never. */
    Motion(RandomStream random, double fraction) {
        this.random = random;
        meanMotionNs = MEAN_MOTION_S * 1e9;
        meanStillNs = meanMotionNs * (1 - fraction) / fraction;
        moving = fraction > 0 && random.uniform() < fraction;
        untilNs = fraction == 0 ? Long.MAX_VALUE : episodeNs();
    }

    /** Whether something moves at {@code timeNs}; asked with rising times. */
    boolean movingAt(long timeNs) {
        while (untilNs <= timeNs) {
            moving = !moving;
            untilNs += episodeNs();
        }
        asked++;
        seen += moving ? 1 : 0;
        return moving;
    }

    /** How often it was asked. */
    long asked() {
        return asked;
    }

    /** How often something moved. */
    long seen() {
        return seen;
    }

    private long episodeNs() {
        return 1 + ServiceTime.capped((long) (random.exponential() * (moving ? meanMotionNs : meanStillNs)));
    }
}
