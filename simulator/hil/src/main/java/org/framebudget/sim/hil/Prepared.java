package org.framebudget.sim.hil;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that is ready to run on a device: what is predicted of it stands before hardware is asked.
 *
 * @param profiles with a stand-in for a machine that nobody calibrated, where one is needed
 * @param standIn files of it that a recording keeps; empty where there is none, or the recording has it
 * @param predictionSha256 of the predicted result
 */
record Prepared(
        Scenario scenario,
        ProfileRepository profiles,
        Map<String, String> standIn,
        Bench bench,
        RunOutcome predicted,
        String predictionSha256) {

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
        return new Prepared(scenario, profiles, standIn, bench, predicted, Bench.sha256(predicted.result()));
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

    Twin twin(List<TwinMaker.Real> real) {
        return TwinMaker.of(predicted, predictionSha256, real);
    }

    static TwinMaker.Real real(Bench.Ran ran) {
        return new TwinMaker.Real(ran.outcome(), ran.recording(), HardwareSummary.of(ran.recording()));
    }
}
