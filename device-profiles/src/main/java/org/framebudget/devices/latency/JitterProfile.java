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

    /**
     * How much a machine was slowed down, one value after the other for equal amounts of work, whatever ran: other programs and other
     * machines on the same hardware take turns with it. A job that is as long as several values takes their mean, so that a long one
     * varies less than a short one.
     *
     * @param ratios time that a value's work took over the mean, in recorded order
     * @param workMs work of a value, as long as it takes where nothing disturbs
     * @param blockValues values that stay together
     * @param meanOverCalm mean time over that where nothing disturbs
     * @param source the record
     */
    record Slowdown(List<Double> ratios, double workMs, int blockValues, double meanOverCalm, Source source)
            implements JitterProfile {
        /** How many values a job is as long as, at least one. */
        public int valuesOf(double calmMs) {
            return (int) Math.max(1, Math.min(ratios.size(), Math.round(calmMs / workMs)));
        }

        /** Mean of each so many successive values, in recorded order; behind the last comes the first. */
        public double[] means(int values) {
            double[] means = new double[ratios.size()];
            for (int i = 0; i < means.length; i++) {
                double sum = 0;
                for (int k = 0; k < values; k++) {
                    sum += ratios.get((i + k) % means.length);
                }
                means[i] = sum / values;
            }
            return means;
        }
    }
}
