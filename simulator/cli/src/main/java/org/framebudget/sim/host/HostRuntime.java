package org.framebudget.sim.host;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.jspecify.annotations.Nullable;

/** What a calibration needs of TensorFlow Lite and of the machine, so that a test can stand in for both. */
public interface HostRuntime {
    /**
     * Writes a catalogue network as a file into a folder; the caller deletes it.
     *
     * @param input the image's size; absent for the network's own
     */
    Path networkFile(String network, @Nullable InputSize input, Precision precision, Path folder);

    /** Runs a file; errors as for {@link org.framebudget.models.runtime.RuntimeRun#measure}. */
    MeasureRecord measure(MeasureRequest request, MeasureListener listener);

    /** The machine. */
    MachineInfo machine();

    /** Where the system shows itself; {@code /} but in tests. */
    default Path systemRoot() {
        return Path.of("/");
    }

    /** A clock that only its differences mean something of. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** Waits, doing nothing. An interrupt ends the wait and stays set. */
    default void pause(double seconds) {
        long endNs = System.nanoTime() + Math.round(seconds * 1e9);
        for (long leftNs = endNs - System.nanoTime();
                leftNs > 0 && !Thread.currentThread().isInterrupted();
                leftNs = endNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
