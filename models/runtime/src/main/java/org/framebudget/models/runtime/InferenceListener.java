package org.framebudget.models.runtime;

import org.framebudget.models.MachineException;

/** Hears of what an {@link InferenceServer} does, from a thread of the server's own, which it must not hold up. */
public interface InferenceListener {
    /**
     * An inference has ended.
     *
     * @param job as it was asked for
     * @param invokeNs how long the inference alone took, measured beside it
     * @param convertNs how long it took before to convert and scale the picture; 0 without pictures
     * @param arrivedNs when this process knew, on the clock of {@link System#nanoTime}
     */
    void done(long job, long invokeNs, long convertNs, long arrivedNs);

    /** The process is gone and no more answers will come; told once, unless the server was closed before. */
    void lost(MachineException why);
}
