package org.framebudget.sim.pipeline;

import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;

/**
 * A unit that answers several frames of one network at once: as soon as {@code framesMax} of them wait, or when the next one in turn
 * has waited {@code waitNs} on the idle unit. A batch of b takes {@code t(b) = t(1) · (fixed + (1 − fixed) · b)}, each of its frames
 * as long. Frames with several inferences run alone.
 */
final class Batching extends Activity {
    final int framesMax;
    final long waitNs;
    private final double fixedFraction;
    private final Unit unit;
    private final Simulator simulator;

    /**
     * @param fixedFraction share of a single inference's time that a batch takes only once, 0 to 1
     */
    Batching(Simulator simulator, Unit unit, int framesMax, long waitNs, double fixedFraction) {
        this.simulator = simulator;
        this.unit = unit;
        this.framesMax = framesMax;
        this.waitNs = waitNs;
        this.fixedFraction = fixedFraction;
    }

    /** Time of a batch over that of one frame. */
    double factor(int frames) {
        return fixedFraction + (1 - fixedFraction) * frames;
    }

    /** Looks again at an instant. */
    void lookAgain(long atNs) {
        if (pending()) {
            if (dueNs() == atNs) {
                return;
            }
            simulator.cancel(this);
        }
        simulator.schedule(this, atNs);
    }

    @Override
    protected void wake(long nowNs) {
        unit.gather(nowNs);
    }
}
