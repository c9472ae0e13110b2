package org.framebudget.devices.latency;

import java.util.List;
import org.framebudget.devices.Source;
import org.framebudget.devices.Sourced;

/** Spread of service times around a level; every form has mean 1. */
public sealed interface JitterProfile {

    /** No spread. */
    record None(Source source) implements JitterProfile {}

    /**
     * A quiet and a contended state that alternate (two-state Markov chain per job), each lognormal around its own mean.
     *
     * @param quietCv coefficient of variation in the quiet state
     * @param contendedFraction share of jobs in the contended state
     * @param contendedRunJobs mean number of consecutive jobs in the contended state
     * @param contendedFactor mean service time in the contended state over the quiet state
     * @param contendedCv coefficient of variation in the contended state
     */
    record TwoState(
            Sourced quietCv,
            Sourced contendedFraction,
            Sourced contendedRunJobs,
            Sourced contendedFactor,
            Sourced contendedCv)
            implements JitterProfile {}

    /**
     * A recorded series of single inferences replayed in blocks (circular block bootstrap), scaled to mean 1.
     *
     * @param ratios recorded latency over the series' mean, in recorded order
     * @param blockJobs block length
     * @param source the series
     */
    record Trace(List<Double> ratios, int blockJobs, Source source) implements JitterProfile {}
}
