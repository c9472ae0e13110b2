package org.framebudget.sim.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;

/**
 * A profile {@code host} for a machine that nobody calibrated: knows the networks it is asked for from a short run of each, and
 * nothing else of the machine but what is ASSUMED.
 */
public final class HostStandIn {
    private static final double SECONDS = 1;

    private HostStandIn() {}

    /**
     * What it is to know.
     *
     * @param threads of TensorFlow Lite
     */
    public record Wanted(String network, InputSize input, Precision precision, int threads) {}

    /**
     * Measures and writes the profile.
     *
     * @param folder of the profile and the tables beside it
     * @throws org.framebudget.models.InputException for a network that nobody knows
     * @throws MachineException where TensorFlow Lite does not run or the folder cannot be written
     */
    public static void write(HostRuntime runtime, List<Wanted> wanted, Path folder) {
        HostClock clock = new HostClock(runtime, SECONDS * wanted.size(), (fraction, leftS, what) -> {});
        List<HostTiming> timings = new ArrayList<>();
        try (HostBench bench = new HostBench(runtime, clock)) {
            for (Wanted each : wanted) {
                HostPlan.Job job = new HostPlan.Job(each.network(), each.input(), each.precision(), each.threads() > 1);
                timings.add(HostTiming.of(job, each.threads(), 1, bench.run(job, each.threads(), SECONDS, List.of())));
            }
        }
        List<HostLevel> levels = HostLevel.of(timings, runtime.machine().cores());
        HostFits fits = HostFits.of(levels, List.of(), HostSlowdown.of(timings, levels));
        ClockFacts clocks = ClockFacts.of(
                runtime.systemRoot(), timings.stream().map(t -> t.record().after()));
        HostProfileText profile = new HostProfileText(
                runtime.machine(), fits, clocks, PowerClass.of(runtime.machine(), runtime.systemRoot()), null);
        writeQuietly(
                folder.resolve(HostProfileText.LATENCY_FILE),
                HostTables.latency(levels, fits.memory(), runtime.machine()));
        writeQuietly(folder.resolve(HostProfileText.SLOWDOWN_FILE), HostTables.slowdown(fits.slowdowns()));
        writeQuietly(folder.resolve(HostCalibration.PROFILE), profile.text());
    }

    /** It is no result that the user is to be told of. */
    private static void writeQuietly(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw new MachineException("The folder of '" + file + "' cannot be created: " + e.getMessage() + ".", e);
        }
        SafeFiles.writeText(file, text);
        SafeFiles.forget(file);
    }
}
