package org.framebudget.sim.hil;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.hil.remote.RemoteListener;
import org.framebudget.sim.hil.remote.RemotePlan;
import org.framebudget.sim.hil.remote.RemoteRecord;
import org.framebudget.sim.hil.remote.RemoteRequest;
import org.framebudget.sim.hil.remote.RemoteRuns;
import org.framebudget.sim.hil.remote.RemoteTargets;
import org.framebudget.sim.hil.remote.RemoteUnit;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A device that is measured by its own {@code benchmark_model}, over ssh or adb, before the scenario runs on what was measured. */
final class RemoteBench {
    private static final Map<String, RemoteUnit> UNITS =
            Map.of("cpu", RemoteUnit.CPU, "gpu", RemoteUnit.GPU, "tpu", RemoteUnit.EDGETPU, "npu", RemoteUnit.NNAPI);
    private static final double COOL_LIMIT_S = 600;

    @Option(
            names = "--benchmark-model",
            paramLabel = "PATH",
            description = "ssh, adb: where benchmark_model is on the device; default: looked for.")
    private @Nullable String program;

    @Option(
            names = "--benchmark-unit",
            paramLabel = "NAME",
            description =
                    "ssh, adb: cpu, gpu, nnapi, npu, edgetpu or hexagon instead of what suits the scenario's unit.")
    private @Nullable String unit;

    @Option(
            names = "--sustained",
            paramLabel = "SECONDS",
            description = "ssh, adb: measure each network so long, as a series of windows that the scenario follows.")
    private @Nullable Double sustainedS;

    @Option(
            names = "--cool-down",
            paramLabel = "DEG_C",
            description = "ssh, adb: wait before each network until the hottest zone is below, for 10 minutes at most.")
    private @Nullable Double coolDegC;

    /** What is in the way of these options; nothing else is looked at before the device is reached. */
    void check(Targets.Kind kind) {
        if (kind != Targets.Kind.SSH && kind != Targets.Kind.ADB) {
            notOthers("--benchmark-model", program);
            notOthers("--benchmark-unit", unit);
            notOthers("--sustained", sustainedS);
            notOthers("--cool-down", coolDegC);
        }
        if (unit != null) {
            RemoteUnit.of(unit);
        }
        if (sustainedS != null && !(sustainedS >= 1 && sustainedS <= 86_400)) {
            throw new InputException("--sustained: " + sustainedS + " is out of range. 1 to 86400 s is right.");
        }
        if (coolDegC != null && !(coolDegC >= 0 && coolDegC <= 120)) {
            throw new InputException("--cool-down: " + coolDegC + " is out of range. 0 to 120 °C is right.");
        }
    }

    private static void notOthers(String option, @Nullable Object given) {
        if (given != null) {
            throw new InputException(
                    option + ": is for the benchmark_model of a device over ssh or adb. Leave it out, or give"
                            + " --device ID=ssh://USER@HOST or ID=adb.");
        }
    }

    /** Measures the networks there. */
    RemoteRecord measure(String target, List<DeviceInference> inferences, List<Path> files, Terminal terminal) {
        List<RemoteRequest> requests = new ArrayList<>();
        for (int i = 0; i < inferences.size(); i++) {
            DeviceInference each = inferences.get(i);
            RemoteUnit on = unit != null ? RemoteUnit.of(unit) : UNITS.get(each.unit());
            if (on == null) {
                throw new InputException("--device: benchmark_model has no option for the unit '" + each.unit()
                        + "' of " + String.join(", ", each.stages()) + ". --benchmark-unit says what to use.");
            }
            requests.add(new RemoteRequest(files.get(i), each.label(), on, each.threads(), null));
        }
        RemotePlan usual = RemotePlan.USUAL;
        RemotePlan plan = new RemotePlan(
                program,
                null,
                coolDegC == null
                        ? null
                        : new RemotePlan.CoolDown(coolDegC, Duration.ofSeconds(Math.round(COOL_LIMIT_S))),
                usual.minRuns(),
                usual.minTime(),
                usual.maxTime(),
                sustainedS == null
                        ? null
                        : new RemotePlan.Sustained(
                                Duration.ofMillis(Math.round(1000 * sustainedS)),
                                Duration.ofMillis(Math.round(Math.min(5000, 1000 * sustainedS)))),
                false,
                usual.loadLimit());
        RemoteListener listener = what -> terminal.note("framebudget: " + what);
        RemoteRecord record = RemoteRuns.measure(RemoteTargets.parse(target), requests, plan, listener);
        if (!record.refused().isEmpty()) {
            throw new InputException("--device: " + record.refused().get(0).why());
        }
        record.warnings().forEach(warning -> terminal.note("framebudget: " + warning));
        return record;
    }

    /** What of the device a reader should know for as long as there is a recording; empty where it was as cool as asked. */
    private static String notCool(RemoteRecord record) {
        for (RemoteRecord.Run run : record.runs()) {
            RemoteRecord.Cooled cooled = run.coolDown();
            if (cooled != null && !cooled.reached()) {
                return ", " + Cautions.NOT_COOL
                        + (cooled.endDegC() == null
                                ? ": the device shows no temperature"
                                : ": at " + cooled.endDegC() + " °C before " + run.network());
            }
        }
        return "";
    }

    /** The head of the recording that stands for it. */
    static Recording.Head head(
            String version,
            Scenario scenario,
            RunResult predicted,
            String device,
            List<DeviceInference> inferences,
            RemoteRecord record,
            Map<String, String> standIn) {
        List<Recording.Network> networks = new ArrayList<>();
        for (int i = 0; i < inferences.size(); i++) {
            DeviceInference what = inferences.get(i);
            RemoteRecord.Run run = record.runs().get(i);
            networks.add(new Recording.Network(
                    what.label(),
                    run.sha256(),
                    run.threads(),
                    what.stages(),
                    what.predictedMs(),
                    List.of(),
                    run.memory() == null ? null : run.memory().peakMb()));
        }
        RemoteRecord.Device on = record.device();
        return new Recording.Head(
                version,
                scenario.sha256(),
                scenario.seed(),
                scenario.durationS(),
                Bench.sha256(predicted),
                device,
                new TargetInfo(
                        record.target(),
                        on.os(),
                        on.architecture(),
                        on.model() == null ? on.processor() : on.model(),
                        on.cores(),
                        record.runs().get(0).tool() + notCool(record)),
                networks,
                null,
                standIn,
                Recording.Stream.of(predicted));
    }
}
