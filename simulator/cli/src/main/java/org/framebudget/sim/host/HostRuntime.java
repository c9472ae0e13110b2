package org.framebudget.sim.host;

import java.nio.file.Path;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;

/** What a calibration needs of TensorFlow Lite and of the machine, so that a test can stand in for both. */
public interface HostRuntime {
    /** Writes a catalogue network as a file into a folder; the caller deletes it. */
    Path networkFile(String network, InputSize input, Precision precision, Path folder);

    /** Runs a file; errors as for {@link org.framebudget.models.runtime.RuntimeRun#measure}. */
    MeasureRecord measure(MeasureRequest request, MeasureListener listener);

    /** The machine. */
    MachineInfo machine();

    /** Where the system shows itself; {@code /} but in tests. */
    Path systemRoot();

    /** A clock that only its differences mean something of. */
    long nanoTime();

    /** Waits, doing nothing. An interrupt ends the wait and stays set. */
    void pause(double seconds);
}
