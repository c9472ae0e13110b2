package org.framebudget.sim.host;

/** The time a calibration may take, and how much of it is over. */
final class HostClock {
    private final HostRuntime runtime;
    private final HostProgress progress;
    private final long startNs;
    private final double limitS;

    HostClock(HostRuntime runtime, double limitS, HostProgress progress) {
        this.runtime = runtime;
        this.progress = progress;
        this.limitS = limitS;
        this.startNs = runtime.nanoTime();
    }

    double elapsedS() {
        return (runtime.nanoTime() - startNs) / 1e9;
    }

    boolean over() {
        return elapsedS() >= limitS;
    }

    void at(String doing) {
        double elapsedS = elapsedS();
        progress.at(Math.min(1, elapsedS / limitS), Math.max(0, limitS - elapsedS), doing);
    }
}
