package org.framebudget.sim.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/**
 * A machine whose times follow from the network: {@code 0.02 ms + n 0.004 ms + MACs / 50 per ns}, half of that in eight bits, and
 * 0.3 ms on top after a pause. Each run takes a second of its own clock.
 */
class FakeRuntime implements HostRuntime {
    static final double PAUSE_MS = 0.3;
    private static final Map<String, NetworkCost> COSTS = new HashMap<>();

    final List<MeasureRequest> requests = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    final Path root;
    int cores = 2;
    double otherCores;
    boolean tellsCoreTimes = true;

    @Nullable
    RuntimeException failure;

    int failAfter = Integer.MAX_VALUE;
    double secondsPerRun = 1;
    private double nowS;
    private String network = "";
    private @Nullable NetworkCost cost;
    private @Nullable InputSize input;
    private Precision precision = Precision.FP32;

    FakeRuntime(Path root) {
        this.root = root;
    }

    @Override
    public Path networkFile(String id, InputSize size, Precision of, Path folder) {
        network = id;
        input = size;
        precision = of;
        cost = COSTS.computeIfAbsent(id + size + of, key -> NetworkCost.of(Catalogue.network(id, size, of)));
        try {
            Path file = Files.writeString(folder.resolve(id + ".tflite"), "x");
            files.add(file.toString());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double ms(int threads) {
        NetworkCost known = Objects.requireNonNull(cost);
        double ms = 0.02 + known.operators().size() * 0.004 + known.macs() / 50e6;
        return ms / (precision == Precision.INT8 ? 2 : 1) / (threads == 1 ? 1 : 1.6);
    }

    private static double medianNs(long[] ns) {
        long[] sorted = ns.clone();
        Arrays.sort(sorted);
        return (sorted[(ns.length - 1) / 2] + sorted[ns.length / 2]) / 2.0;
    }

    @Override
    public MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
        if (failure != null && requests.size() >= failAfter) {
            throw failure;
        }
        requests.add(request);
        nowS += secondsPerRun;
        double ms = ms(request.threads());
        long[] latenciesNs = new long[150];
        for (int i = 0; i < latenciesNs.length; i++) {
            // every seventh is held up by others
            latenciesNs[i] = Math.round(ms * 1e6 * (i % 7 == 3 ? 2 : 1 + 0.001 * (i * 37 % 11)));
        }
        listener.progress(0.5);
        listener.latencies(latenciesNs);
        List<MeasureRecord.Rate> rates = new ArrayList<>();
        if (request.threads() == 1 && tellsCoreTimes) {
            listener.coreTimes(0, filled(ms));
        }
        for (double rateFps : request.ratesFps()) {
            double pausedMs = ms + PAUSE_MS;
            if (request.threads() == 1 && tellsCoreTimes) {
                listener.coreTimes(rateFps, filled(pausedMs));
            }
            // by the clock on the wall, slowed down like those back to back
            double pausedWallMs = pausedMs * medianNs(latenciesNs) * 1e-6 / ms;
            rates.add(new MeasureRecord.Rate(
                    rateFps, 20, 20, distribution(pausedWallMs), distribution(pausedWallMs), null));
        }
        NetworkCost known = Objects.requireNonNull(cost);
        long weightsBytes = known.weightsBytes();
        double largestMb = known.operators().stream()
                        .mapToLong(o -> o.activationBytes())
                        .max()
                        .orElse(0)
                / 1e6;
        InputSize size = Objects.requireNonNull(input);
        return new MeasureRecord(
                request.file().toString(),
                network,
                "ab",
                weightsBytes,
                "2026-11-26T10:00:00Z",
                List.of(size.widthPx(), size.heightPx()),
                false,
                precision.text(),
                weightsBytes,
                List.of(),
                List.of(),
                true,
                new MeasureRecord.Kernels("TensorFlow Lite", "2.20.0", "xnnpack", 30, 1, 30, request.threads()),
                1,
                1,
                1.5 * ms,
                request.warmupRuns(),
                distribution(ms),
                new MeasureRecord.Memory(4 + 2 * weightsBytes / 1e6 + largestMb, 0.5),
                rates,
                null,
                List.of(),
                new MachineState(2000.0, 50.0, 0.1),
                new MachineState(2100.0, 55.0, 0.1),
                otherCores,
                List.of());
    }

    private static long[] filled(double ms) {
        long[] ns = new long[20];
        Arrays.fill(ns, Math.round(ms * 1e6));
        return ns;
    }

    private static Distribution distribution(double ms) {
        return new Distribution(150, ms, ms, ms, ms, null, null, ms, 0.0);
    }

    @Override
    public MachineInfo machine() {
        return new MachineInfo("Linux 6.1", "amd64", "A \"Processor\", 2 GHz", null, cores, 4000L, "performance");
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
