package org.framebudget.sim.cli;

import java.nio.file.Path;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.host.HostRuntime;
import org.jspecify.annotations.Nullable;

/** This machine. */
final class BackendRuntime implements HostRuntime {
    private final Backend backend;

    BackendRuntime(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Path networkFile(String network, @Nullable InputSize input, Precision precision, Path folder) {
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
}
