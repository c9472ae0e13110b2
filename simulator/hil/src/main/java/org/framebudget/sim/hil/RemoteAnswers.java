package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.hil.remote.RemoteRecord;
import org.framebudget.sim.pipeline.Attachment;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.scenario.Scenario.Infer;

/**
 * Answers inferences with times that a device's own {@code benchmark_model} measured: each is drawn from a lognormal distribution with
 * the mean and standard deviation of the run, or, of a sustained run, of its window at that time. Such a program cannot be asked for one
 * inference at the time of a frame, so nothing here is paced.
 */
final class RemoteAnswers implements Attachment {
    private final List<DeviceInference> inferences;
    private final List<RemoteRecord.Run> runs;
    private final List<RandomStream> random = new ArrayList<>();
    private final List<InferenceRecord> made = new ArrayList<>();
    private Answers answers = (id, atNs) -> -1;

    /**
     * Of a device that ran all networks.
     *
     * @param runs one for each inference
     */
    RemoteAnswers(List<DeviceInference> inferences, List<RemoteRecord.Run> runs, long seed) {
        this.inferences = inferences;
        this.runs = runs;
        RandomStreams streams = new RandomStreams(seed, 0);
        inferences.forEach(each -> random.add(streams.stream("benchmark_model/" + each.label())));
    }

    @Override
    public void begin(Answers takes) {
        answers = takes;
    }

    @Override
    public void start(long id, int stream, int stage, Infer infer, long frame, int frames, long nowNs) {
        int network = 0;
        while (!inferences.get(network).answers(infer)) {
            network++;
        }
        long tookNs = drawNs(runs.get(network), random.get(network), nowNs * 1e-9);
        long endNs = answers.ended(id, nowNs + tookNs);
        made.add(new InferenceRecord(id, network, stream, stage, frame, nowNs, endNs, 0, false, tookNs, 0, 0));
    }

    private static long drawNs(RemoteRecord.Run run, RandomStream random, double atS) {
        RemoteRecord.Times times = at(run, atS);
        double gaussian = random.gaussian();
        Double sd = times.sd();
        if (sd == null || sd == 0) {
            return Math.round(times.mean() * 1e6);
        }
        double relative = sd / times.mean();
        double sigma = StrictMath.sqrt(StrictMath.log1p(relative * relative));
        return Math.max(1, Math.round(times.mean() * 1e6 * StrictMath.exp(sigma * gaussian - sigma * sigma / 2)));
    }

    /** The last window stands for what comes after it. */
    private static RemoteRecord.Times at(RemoteRecord.Run run, double atS) {
        RemoteRecord.Times times = run.latencyMs();
        if (run.sustained() != null) {
            for (RemoteRecord.Window window : run.sustained().windows()) {
                if (window.startS() > atS) {
                    break;
                }
                times = window.latencyMs();
            }
        }
        return times;
    }

    /** What was answered, as a recording has it. */
    List<InferenceRecord> made() {
        return made;
    }

    /** What the device's sensors said before each window, or before and after each run. */
    static List<Recording.Sample> samples(List<RemoteRecord.Run> runs) {
        List<Recording.Sample> all = new ArrayList<>();
        for (RemoteRecord.Run run : runs) {
            if (run.sustained() == null) {
                all.add(sample(0, run.before().clockMhz(), run.before().zonesDegC()));
                all.add(sample(0, run.after().clockMhz(), run.after().zonesDegC()));
            } else {
                for (RemoteRecord.Window window : run.sustained().windows()) {
                    all.add(sample(
                            Math.round(window.startS() * 1e9),
                            window.before().clockMhz(),
                            window.before().zonesDegC()));
                }
            }
        }
        return all;
    }

    private static Recording.Sample sample(long atNs, List<Double> clocksMhz, Map<String, Double> zonesDegC) {
        return new Recording.Sample(
                atNs,
                new DeviceSample(
                        atNs,
                        clocksMhz.stream().max(Double::compare).orElse(null),
                        zonesDegC,
                        null,
                        null,
                        null,
                        null,
                        null));
    }
}
