package org.framebudget.sim.host;

/** Told how far a calibration is, from the thread that runs it. */
@FunctionalInterface
public interface HostProgress {
    /**
     * Told now and then.
     *
     * @param fraction finished part, 0 to 1
     * @param leftS seconds until the end, about
     * @param doing what is measured, in a few words
     */
    void at(double fraction, double leftS, String doing);
}
