package org.framebudget.sim.pipeline;

/**
 * What answers a frame: a model, a recorded trace, or real hardware. Nobody asks it how long a job will take: a clock
 * may change meanwhile, and a real device does not know.
 */
public interface DeviceUnderTest {
    /** The job runs from now on. Its completion is posted later, once, by {@link Job#complete}. */
    void start(Job job, long nowNs);

    /** The job's completion has been taken; its server is idle. */
    default void ended(Job job, long nowNs) {}
}
