package org.framebudget.models.runtime;

/** Told how a run goes on, from the thread that called {@link RuntimeRun#measure}. */
public interface MeasureListener {
    /** One that wants to know nothing. */
    MeasureListener NONE = new MeasureListener() {};

    /**
     * Told now and then.
     *
     * @param fraction finished part of the run, 0 to 1
     */
    default void progress(double fraction) {}

    /**
     * The single latencies of the back-to-back run in order, if the request asked for them.
     *
     * @param latenciesNs in nanoseconds; the first million at most
     */
    default void latencies(long[] latenciesNs) {}

    /**
     * Time that an inference had a core for, without that in which others had it, if the request asked for single latencies on
     * one thread. Told after all runs, once for each.
     *
     * @param rateFps of the paced run, 0 for the run back to back
     * @param coreNs in nanoseconds, in order; the first ten thousand at most
     */
    default void coreTimes(double rateFps, long[] coreNs) {}
}
