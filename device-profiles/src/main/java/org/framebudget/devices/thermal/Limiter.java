package org.framebudget.devices.thermal;

/**
 * One limiter at run time. It sees the device only at its own polls, as the real ones do, so no crossing of a threshold has to
 * be found between them. States are positions in a unit's operating points, 0 = fastest.
 */
interface Limiter {
    /** As shown in results. */
    String name();

    /** When it looks next. */
    long nextPollNs();

    /** Learns the mean powers of the interval that just ended. */
    default void observe(long dtNs, double[] unitW, double deviceW) {}

    /**
     * Looks at the device. Called when {@link #nextPollNs()} is reached; the next poll counts from the planned time of this
     * one.
     *
     * @param nodeDegC temperatures of all nodes
     */
    void poll(double[] nodeDegC);

    /** Fastest state it allows for a unit; 0 for units it does not know. */
    int state(int unit);
}
