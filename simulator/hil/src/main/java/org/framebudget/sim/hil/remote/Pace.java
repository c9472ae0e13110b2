package org.framebudget.sim.hil.remote;

import java.time.Duration;
import org.framebudget.models.MachineException;

/** Time that passes, and waiting. */
interface Pace {
    /** The real one. */
    Pace REAL = new Pace() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MachineException("Waiting for the device to cool was interrupted.", e);
            }
        }
    };

    long nanoTime();

    void sleep(Duration duration);
}
