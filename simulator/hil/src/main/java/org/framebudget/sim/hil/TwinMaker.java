package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.Hardware;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.jspecify.annotations.Nullable;

/** Holds runs on hardware against what was predicted for them. */
final class TwinMaker {
    private static final double P50_MOST = 0.05;
    private static final double P95_MOST = 0.10;
    private static final double P99_MOST = 0.15;
    private static final double FPS_MOST = 0.02;
    private static final double FRACTION_MOST = 0.02;
    /** An error may reach so many times the spread of the runs. */
    static final double OF_SPREAD = 1.5;

    /** The median of so many valid runs counts, and their spread; fewer are a state or two of the machine. */
    static final int RUNS_THAT_COUNT = 3;

    /** A percentile needs so many results beyond it. */
    private static final int BEYOND = 5;

    private static final double[] SHARES = shares();

    private final RunOutcome predicted;
    private final List<Real> counted;

    /** One run on hardware. */
    record Real(RunOutcome outcome, Recording recording, Hardware hardware) {
        /** The result that says who answered, and what is to be known about the answers. */
        RunResult result(String mode) {
            RunResult answered = outcome.result().answeredBy(mode, List.of(hardware));
            List<String> warnings = new ArrayList<>(answered.warnings());
            warnings.addAll(HardwareSummary.warnings(recording));
            return answered.withWarnings(List.copyOf(warnings));
        }
    }

    private TwinMaker(RunOutcome predicted, List<Real> counted) {
        this.predicted = predicted;
        this.counted = counted;
    }

    /**
     * What runs are held against, and how they came to be.
     *
     * @param sha256 of the prediction
     * @param recordedSha256 of another one that stood before the recorded run; absent where it was this one
     * @param streams ids of those that the device answers
     * @param mode of the runs
     * @param remarks what a reader has to know
     */
    record Against(
            RunOutcome predicted,
            String sha256,
            @Nullable String recordedSha256,
            List<String> streams,
            String mode,
            List<String> remarks) {}

    static Twin of(Against what, List<Real> runs) {
        RunOutcome predicted = what.predicted();
        List<Real> valid = runs.stream().filter(run -> run.hardware().valid()).toList();
        TwinMaker maker = new TwinMaker(predicted, valid.isEmpty() ? runs : valid);
        List<Twin.Stream> streams = maker.streams(what.streams());
        TwinVerdict verdict = new TwinVerdict(streams, runs, valid.size());
        Recording.Head head = runs.get(0).recording().head();
        return new Twin(
                Twin.SCHEMA,
                predicted.result().scenario(),
                head.device(),
                head.target().target(),
                what.sha256(),
                runs.size(),
                valid.size(),
                verdict.holds(),
                verdict.words(),
                streams,
                maker.networks(head),
                runs.stream().map(Real::hardware).toList(),
                maker.overTime(runs),
                what.mode(),
                what.recordedSha256(),
                what.remarks());
    }

    /** Of the last run that counts. */
    private Twin.OverTime overTime(List<Real> runs) {
        Real last = counted.get(counted.size() - 1);
        int number = runs.size();
        while (runs.get(number - 1) != last) {
            number--;
        }
        return TwinOverTime.of(predicted, last.recording(), number);
    }

    /** Others are simulated in both, and say nothing of the device. */
    private List<Twin.Stream> streams(List<String> answered) {
        List<Twin.Stream> all = new ArrayList<>();
        List<RunResult.Stream> expected = predicted.result().streams();
        for (int s = 0; s < expected.size(); s++) {
            if (!answered.contains(expected.get(s).id())) {
                continue;
            }
            int stream = s;
            List<Twin.Quantity> quantities = new ArrayList<>();
            quantities.add(percentile("latency_p50_ms", stream, 0.5, P50_MOST));
            quantities.add(percentile("latency_p95_ms", stream, 0.95, P95_MOST));
            quantities.add(percentile("latency_p99_ms", stream, 0.99, P99_MOST));
            quantities.add(quantity("late_fraction", stream, RunResult.Stream::lateFraction, false, FRACTION_MOST));
            quantities.add(
                    quantity("dropped_fraction", stream, RunResult.Stream::droppedFraction, false, FRACTION_MOST));
            quantities.add(quantity("processed_fps", stream, RunResult.Stream::processedFps, true, FPS_MOST));
            LatencyHistogram real = together(stream);
            LatencyHistogram modelled = predicted.latencyByStream().get(stream);
            all.add(new Twin.Stream(
                    expected.get(s).id(),
                    quantities,
                    distance(modelled, real),
                    real.count() == 0 || modelled.count() == 0 ? List.of() : quantiles(modelled, real)));
        }
        return all;
    }

    private LatencyHistogram together(int stream) {
        LatencyHistogram all = new LatencyHistogram();
        counted.forEach(run -> all.add(run.outcome().latencyByStream().get(stream)));
        return all;
    }

    private Twin.Quantity percentile(String name, int stream, double share, double limit) {
        Double before = atMs(predicted.latencyByStream().get(stream), share);
        List<@Nullable Double> real = new ArrayList<>();
        for (Real run : counted) {
            real.add(atMs(run.outcome().latencyByStream().get(stream), share));
        }
        Twin.Quantity made = quantity(name, before, real, true, limit);
        boolean none = predicted.latencyByStream().get(stream).count() == 0;
        boolean noneReal = together(stream).count() == 0;
        // too few results are no difference, no result at all is one
        return none == noneReal ? made : made.without();
    }

    private static @Nullable Double atMs(LatencyHistogram latency, double share) {
        return latency.count() * (1 - share) < BEYOND ? null : latency.quantileNs(share) * 1e-6;
    }

    private Twin.Quantity quantity(
            String name, int stream, ToDoubleFunction<RunResult.Stream> of, boolean relative, double limit) {
        List<@Nullable Double> real = new ArrayList<>();
        for (Real run : counted) {
            real.add(of.applyAsDouble(run.outcome().result().streams().get(stream)));
        }
        return quantity(name, of.applyAsDouble(predicted.result().streams().get(stream)), real, relative, limit);
    }

    private static Twin.Quantity quantity(
            String name, @Nullable Double before, List<@Nullable Double> runs, boolean relative, double limit) {
        double[] real = runs.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (real.length == 0 || before == null) {
            // nothing to hold against each other
            return new Twin.Quantity(
                    name, before, real.length == 0 ? null : median(real), relative, null, limit, null, true);
        }
        double median = median(real);
        double unit = relative ? Math.max(median, 1e-9) : 1;
        double error = (before - median) / unit;
        Double spread = real.length == 1 ? null : (real[real.length - 1] - real[0]) / unit;
        // of two runs the median lies in the middle, and any error between them would hold
        double most = spread == null || real.length < RUNS_THAT_COUNT ? limit : Math.max(limit, OF_SPREAD * spread);
        return new Twin.Quantity(name, before, median, relative, error, most, spread, Math.abs(error) <= most);
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    private static double[] shares() {
        double[] shares = new double[101];
        for (int i = 0; i < 100; i++) {
            shares[i] = (i + 0.5) / 100;
        }
        shares[100] = 0.999;
        return shares;
    }

    private static List<Twin.Quantile> quantiles(LatencyHistogram modelled, LatencyHistogram real) {
        return Arrays.stream(SHARES)
                .mapToObj(share ->
                        new Twin.Quantile(share, modelled.quantileNs(share) * 1e-6, real.quantileNs(share) * 1e-6))
                .toList();
    }

    /** At the quantiles of either, which are where a step of one of them can stand. */
    private static @Nullable Double distance(LatencyHistogram one, LatencyHistogram other) {
        if (one.count() == 0 || other.count() == 0) {
            return null;
        }
        double most = 0;
        for (int i = 1; i < 1000; i++) {
            for (LatencyHistogram each : List.of(one, other)) {
                long ns = each.quantileNs(i / 1000.0);
                most = Math.max(most, Math.abs(one.fractionAtOrBelow(ns) - other.fractionAtOrBelow(ns)));
            }
        }
        return most;
    }

    private List<Twin.Network> networks(Recording.Head head) {
        List<Twin.Network> all = new ArrayList<>();
        for (int n = 0; n < head.networks().size(); n++) {
            Lateness took = new Lateness();
            for (Real run : counted) {
                for (InferenceRecord each : run.recording().inferences()) {
                    if (each.network() == n) {
                        took.record(each.invokeNs());
                    }
                }
            }
            all.add(new Twin.Network(
                    head.networks().get(n).label(), head.networks().get(n).predictedMs(), took.spread()));
        }
        return all;
    }
}
