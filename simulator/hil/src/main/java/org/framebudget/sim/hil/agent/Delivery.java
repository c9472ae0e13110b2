package org.framebudget.sim.hil.agent;

import java.util.function.Supplier;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.Target.Listener;
import org.jspecify.annotations.Nullable;

/**
 * Tells a target's listener what its device did: one thing at a time, and nothing more once the device is lost. Its lock is held while the
 * listener is called, and is taken before the connection's, never within it.
 */
final class Delivery {
    private @Nullable Listener listener;
    private boolean over;

    synchronized void listen(Listener heard) {
        listener = heard;
    }

    /**
     * An answer has come.
     *
     * @param whose takes the inference off what is outstanding, so that it is told before anything later; absent where none waits for it
     */
    synchronized void answered(Supplier<@Nullable Long> whose, long invokeNs, long arrivedNs) {
        Long job = whose.get();
        if (job != null && listener != null && !over) {
            listener.done(job, invokeNs, arrivedNs);
        }
    }

    synchronized void sampled(DeviceSample sample) {
        if (listener != null && !over) {
            listener.sampled(sample);
        }
    }

    /** Told once; a listener that comes later is told then. */
    synchronized void lost(MachineException why) {
        if (listener != null && !over) {
            over = true;
            listener.lost(why);
        }
    }
}
