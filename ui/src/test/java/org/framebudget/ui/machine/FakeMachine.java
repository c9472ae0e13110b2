package org.framebudget.ui.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.Distribution;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MachineState;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.host.HostRuntime;
import org.jspecify.annotations.Nullable;

/** A machine whose times follow from the work, on a clock of its own: a calibration is over at once. */
final class FakeMachine implements HostRuntime {
    @Nullable
    Throwable failure;

    private final Path root;
    private double nowS;
    private @Nullable NetworkCost cost;
    private InputSize size = InputSize.square(224);
    private Precision precision = Precision.FP32;

    FakeMachine(Path root) {
        this.root = root;
    }

    @Override
    public Path networkFile(String network, @Nullable InputSize input, Precision of, Path folder) {
        size = input == null ? Catalogue.defaultInput(network) : input;
        precision = of;
        cost = NetworkCost.of(Catalogue.network(network, size, of));
        try {
            return Files.writeString(folder.resolve(network + ".tflite"), "x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
        if (failure != null) {
            throw FakeMachine.<RuntimeException>unchecked(failure);
        }
        nowS += 5; // so that a quick calibration is over after few runs
        NetworkCost known = Objects.requireNonNull(cost);
        double ms = (0.02 + known.operators().size() * 0.004 + known.macs() / 50e6) / request.threads();
        long[] ns = new long[100];
        for (int i = 0; i < ns.length; i++) {
            ns[i] = Math.round(ms * 1e6 * (i % 7 == 3 ? 2 : 1 + 0.001 * (i * 37 % 11)));
        }
        listener.progress(0.5);
        listener.latencies(ns);
        if (request.threads() == 1) {
            listener.coreTimes(0, filled(ms));
            request.ratesFps().forEach(rate -> listener.coreTimes(rate, filled(ms + 0.3)));
        }
        Distribution times = new Distribution(100, ms, ms, ms, ms, null, null, 2 * ms, 0.1);
        return new MeasureRecord(
                request.file().toString(),
                "n",
                "ab",
                known.weightsBytes(),
                "2026-11-26T10:00:00Z",
                List.of(size.widthPx(), size.heightPx()),
                false,
                precision.text(),
                known.weightsBytes(),
                List.of(),
                List.of(),
                true,
                new MeasureRecord.Kernels("TensorFlow Lite", "2.20.0", "xnnpack", 30, 1, 30, request.threads()),
                1,
                1,
                1.5 * ms,
                request.warmupRuns(),
                times,
                new MeasureRecord.Memory(4 + known.weightsBytes() / 1e6, 0.5),
                request.ratesFps().stream()
                        .map(rate -> new MeasureRecord.Rate(rate, 20, 20, times, times, null))
                        .toList(),
                null,
                List.of(),
                new MachineState(2000.0, 50.0, 0.1),
                new MachineState(2000.0, 50.0, 0.1),
                0.0,
                List.of("A note."));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }

    private static long[] filled(double ms) {
        long[] ns = new long[20];
        Arrays.fill(ns, Math.round(ms * 1e6));
        return ns;
    }

    @Override
    public MachineInfo machine() {
        return new MachineInfo("Linux 6.1", "amd64", "A processor", null, 2, 4000L, "performance");
    }

    @Override
    public Path systemRoot() {
        return root;
    }

    @Override
    public long nanoTime() {
        return Math.round(nowS * 1e9);
    }

    @Override
    public void pause(double seconds) {
        nowS += seconds;
    }
}
