package org.framebudget.sim.hil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.cli.OutputPaths;
import org.framebudget.sim.cli.ProgressBar;
import org.framebudget.sim.cli.RunOutputs;
import org.framebudget.sim.cli.ScenarioArguments;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.cli.Version;
import org.framebudget.sim.hil.agent.AgentOptions;
import org.framebudget.sim.hil.local.ImposedClock;
import org.framebudget.sim.hil.remote.RemoteRecord;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.report.TwinPdf;
import org.framebudget.sim.report.VerdictTable;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framebudget hil SCENARIO --device ID=TARGET}. */
@Command(
        name = "hil",
        description = {
            "Run a scenario in real time with a real device answering every inference of one of its devices.",
            "Inference times are measured; cameras, queues, budgets, heat and battery stay simulated."
        })
final class HilCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 100;
    private static final int MOST_MHZ = 100_000;

    /** What may be written into {@code --out}. */
    private static final List<String> IN_FOLDER =
            List.of("result.json", "prediction.json", "twin.json", "twin.pdf", "remote.json");

    private final Terminal terminal;
    private final HostRuntime machine;
    private final OpenTarget targets;

    @Mixin
    private ScenarioArguments arguments = new ScenarioArguments();

    @Option(
            names = "--device",
            paramLabel = "ID=TARGET",
            required = true,
            description = {
                "Which device of the scenario is real, and where: local (TensorFlow Lite on this machine),",
                "agent://HOST:PORT, or replay:FILE for what --record wrote. ssh://USER@HOST, adb and adb:SERIAL",
                "measure with the device's own benchmark_model first, then run on those times."
            })
    private String device = "";

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Repeat on the device; the report takes the median of the valid runs; default: 1.")
    private int runs;

    @Mixin
    private LoadingOptions loading = new LoadingOptions();

    @Option(
            names = "--impose-clock",
            paramLabel = "MHZ",
            description =
                    "Hold this machine's cores down to that clock by cpufreq, as a warmer place would; with local.")
    private @Nullable Double imposeMhz;

    @Option(
            names = "--also",
            paramLabel = "FILE",
            description =
                    "With replay:FILE, another recording of the same, to hold all of them against the prediction; may be"
                            + " repeated. The result is the last one's.")
    private List<Path> also = new ArrayList<>();

    @Option(names = "--record", paramLabel = "FILE", description = "Record the last run, for --device ID=replay:FILE.")
    private @Nullable Path record;

    @Option(
            names = "--update",
            paramLabel = "ID",
            description =
                    "Make a new profile of this id from the one that was predicted with and what was measured, into --out or"
                            + " the folder of your profiles.")
    private @Nullable String update;

    @Mixin
    private AgentOptions agent = new AgentOptions();

    @Mixin
    private RemoteBench remoteBench = new RemoteBench();

    @Mixin
    private RunOutputs outputs = new RunOutputs();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write result.json, prediction.json, twin.json and twin.pdf into this folder.")
    private @Nullable Path out;

    HilCommand(Terminal terminal, HostRuntime machine, OpenTarget targets) {
        this.terminal = terminal;
        this.machine = machine;
        this.targets = targets;
    }

    @Override
    public Integer call() {
        checkOptions();
        record = replaceable(record);
        Targets named = Targets.parse(device);
        Bench.Loading how = loading.how();
        OutputPaths paths = new OutputPaths().input(arguments.file());
        if (named.kind() == Targets.Kind.REPLAY) {
            paths.input(named.file());
            also.forEach(paths::input);
        }
        how.files().values().forEach(paths::input);
        outputs.add(paths.file("--record", record).file("--record", record == null ? null : Bench.partial(record)))
                .folder("--out", out)
                .within("--out", out, IN_FOLDER);
        if (update != null) {
            paths.within("--update", Recalibration.evidence(update, updateFolder()), Recalibration.EVIDENCE);
        }
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            return run(named, how, folder.path());
        }
    }

    /** Where a recording is moved to in the end: what a link leads to, and nothing that is no file, as a device. */
    private static @Nullable Path replaceable(@Nullable Path record) {
        if (record == null || !Files.exists(record) || Files.isDirectory(record)) {
            return record;
        }
        if (!Files.isRegularFile(record)) {
            throw new InputException(
                    "--record: '" + record + "' is a device or a pipe, and a recording takes the place of"
                            + " what is there. The name of a file is right.");
        }
        try {
            return record.toRealPath();
        } catch (IOException e) {
            throw new MachineException("--record: '" + record + "' cannot be found: " + e.getMessage() + ".", e);
        }
    }

    private int run(Targets named, Bench.Loading how, Path folder) {
        List<Replays.Recorded> recorded =
                named.kind() == Targets.Kind.REPLAY ? Replays.readAll(named.file(), also) : List.of();
        ProfileRepository known = new ProfileRepository();
        Prepared prepared = Prepared.of(
                arguments.read(known),
                known,
                named.device(),
                recorded.isEmpty() ? null : recorded.get(0).read(),
                machine,
                folder,
                this::note);
        loading.checkNetworks(prepared.bench().inferences());
        boolean remote = named.kind() == Targets.Kind.SSH || named.kind() == Targets.Kind.ADB;
        List<TwinMaker.Real> real = !recorded.isEmpty()
                ? recorded.stream()
                        .map(each -> replayed(prepared.bench(), each))
                        .toList()
                : remote ? List.of(onRemote(prepared, named, how, folder)) : onHardware(prepared, named, how, folder);
        String mode = !recorded.isEmpty() || remote ? RunResult.REPLAYED : RunResult.HARDWARE;
        Twin twin = prepared.twin(real, mode);
        TwinMaker.Real last = real.get(real.size() - 1);
        RunResult result = prepared.result(last, mode);
        write(prepared.scenario(), prepared.predicted(), last, result, twin);
        if (outputs.json()) {
            terminal.document(ResultJson.text(result));
        } else {
            terminal.print(VerdictTable.text(result, terminal.style()));
            terminal.print(terminal.style().clean("\n" + TwinText.of(twin)));
        }
        if (update != null) {
            Path profile = Recalibration.write(
                    update,
                    updateFolder(),
                    profileOf(prepared.scenario(), named.device()),
                    prepared,
                    machine.machine(),
                    real,
                    twin);
            terminal.note("framebudget: profile '" + update + "': " + profile + ", with its evidence beside it");
        }
        return outputs.status(result);
    }

    /** The profile that the scenario gives a device; several of {@code count} share it. */
    private static String profileOf(Scenario scenario, String device) {
        return scenario.devices().stream()
                .filter(use -> use.standsFor(device))
                .findFirst()
                .orElseThrow()
                .profile();
    }

    private Path updateFolder() {
        Path folder = out == null ? ProfileRepository.defaultUserFolder() : out;
        if (folder == null) {
            throw new InputException("--update: this system names no home folder. Give a folder with --out.");
        }
        return folder;
    }

    private void checkOptions() {
        Targets.Kind kind = Targets.parse(device).kind();
        remoteBench.check(kind);
        if (kind == Targets.Kind.REPLAY) {
            notInReplay("--record", record != null, "the recording is there");
            notInReplay("--runs", runs != 1, "it gives the same each time, and --also takes more recordings");
            notInReplay("--pixels", loading.pixelsGiven(), "pictures were converted when it was recorded, or not");
            notInReplay("--file", loading.filesGiven(), "no network runs");
            notInReplay("--warmup", loading.warmupGiven(), "no network runs");
            notInReplay("--impose-clock", imposeMhz != null, "the clock is the recorded run's");
        }
        if (kind != Targets.Kind.REPLAY && !also.isEmpty()) {
            throw new InputException("--also: adds recordings to one that is replayed, and '" + device
                    + "' is none. ID=replay:FILE is right, or --runs for more runs.");
        }
        if (also.stream().anyMatch(each -> each.toString().isEmpty())) {
            throw new InputException("--also: names no file. The recording of another run of the same is right.");
        }
        if (kind == Targets.Kind.SSH || kind == Targets.Kind.ADB) {
            notByBenchmark("--runs", runs != 1, "measures each network once; --sustained says for how long");
            notByBenchmark("--warmup", loading.warmupGiven(), "warms up as it does");
            notByBenchmark("--pixels", loading.pixelsGiven(), "fills inputs itself");
        }
        if (update != null) {
            Recalibration.check(update, updateFolder());
        }
        loading.check();
        if (runs < 1 || runs > MOST_RUNS) {
            throw new InputException(
                    "--runs: " + runs + " is out of range. A whole number from 1 to " + MOST_RUNS + " is right.");
        }
        if (imposeMhz != null && kind != Targets.Kind.LOCAL) {
            throw new InputException("--impose-clock: holds down the clock of this machine, and '" + device
                    + "' is another one. ID=local is right.");
        }
        if (imposeMhz != null && !(imposeMhz >= 1 && imposeMhz <= MOST_MHZ)) {
            throw new InputException("--impose-clock: " + imposeMhz + " is out of range. A clock in MHz from 1 to "
                    + MOST_MHZ + " is right.");
        }
    }

    private static void notInReplay(String option, boolean given, String why) {
        if (given) {
            throw new InputException(option + ": has no place in a replay: " + why + ". Leave it out.");
        }
    }

    private static void notByBenchmark(String option, boolean given, String why) {
        if (given) {
            throw new InputException(option + ": has no place over ssh and adb: the device's benchmark_model " + why
                    + ". Leave it out.");
        }
    }

    private TwinMaker.Real replayed(Bench bench, Replays.Recorded recorded) {
        String damage = recorded.read().damage();
        if (damage != null) {
            note(recorded.file() + ": " + damage + "; what follows is simulated without answers.");
        }
        return Replays.run(bench, recorded.file(), recorded.read(), share -> {});
    }

    private void note(String words) {
        terminal.note("framebudget: " + words);
    }

    private TwinMaker.Real onRemote(Prepared prepared, Targets named, Bench.Loading how, Path folder) {
        List<DeviceInference> inferences = prepared.bench().inferences();
        RemoteRecord measured =
                remoteBench.measure(named.place(), inferences, prepared.bench().files(machine, folder, how), terminal);
        Recording.Head head = RemoteBench.head(
                Version.text(),
                prepared.scenario(),
                prepared.predicted().result(),
                named.device(),
                inferences,
                measured,
                prepared.standIn());
        if (out != null) {
            ResultJson.write(made(out).resolve("remote.json"), measured);
        }
        return Prepared.real(prepared.bench().onMeasured(head, measured.runs(), record));
    }

    private List<TwinMaker.Real> onHardware(Prepared prepared, Targets named, Bench.Loading how, Path folder) {
        List<TwinMaker.Real> all = new ArrayList<>();
        Bench bench = prepared.bench();
        Cautions.units(named.device(), bench.inferences()).forEach(this::note);
        try (ImposedClock imposed =
                        imposeMhz == null ? null : ImposedClock.on(machine.systemRoot(), imposeMhz, this::note);
                Target target = targets.open(named, agent.access(), this::note)) {
            note(prepared.loading(named.device(), runs));
            List<LoadedNetwork> loaded = bench.load(target, machine, folder, how);
            Recording.Head head = bench.head(
                    Version.text(),
                    prepared.predicted().result(),
                    target,
                    loaded,
                    imposed == null ? null : new Recording.Imposed(imposed.clockMhz(), imposed.how()),
                    prepared.standIn());
            for (int run = 0; run < runs; run++) {
                try (ProgressBar bar = new ProgressBar(terminal, runs == 1 ? "running" : "run " + (run + 1))) {
                    all.add(Prepared.real(bench.run(target, loaded, head, run == runs - 1 ? record : null, bar::show)));
                }
            }
        }
        return all;
    }

    private void write(Scenario scenario, RunOutcome predicted, TwinMaker.Real last, RunResult result, Twin twin) {
        if (out != null) {
            Path folder = made(out);
            ResultJson.write(folder.resolve("prediction.json"), predicted.result());
            ResultJson.write(folder.resolve("result.json"), result);
            ResultJson.write(folder.resolve("twin.json"), twin);
            TwinPdf.write(folder.resolve("twin.pdf"), twin);
        }
        outputs.write(scenario, last.outcome());
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MachineException("--out: the folder '" + folder + "' cannot be created: " + e.getMessage(), e);
        }
    }
}
