package org.framebudget.sim.hil;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.sim.hil.remote.RemoteRecord;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.pipeline.OutsideLoop;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs a scenario with a real device in one device's place. */
final class Bench {
    private final Scenario scenario;
    private final ProfileRepository profiles;
    private final String device;
    private final List<DeviceInference> inferences;

    /**
     * A scenario and which of its devices is real.
     *
     * @throws InputException where hardware cannot stand for that device
     */
    Bench(Scenario scenario, ProfileRepository profiles, String device) {
        this.scenario = scenario;
        this.profiles = profiles;
        this.device = device;
        this.inferences = DeviceInference.on(scenario, profiles, device);
        if (inferences.isEmpty()) {
            throw new InputException("--device: no pipeline runs a network on '" + device
                    + "', so that hardware would have nothing to do.");
        }
        for (Scenario.DeviceUse use : scenario.devices()) {
            if (!use.batching().isEmpty() && use.standsFor(device)) {
                throw new InputException("--device: '" + device + "' gathers frames into batches, and real devices are"
                        + " asked for one inference after another. Leave devices." + use.id() + ".batching out.");
            }
        }
    }

    List<DeviceInference> inferences() {
        return inferences;
    }

    /** Ids of the streams that the device answers. */
    List<String> streams() {
        return DeviceInference.streams(scenario, profiles, device);
    }

    /** How long a run in real time takes. */
    double durationS() {
        return scenario.durationS();
    }

    /** What the profile says of the same frames. */
    RunOutcome predict(DoubleConsumer progress) {
        return Simulation.run(scenario, profiles, new RunOptions(1, 1, true, true, progress));
    }

    /** Of a result without what differs from machine to machine. */
    static String sha256(RunResult result) {
        byte[] timeless = ResultJson.text(result.withoutWallTime()).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(timeless));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How networks are run.
     *
     * @param files of networks by id, instead of the catalogue's; a scenario's input size has to be the file's own
     * @param warmup inferences before the first that counts
     * @param pixels what frames hold
     * @param pictures folder of frames; absent for none
     */
    record Loading(
            Map<String, Path> files,
            int warmup,
            Pixels.Kind pixels,
            @Nullable Path pictures) {}

    /** Files of all networks that the scenario runs on the device; those of the catalogue are made in the folder. */
    List<Path> files(HostRuntime machine, Path folder, Loading how) {
        List<Path> files = new ArrayList<>();
        for (DeviceInference each : inferences) {
            Path own = how.files().get(each.network());
            files.add(
                    own != null
                            ? own
                            : machine.networkFile(
                                    each.network(),
                                    new InputSize(each.widthPx(), each.heightPx()),
                                    Precision.valueOf(each.precision().toUpperCase(Locale.ROOT)),
                                    numbered(folder, files.size())));
        }
        return files;
    }

    /** Loads every network that the scenario runs on the device. */
    List<LoadedNetwork> load(Target target, HostRuntime machine, Path folder, Loading how) {
        List<LoadedNetwork> loaded = new ArrayList<>();
        List<Path> files = files(machine, folder, how);
        for (DeviceInference each : inferences) {
            InputSize size = new InputSize(each.widthPx(), each.heightPx());
            boolean own = how.files().containsKey(each.network());
            Path file = files.get(loaded.size());
            Pixels pixels = how.pixels() == Pixels.Kind.DUMMY
                    ? Pixels.DUMMY
                    : new Pixels(how.pixels(), each.cameraWidthPx(), each.cameraHeightPx(), how.pictures());
            loaded.add(target.load(
                    new NetworkToRun(file, each.label(), own ? size : null, each.threads(), how.warmup(), pixels)));
        }
        return loaded;
    }

    /** A network at two sizes has one name. */
    private static Path numbered(Path folder, int number) {
        try {
            return Files.createDirectories(folder.resolve(Integer.toString(number)));
        } catch (IOException e) {
            throw new MachineException(
                    "The temporary folder " + folder + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** What is known before a run. */
    Recording.Head head(
            String version,
            RunResult predicted,
            Target target,
            List<LoadedNetwork> loaded,
            Recording.@Nullable Imposed imposed,
            Map<String, String> standIn) {
        List<Recording.Network> networks = new ArrayList<>();
        for (int i = 0; i < loaded.size(); i++) {
            LoadedNetwork on = loaded.get(i);
            DeviceInference what = inferences.get(i);
            networks.add(new Recording.Network(
                    what.label(),
                    on.sha256(),
                    what.threads(),
                    what.stages(),
                    what.predictedMs(),
                    on.warmupNs(),
                    on.peakMemoryMb()));
        }
        TargetInfo info = target.info();
        return new Recording.Head(
                version,
                scenario.sha256(),
                scenario.seed(),
                scenario.durationS(),
                sha256(predicted),
                device,
                new TargetInfo(
                        info.target(),
                        info.os(),
                        info.architecture(),
                        info.processor(),
                        info.cores(),
                        loaded.get(0).runtime()),
                networks,
                imposed,
                standIn,
                Recording.Stream.of(predicted));
    }

    /** A run and what it was of. */
    record Ran(RunOutcome outcome, Recording recording) {}

    /** Told of a run as it goes on, on the run's thread. */
    interface Watcher {
        /** The finished share. */
        void progress(double share);

        /** A window of the timeline is over; a copy of all until then can be had. */
        default void window(Supplier<Timeline> soFar) {}

        /** What the device's sensors said. */
        default void sample(Recording.Sample sample) {}

        /** Told before it begins what ends it before its time, from any thread, with the exception that then comes of it. */
        default void begins(Consumer<MachineException> end) {}
    }

    /** What is written while a recording is not complete. */
    static Path partial(Path file) {
        return file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".partial");
    }

    /**
     * Runs in real time, and takes as long as the scenario lasts.
     *
     * @param file of the recording, complete where this returns; a run that breaks off leaves {@code FILE.partial}; absent for none
     * @throws MachineException where the device is lost, or does not answer at the end
     */
    Ran run(Target target, List<LoadedNetwork> loaded, Recording.Head head, @Nullable Path file, Watcher watcher) {
        WallPacer pacer = new WallPacer();
        Recording.Builder recording = new Recording.Builder(head);
        Path partial = file == null ? null : partial(file);
        boolean begun = false;
        RunOutcome outcome;
        // one that cannot be begun leaves nothing of this run, whatever lies there
        try (RecordingFile out = partial == null ? null : RecordingFile.begin(partial, head)) {
            begun = partial != null;
            LiveDevice live = new LiveDevice(
                    target,
                    pacer,
                    inferences,
                    loaded,
                    inference -> {
                        recording.add(inference);
                        if (out != null) {
                            out.add(inference);
                        }
                    },
                    sample -> {
                        Recording.Sample at = new Recording.Sample(pacer.simulatedNs(sample.takenNs()), sample);
                        recording.add(at);
                        if (out != null) {
                            out.add(at);
                        }
                        watcher.sample(at);
                    },
                    System::nanoTime);
            if (partial != null) {
                SafeFiles.noteWritten(partial); // what a signal leaves
            }
            watcher.begins(pacer::fail);
            target.listen(live);
            outcome = Simulation.run(
                    scenario,
                    profiles,
                    new RunOptions(1, 1, true, true, watcher::progress),
                    new OutsideLoop(pacer, Map.of(device, live), watcher::window));
            live.settle(device);
            if (out != null) {
                out.ended(pacer.lateness().pacing(new Lateness().spread()));
            }
        } catch (MachineException e) {
            throw begun ? new BrokenOff(e, Objects.requireNonNull(partial)) : e;
        }
        if (partial != null && file != null) {
            try {
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
                SafeFiles.forget(partial);
                SafeFiles.noteWritten(file);
            } catch (IOException e) {
                throw new MachineException(
                        "The recording stands in " + partial + ", since '" + file + "' cannot be written: "
                                + e.getMessage() + ".",
                        e);
            }
        }
        return new Ran(outcome, recording.ended(pacer.lateness().pacing(new Lateness().spread())));
    }

    /** Runs on times that a program on the device measured, as fast as it can. */
    Ran onMeasured(Recording.Head head, List<RemoteRecord.Run> runs, @Nullable Path file) {
        RemoteAnswers answers = new RemoteAnswers(inferences, runs, scenario.seed());
        RunOutcome outcome = Simulation.run(
                scenario,
                profiles,
                new RunOptions(1, 1, true, true, share -> {}),
                new OutsideLoop(null, Map.of(device, answers)));
        Recording recording = new Recording(
                head, answers.made(), RemoteAnswers.samples(runs), new Lateness().pacing(new Lateness().spread()));
        if (file != null) {
            RecordingFile.write(file, recording);
        }
        return new Ran(outcome, recording);
    }

    /** Runs with the answers of a recording, as fast as it can; the samples are those of the recording. */
    Ran replay(Path file, Recording recording, Watcher watcher) {
        Recording.Head head = recording.head();
        if (!head.scenarioSha256().equals(scenario.sha256()) || head.seed() != scenario.seed()) {
            throw new InputException(file + ": was recorded with another scenario, overrides or seed (sha256 "
                    + Prepared.start(head.scenarioSha256()) + "…, seed " + head.seed() + "; here "
                    + Prepared.start(scenario.sha256()) + "…, seed " + scenario.seed() + ").");
        }
        if (!head.device().equals(device)) {
            throw new InputException(file + ": is a recording of device '" + head.device() + "', not of '" + device
                    + "'. --device " + head.device() + "=replay:" + file + " is right.");
        }
        RunOutcome outcome = Simulation.run(
                scenario,
                profiles,
                new RunOptions(1, 1, true, true, watcher::progress),
                new OutsideLoop(null, Map.of(device, new ReplayDevice(file, recording.inferences())), watcher::window));
        return new Ran(outcome, recording);
    }
}
