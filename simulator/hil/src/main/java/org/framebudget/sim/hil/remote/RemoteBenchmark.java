package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.framebudget.devices.calibration.imports.BenchmarkOutput;
import org.framebudget.devices.calibration.imports.OperatorShare;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.remote.RemotePlan.CoolDown;
import org.framebudget.sim.hil.remote.RemotePlan.Sustained;
import org.framebudget.sim.hil.remote.RemoteRecord.Cooled;
import org.framebudget.sim.hil.remote.RemoteRecord.Device;
import org.framebudget.sim.hil.remote.RemoteRecord.Memory;
import org.framebudget.sim.hil.remote.RemoteRecord.Operator;
import org.framebudget.sim.hil.remote.RemoteRecord.Program;
import org.framebudget.sim.hil.remote.RemoteRecord.Run;
import org.framebudget.sim.hil.remote.RemoteRecord.Times;
import org.jspecify.annotations.Nullable;

/** Measures networks on one device, in a working folder there that is removed at the end, however it ends. */
final class RemoteBenchmark implements AutoCloseable {
    private static final Duration CLEAN_LIMIT = Duration.ofSeconds(30);
    private static final Duration COPY_LIMIT = Duration.ofMinutes(10);
    private static final Duration COOL_POLL = Duration.ofSeconds(5);
    private static final Duration WARMUP = Duration.ofMillis(500);
    private static final int NAME_BYTES = 8;

    private final RemoteShell shell;
    private final RemotePlan plan;
    private final RemoteListener listener;
    private final Pace pace;
    private final DeviceSensors sensors;
    private final Device device;
    private final Program program;
    private final String folder;
    private final BenchmarkTool tool;
    private final List<String> warnings = new ArrayList<>();
    private boolean closed;

    /** @param sysRoot {@code /sys} but in tests */
    RemoteBenchmark(RemoteShell shell, RemotePlan plan, RemoteListener listener, Pace pace, String sysRoot) {
        this.shell = shell;
        this.plan = plan;
        this.listener = listener;
        this.pace = pace;
        this.sensors = new DeviceSensors(shell, sysRoot);
        this.device = DeviceProbe.device(shell);
        this.program = DeviceProbe.program(shell, plan.program());
        byte[] random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        this.folder = DeviceProbe.folder(shell, "framebudget-" + HexFormat.of().formatHex(random), plan.folder());
        this.tool = new BenchmarkTool(shell, program.path(), folder);
    }

    Device device() {
        return device;
    }

    Program program() {
        return program;
    }

    /** What the user should know beside the runs; complete once closed. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Measures one network.
     *
     * @param partial takes what a sustained run has so far where it ends early
     * @throws InputException where the network cannot run as asked
     * @throws MachineException where the device, its tool or the connection fails
     */
    Run run(RemoteRequest request, List<Run> partial) {
        String label = request.label();
        byte[] bytes = bytes(request.file());
        String name = String.valueOf(request.file().getFileName());
        String remote = folder + "/" + name.replaceAll("[^A-Za-z0-9._-]", "_");
        listener.stage("copying " + label);
        shell.put(request.file(), remote, COPY_LIMIT);
        try {
            List<String> fixed = new ArrayList<>(List.of("--graph=" + remote, "--num_threads=" + request.threads()));
            fixed.addAll(request.unit().options(request.library()));
            Cooled cooled = coolDown(label);
            DeviceState before = sensors.read();
            Result result = new Result(request, name, bytes, cooled, before);
            Sustained sustained = plan.sustained();
            listener.stage("running " + label);
            if (sustained == null) {
                List<String> arguments =
                        with(fixed, BenchmarkTool.times(plan.minRuns(), plan.minTime(), plan.maxTime(), WARMUP));
                BenchmarkOutput output = tool.run(
                        label,
                        request.unit(),
                        arguments,
                        plan.maxTime().plus(WARMUP).plus(plan.loadLimit()));
                return result.run(output, arguments, null, sensors.read(), operators(request, fixed));
            }
            List<String> arguments =
                    with(fixed, BenchmarkTool.times(1, sustained.window(), sustained.window(), Duration.ZERO));
            SustainedRun series = new SustainedRun(tool, sensors, pace, listener, plan);
            try {
                series.run(request, arguments, before);
            } catch (MachineException e) {
                BenchmarkOutput first = series.first();
                if (first != null) {
                    partial.add(result.run(first, arguments, series, series.lastState(), List.of()));
                }
                throw e;
            }
            BenchmarkOutput first = series.first();
            if (first == null) {
                throw new IllegalStateException("a series without a window");
            }
            return result.run(first, arguments, series, sensors.read(), operators(request, fixed));
        } finally {
            quietly("removing " + name, "rm -f -- " + ShellText.quote(remote));
        }
    }

    private static List<String> with(List<String> fixed, List<String> more) {
        List<String> all = new ArrayList<>(fixed);
        all.addAll(more);
        return all;
    }

    /** In a run of its own: profiling makes inferences longer. */
    private List<OperatorShare> operators(RemoteRequest request, List<String> fixed) {
        if (!plan.operators()) {
            return List.of();
        }
        List<String> arguments = with(fixed, List.of("--enable_op_profiling=true"));
        arguments.addAll(BenchmarkTool.times(1, plan.minTime(), plan.maxTime(), WARMUP));
        return tool.run(
                        "operators of " + request.label(),
                        request.unit(),
                        arguments,
                        plan.maxTime().plus(WARMUP).plus(plan.loadLimit()))
                .operators();
    }

    private @Nullable Cooled coolDown(String label) {
        CoolDown wanted = plan.coolDown();
        if (wanted == null) {
            return null;
        }
        listener.stage("cooling down before " + label);
        long start = pace.nanoTime();
        Double first = sensors.read().hottestDegC();
        Double now = first;
        double waitedS = 0;
        while (now != null && now >= wanted.belowDegC() && waitedS < seconds(wanted.limit())) {
            Duration left = wanted.limit().minusNanos(pace.nanoTime() - start);
            pace.sleep(left.compareTo(COOL_POLL) < 0 && !left.isNegative() ? left : COOL_POLL);
            now = sensors.read().hottestDegC();
            waitedS = (pace.nanoTime() - start) / 1e9;
        }
        if (now == null) {
            listener.stage("--cool-down: the device shows no temperature, so that " + label + " runs at once");
        } else if (now >= wanted.belowDegC()) {
            listener.stage("--cool-down: the device is at " + now + " °C still; " + label + " runs all the same");
        }
        return new Cooled(
                wanted.belowDegC(),
                seconds(wanted.limit()),
                waitedS,
                now != null && now < wanted.belowDegC(),
                first,
                now);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read: " + Faults.reason(e), e);
        }
    }

    private void quietly(String what, String script) {
        try {
            ShellResult result = shell.run(what, script, CLEAN_LIMIT);
            if (!result.good()) {
                warnings.add(what + " failed: " + result.complaint());
            }
        } catch (MachineException e) {
            warnings.add(what + " failed: " + e.getMessage());
        }
    }

    /** Removes the working folder; what prevents that is a warning, not a failure. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            tool.kill(); // something does where the user ends the program
            quietly("removing " + folder, "rm -rf -- " + ShellText.quote(folder));
        }
    }

    /** What is known of a run before its numbers. */
    private record Result(
            RemoteRequest request,
            String file,
            byte[] bytes,
            @Nullable Cooled cooled,
            DeviceState before) {
        Run run(
                BenchmarkOutput output,
                List<String> arguments,
                @Nullable SustainedRun series,
                DeviceState after,
                List<OperatorShare> operators) {
            List<String> notes = new ArrayList<>(output.notes());
            if (cooled != null && !cooled.reached()) {
                notes.add(
                        cooled.startDegC() == null
                                ? "The device shows no temperature: nothing was waited for."
                                : "The device was not cool at the start: " + cooled.endDegC() + " °C.");
            }
            return new Run(
                    request.label(),
                    file,
                    sha256(bytes),
                    bytes.length,
                    request.unit().text(),
                    request.threads(),
                    output.tool(),
                    arguments,
                    output.delegate(),
                    output.delegated(),
                    output.initMs(),
                    output.firstMs(),
                    output.warmupMs(),
                    series == null ? Times.of(output.meanMs(), output.times()) : series.together(),
                    output.overallMb() == null && output.peakMb() == null
                            ? null
                            : new Memory(output.initMb(), output.overallMb(), output.peakMb()),
                    cooled,
                    before,
                    after,
                    series == null ? null : series.record(),
                    Operator.of(operators),
                    notes);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every virtual machine has it
        }
    }
}
