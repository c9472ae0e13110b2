package org.framebudget.sim.hil.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.AtExit;
import org.framebudget.sim.hil.remote.RemoteRecord.Refused;
import org.framebudget.sim.hil.remote.RemoteRecord.Run;
import org.jspecify.annotations.Nullable;

/** Measures networks on a device that is reached over ssh or adb. */
public final class RemoteRuns {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

    private RemoteRuns() {}

    /**
     * Connects, measures one network after another and leaves nothing behind on the device.
     *
     * @throws InputException where the target cannot be used as given, or none of the networks can run as asked
     * @throws RemoteFailure where something fails after the beginning, with what was measured until then
     * @throws MachineException where the device cannot be reached or has no {@code benchmark_model}
     */
    public static RemoteRecord measure(
            RemoteTarget target, List<RemoteRequest> requests, RemotePlan plan, RemoteListener listener) {
        listener.stage("connecting to " + target.text());
        try (RemoteShell shell = open(target)) {
            return measure(shell, requests, plan, listener, Pace.REAL, "/sys");
        }
    }

    private static RemoteShell open(RemoteTarget target) {
        return switch (target.kind()) {
            case SSH -> SshShell.connect(target, SshPlaces.ofThisUser(), CONNECT_LIMIT);
            case ADB -> AdbShell.connect(target, AdbProgram.find(System.getenv()), CONNECT_LIMIT);
        };
    }

    static RemoteRecord measure(
            RemoteShell shell,
            List<RemoteRequest> requests,
            RemotePlan plan,
            RemoteListener listener,
            Pace pace,
            String sysRoot) {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        RemoteBenchmark benchmark = new RemoteBenchmark(shell, plan, listener, pace, sysRoot);
        List<Run> runs = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        InputException firstRefusal = null;
        MachineException failure = null;
        try (AtExit atExit = AtExit.doing("framebudget-remote-cleanup", benchmark::close);
                benchmark) {
            for (RemoteRequest request : requests) {
                try {
                    runs.add(benchmark.run(request, runs));
                } catch (InputException e) {
                    firstRefusal = firstRefusal == null ? e : firstRefusal;
                    refused.add(new Refused(request.label(), request.unit().text(), String.valueOf(e.getMessage())));
                }
            }
        } catch (MachineException e) {
            failure = e;
        }
        if (firstRefusal != null && runs.isEmpty() && failure == null) {
            throw firstRefusal;
        }
        RemoteRecord record = new RemoteRecord(
                RemoteRecord.SCHEMA,
                at,
                shell.name(),
                benchmark.device(),
                benchmark.program(),
                runs,
                refused,
                benchmark.warnings(),
                message(failure));
        if (failure != null) {
            throw new RemoteFailure(String.valueOf(failure.getMessage()), failure, record);
        }
        return record;
    }

    private static @Nullable String message(@Nullable MachineException failure) {
        return failure == null ? null : failure.getMessage();
    }
}
