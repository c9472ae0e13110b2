package org.framebudget.sim.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.devices.calibration.PauseFit;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Measures this machine and writes its profile: {@code host.yaml} and tables below {@code measurements/host/}. All of them are
 * written after each round over all networks, so that they belong together and whoever ends it early loses nothing but the round it
 * is in.
 */
public final class HostCalibration {
    /** The profile's file in its folder. */
    public static final String PROFILE = "host.yaml";

    private static final HostPlan.Job POWER_JOB =
            new HostPlan.Job("mobilenet_v2_0.75", InputSize.square(224), Precision.INT8, false);
    private static final double POWER_S = 2;
    private static final double IDLE_S = 2;

    private final HostRuntime runtime;
    private final HostOptions options;
    private final HostClock clock;
    private final List<HostPauses.Paced> paced = new ArrayList<>();
    private @Nullable HostPower power;

    private HostCalibration(HostRuntime runtime, HostOptions options, HostProgress progress) {
        this.runtime = runtime;
        this.options = options;
        this.clock = new HostClock(runtime, options.minutes() * 60, progress);
    }

    /**
     * Measures, fits and writes.
     *
     * @throws MachineException where the folder cannot be written or TensorFlow Lite does not run
     */
    public static HostReport run(HostRuntime runtime, HostOptions options, HostProgress progress) {
        return new HostCalibration(runtime, options, progress).run();
    }

    private HostReport run() {
        makeFolder();
        HostPlan plan = HostPlan.shipped(HostPlan.Half.FIT, options.threads());
        List<HostPlan.Job> pauseJobs = HostPauses.JOBS.subList(0, options.pauseJobs());
        List<Double> rates = options.rates(HostPauses.FITTED_FPS);
        try (HostBench bench = new HostBench(runtime, clock)) {
            power(bench);
            HostRounds rounds = new HostRounds(
                    bench, clock, plan, options.threads(), runtime.machine().cores(), options.secondsPerRun());
            HostReport report = null;
            for (int round = 1; report == null || (round <= options.rounds() && !clock.over()); round++) {
                if (round <= options.pauseRounds()) {
                    paced.addAll(HostPauses.round(bench, clock, pauseJobs, rates));
                }
                rounds.round();
                report = writeProfile(rounds.timings(), rounds.neverMeasured());
            }
            return report;
        }
    }

    /** At once: a folder that cannot be written is found before anything is measured. */
    private void makeFolder() {
        Path tables = options.folder().resolve(HostProfileText.RUNS_FILE).getParent();
        try {
            Files.createDirectories(Objects.requireNonNull(tables));
        } catch (IOException e) {
            throw new MachineException("The folder '" + tables + "' cannot be created: " + e.getMessage() + ".", e);
        }
    }

    private void power(HostBench bench) {
        PowerMeter meter = PowerMeter.at(runtime.systemRoot());
        if (meter.scope() == null) {
            return;
        }
        clock.at("power at rest");
        PowerMeter.Reading before = meter.read(runtime.nanoTime());
        runtime.pause(IDLE_S);
        Double idleW = meter.watts(before, meter.read(runtime.nanoTime()));
        before = meter.read(runtime.nanoTime());
        bench.run(POWER_JOB, 1, POWER_S, List.of());
        Double busyW = meter.watts(before, meter.read(runtime.nanoTime()));
        power = HostPower.of(meter.scope(), idleW, busyW);
    }

    private HostReport writeProfile(List<HostTiming> timings, int neverMeasured) {
        int cores = runtime.machine().cores();
        List<HostLevel> levels = HostLevel.of(timings, cores);
        HostFits fits = HostFits.of(levels, paced, HostSlowdown.of(timings, levels));
        ClockFacts clocks = ClockFacts.of(
                runtime.systemRoot(), timings.stream().map(t -> t.record().after()));
        HostProfileText profile = new HostProfileText(
                runtime.machine(), fits, clocks, PowerClass.of(runtime.machine(), runtime.systemRoot()), power);
        Path folder = options.folder();
        // all of it is known before the first file changes
        Map<String, String> files = new LinkedHashMap<>();
        files.put(HostProfileText.LATENCY_FILE, HostTables.latency(levels, fits.memory(), runtime.machine()));
        files.put(HostProfileText.SLOWDOWN_FILE, HostTables.slowdown(fits.slowdowns()));
        files.put(HostProfileText.RUNS_FILE, HostTables.runs(timings));
        files.put(PROFILE, profile.text());
        write(folder, files);
        int crowded = (int) levels.stream().filter(HostLevel::crowded).count();
        PauseFit pauses = fits.pauses();
        return new HostReport(
                folder.resolve(PROFILE),
                runtime.machine(),
                clock.elapsedS(),
                timings.size(),
                levels.size() - crowded,
                crowded + neverMeasured,
                HostReport.median(timings.stream()
                        .map(t -> t.record().otherCores())
                        .filter(Objects::nonNull)
                        .toList()),
                HostReport.median(levels.stream()
                        .filter(level -> level.rounds() > 1)
                        .map(HostLevel::spreadFraction)
                        .toList()),
                fits.coldFirst() == null ? null : fits.coldFirst().median(),
                fits.memory(),
                pauses,
                fits.jitter(),
                HostReport.Slowdown.of(fits.slowdowns()),
                power != null);
    }

    /** All or none: each stands beside its place before the first is moved there. */
    private static void write(Path folder, Map<String, String> files) {
        List<SafeFiles.Pending> pending = new ArrayList<>();
        try {
            files.forEach((name, text) -> {
                Path file = folder.resolve(name);
                // one entry in the list of what was written, however often
                SafeFiles.forget(file);
                SafeFiles.Pending one = SafeFiles.begin(file);
                pending.add(one);
                try (OutputStream out = one.open()) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw SafeFiles.cannotWrite(file, e);
                }
            });
            pending.forEach(SafeFiles.Pending::commit);
        } finally {
            pending.forEach(SafeFiles.Pending::close);
        }
    }
}
