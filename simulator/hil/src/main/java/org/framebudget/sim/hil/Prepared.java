package org.framebudget.sim.hil;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.Version;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that is ready to run on a device: what is predicted of it stands before hardware is asked.
 *
 * @param profiles with a stand-in for a machine that nobody calibrated, where one is needed
 * @param standIn files of it that a recording keeps; empty where there is none, or the recording has it
 * @param predictionSha256 of the predicted result
 * @param otherPrediction what is different about the one that stood before a recorded run; absent where it is the same
 */
record Prepared(
        Scenario scenario,
        ProfileRepository profiles,
        Map<String, String> standIn,
        Bench bench,
        RunOutcome predicted,
        String predictionSha256,
        @Nullable OtherPrediction otherPrediction) {
    /**
     * That a recorded run had another prediction than is made now.
     *
     * @param sha256 of that one
     */
    record OtherPrediction(String sha256, String words) {
        /** Absent where it is the same. */
        static @Nullable OtherPrediction of(RecordingFile.@Nullable Read recorded, String nowSha256) {
            if (recorded == null
                    || recorded.recording().head().predictionSha256().equals(nowSha256)) {
                return null;
            }
            Recording.Head head = recorded.recording().head();
            String why = head.version().equals(Version.text())
                    ? "the profile has changed since"
                    : "the profile, or the program (" + head.version() + " then, " + Version.text()
                            + " now), has changed since";
            return new OtherPrediction(
                    head.predictionSha256(),
                    head.device() + ": what is predicted now (sha256 " + start(nowSha256)
                            + ") is not what was predicted before the recorded run (" + start(head.predictionSha256())
                            + "): " + why + ", and may have been fitted to this very run.");
        }
    }

    /** As people read it. */
    static String start(String sha256) {
        return sha256.substring(0, Math.min(12, sha256.length()));
    }

    /**
     * Predicts.
     *
     * @param device id in the scenario
     * @param recorded what answers; absent where hardware does
     * @param folder for a stand-in, as long as this is used
     * @param notes told what a user may want to know
     */
    static Prepared of(
            Scenario scenario,
            ProfileRepository known,
            String device,
            RecordingFile.@Nullable Read recorded,
            HostRuntime machine,
            Path folder,
            Consumer<String> notes) {
        ProfileRepository profiles = known;
        Map<String, String> standIn = Map.of();
        Path standInFolder = folder.resolve("host");
        if (recorded != null && !recorded.recording().head().standIn().isEmpty()) {
            StandIn.write(recorded.recording().head().standIn(), standInFolder);
            profiles = profiles.withStandIns(standInFolder);
        } else if (StandIn.needed(scenario, profiles)) {
            notes.accept("this machine is not calibrated, so its prediction rests on a second of each network;"
                    + " 'framebudget calibrate host' makes a better one");
            StandIn.measure(scenario, machine, standInFolder);
            standIn = StandIn.read(standInFolder);
            profiles = profiles.withStandIns(standInFolder);
        }
        Bench bench = new Bench(scenario, profiles, device);
        RunOutcome predicted = bench.predict(share -> {});
        String sha256 = Bench.sha256(predicted.result());
        OtherPrediction other = OtherPrediction.of(recorded, sha256);
        return new Prepared(scenario, profiles, standIn, bench, predicted, sha256, other);
    }

    /** What is said before the networks are loaded. */
    String loading(String device, int runs) {
        int networks = bench.inferences().size();
        return "loading " + networks + (networks == 1 ? " network" : " networks") + " on " + device + ", then "
                + (runs == 1 ? "" : runs + " times ") + seconds(scenario.durationS()) + " in real time";
    }

    private static String seconds(double s) {
        return s == Math.rint(s) ? (long) s + " s" : s + " s";
    }

    /** @param mode of the runs */
    Twin twin(List<TwinMaker.Real> real, String mode) {
        List<String> answered = bench.streams();
        List<String> remarks = new ArrayList<>(otherWords());
        List<String> left = predicted.result().streams().stream()
                .map(RunResult.Stream::id)
                .filter(id -> !answered.contains(id))
                .toList();
        if (!left.isEmpty()) {
            remarks.add("Not in this report, since the device answers nothing of it: " + String.join(", ", left) + ".");
        }
        return TwinMaker.of(
                new TwinMaker.Against(
                        predicted,
                        predictionSha256,
                        otherPrediction == null ? null : otherPrediction.sha256(),
                        answered,
                        mode,
                        remarks),
                real);
    }

    /** The result of a run, with what is to be known about it. */
    RunResult result(TwinMaker.Real run, String mode) {
        RunResult result = Cautions.with(run.result(mode), run.recording(), bench.inferences());
        List<String> warnings = new ArrayList<>(result.warnings());
        warnings.addAll(otherWords());
        return result.withWarnings(List.copyOf(warnings));
    }

    private List<String> otherWords() {
        return otherPrediction == null ? List.of() : List.of(otherPrediction.words());
    }

    static TwinMaker.Real real(Bench.Ran ran) {
        return new TwinMaker.Real(ran.outcome(), ran.recording(), HardwareSummary.of(ran.recording()));
    }
}
