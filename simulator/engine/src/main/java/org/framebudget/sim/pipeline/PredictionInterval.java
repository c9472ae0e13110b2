package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.results.Quantiles;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the draws of an outer loop say. Each is one replication with the random numbers of a replication of the run itself
 * (common random numbers), so their difference is what the profile does not know, without sampling error.
 *
 * <p>The interval reaches from the run's fraction f to f less √((f − ci low)² + a²) and f plus √((ci high − f)² + b²), where −a
 * and b are the 2.5 % and 97.5 % quantiles of those differences: two errors that do not depend on each other. Without a confidence
 * interval, which takes two replications, the differences stand alone. It is cut to 0..1. Hours of a battery likewise, cut at 0.
 */
final class PredictionInterval {
    private final RunPlan plan;
    private final int replications;
    private final List<List<Double>> missFractions = new ArrayList<>();
    private final List<List<Double>> hours = new ArrayList<>();
    private final int[] met;
    private int draws;
    private boolean objectives;

    /** @param replications of the run itself */
    PredictionInterval(RunPlan plan, int replications) {
        this.plan = plan;
        this.replications = replications;
        this.met = new int[plan.streams().size()];
        plan.streams().forEach(stream -> missFractions.add(new ArrayList<>()));
        plan.devices().forEach(device -> hours.add(new ArrayList<>()));
    }

    int draws() {
        return draws;
    }

    /** The replication whose random numbers a draw uses. */
    static int replication(int draw, int replications) {
        return draw % replications;
    }

    /** The next draw, in their order. */
    void add(Run run) {
        draws++;
        ResultAssembler assembler = new ResultAssembler(run.plan);
        assembler.add(run);
        ResultAssembler.Figures figures = assembler.figures();
        for (int s = 0; s < met.length; s++) {
            RunResult.Stream stream = figures.streams().get(s);
            missFractions.get(s).add(stream.captured() == 0 ? Double.NaN : stream.missFraction());
            met[s] += meets(s, figures) ? 1 : 0;
        }
        for (int d = 0; d < hours.size(); d++) {
            RunResult.Battery battery = figures.devices().get(d).battery();
            Double left = battery == null ? null : battery.hoursToEmpty();
            hours.get(d).add(left == null ? Double.NaN : left);
        }
    }

    private boolean meets(int stream, ResultAssembler.Figures figures) {
        List<RunResult.Device> devices = devicesOf(plan.streams().get(stream)).stream()
                .map(figures.devices()::get)
                .toList();
        RunResult.SloVerdict verdict =
                SloCheck.of(plan.scenario().slo(), List.of(figures.streams().get(stream)), devices, new ArrayList<>());
        objectives = !verdict.checks().isEmpty();
        return verdict.met() && devices.stream().allMatch(device -> device.killedAtS() == null);
    }

    private Set<Integer> devicesOf(RunPlan.StreamAt stream) {
        Set<Integer> devices = new HashSet<>();
        devices.add(plan.cameras().get(stream.cameraIndex()).deviceIndex());
        for (StageSpec stage : stream.pipeline().stages()) {
            devices.add(plan.deviceIndex(stream, stage));
        }
        return devices;
    }

    /**
     * Share of the draws in which the stream meets every objective, and so do the devices it runs on; absent without
     * objectives.
     */
    @Nullable
    Double probabilityMeets(int stream) {
        return objectives ? (double) met[stream] / draws : null;
    }

    /**
     * The interval of a stream.
     *
     * @param ofReplications miss fraction of each replication of the run itself
     * @param missFraction of all of them together
     * @param ci95 sampling error, absent where there is a single replication
     * @return absent where some replication captured nothing
     */
    @Nullable
    List<Double> interval(int stream, List<Double> ofReplications, double missFraction, @Nullable List<Double> ci95) {
        List<Double> ends = around(missFractions.get(stream), ofReplications, missFraction, ci95);
        return ends == null ? null : List.of(Math.max(0, ends.get(0)), Math.min(1, ends.get(1)));
    }

    /** The interval of a device's hours of battery, as {@link #interval}; absent where some run does not end. */
    @Nullable
    List<Double> hours(int device, List<Double> ofReplications, double mean, @Nullable List<Double> ci95) {
        List<Double> ends = around(hours.get(device), ofReplications, mean, ci95);
        return ends == null ? null : List.of(Math.max(0, ends.get(0)), ends.get(1));
    }

    private @Nullable List<Double> around(
            List<Double> ofDraws, List<Double> ofReplications, double value, @Nullable List<Double> ci95) {
        if (ofReplications.size() < replications || !ofDraws.stream().allMatch(Double::isFinite)) {
            return null;
        }
        double[] differences = new double[draws];
        for (int k = 0; k < draws; k++) {
            differences[k] = ofDraws.get(k) - ofReplications.get(replication(k, replications));
        }
        Arrays.sort(differences);
        double below = Math.max(0, -Quantiles.of(differences, 0.025));
        double above = Math.max(0, Quantiles.of(differences, 0.975));
        double sampledBelow = ci95 == null ? 0 : value - ci95.get(0);
        double sampledAbove = ci95 == null ? 0 : ci95.get(1) - value;
        return List.of(
                value - Math.sqrt(below * below + sampledBelow * sampledBelow),
                value + Math.sqrt(above * above + sampledAbove * sampledAbove));
    }
}
