package org.framebudget.sim.host;

import java.nio.file.Path;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.Machine;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.models.runtime.RuntimeRun;
import org.framebudget.models.tflite.NetworkExport;
import org.jspecify.annotations.Nullable;

/** The machine that this program runs on, with TensorFlow Lite in a process of its own for each run. */
public final class ThisMachine implements HostRuntime {
    @Override
    public Path networkFile(String network, @Nullable InputSize input, Precision precision, Path folder) {
        InputSize size = input == null ? Catalogue.defaultInput(network) : input;
        Path file = folder.resolve(network + ".tflite");
        NetworkExport.export(Catalogue.network(network, size, precision), file);
        SafeFiles.forget(file); // it is gone after its run
        return file;
    }

    @Override
    public MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
        return RuntimeRun.measure(request, listener);
    }

    @Override
    public MachineInfo machine() {
        return Machine.here().info();
    }
}
