package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.host.HostRuntime;

/** This machine. */
final class BackendRuntime implements HostRuntime {
    private final Backend backend;

    BackendRuntime(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Path networkFile(String network, InputSize input, Precision precision, Path folder) {
        Path file = backend.networkFiles().fileFor(network, input, precision, folder);
        SafeFiles.forget(file); // it is gone after its run
        return file;
    }

    @Override
    public MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
        return backend.measure(request, listener);
    }

    @Override
    public MachineInfo machine() {
        return backend.machine();
    }

    @Override
    public Path systemRoot() {
        return Path.of("/");
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void pause(double seconds) {
        long endNs = System.nanoTime() + Math.round(seconds * 1e9);
        for (long leftNs = endNs - System.nanoTime();
                leftNs > 0 && !Thread.currentThread().isInterrupted();
                leftNs = endNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
