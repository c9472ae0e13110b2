package org.framebudget.sim.pipeline;

import org.framebudget.sim.random.RandomStream;

/**
 * A quiet and a contended state that follow each other as a Markov chain, one step per job, each lognormal around its
 * own mean. The chain starts in its stationary distribution.
 */
public final class TwoStateTime extends ServiceTime {
    private final RandomStream random;
    private final LogNormalTime quiet;
    private final LogNormalTime contended;
    private final double meanNs;
    private final double enterProbability;
    private final double leaveProbability;
    private boolean isContended;

    /**
     * The mixture has mean {@code meanNs}.
     *
     * @param contendedFraction share of jobs in the contended state, in [0, 1)
     * @param contendedRunJobs mean length of a run of contended jobs, at least 1
     * @param contendedFactor mean in the contended state over mean in the quiet state
     */
    public TwoStateTime(
            RandomStream random,
            double meanNs,
            double quietCv,
            double contendedFraction,
            double contendedRunJobs,
            double contendedFactor,
            double contendedCv) {
        double quietMeanNs = meanNs / (1 - contendedFraction + contendedFraction * contendedFactor);
        this.random = random;
        this.meanNs = meanNs;
        quiet = new LogNormalTime(random, quietMeanNs, quietCv);
        contended = new LogNormalTime(random, quietMeanNs * contendedFactor, contendedCv);
        leaveProbability = 1 / contendedRunJobs;
        enterProbability = Math.min(1, leaveProbability * contendedFraction / (1 - contendedFraction));
        isContended = random.uniform() < contendedFraction;
    }

    @Override
    public long nextNs(long nowNs) {
        if (random.uniform() < (isContended ? leaveProbability : enterProbability)) {
            isContended = !isContended;
        }
        return (isContended ? contended : quiet).nextNs(nowNs);
    }

    @Override
    public double meanNs() {
        return meanNs;
    }
}
