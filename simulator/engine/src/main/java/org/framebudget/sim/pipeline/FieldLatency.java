package org.framebudget.sim.pipeline;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.FieldTrace;

/**
 * Times of single inferences recorded in an application, beside what the profile says of the same network. Neighbouring inferences are
 * alike, so the mean's interval is Student's of the means of {@value #BATCHES} batches, in the order of the record (Schmeiser, Operations
 * Research 30, 1982).
 *
 * @param file as the scenario names it
 * @param count inferences
 * @param ratio their mean over the profile's
 * @param halfWidthFraction half the 95 % interval of the mean over the mean
 * @param ratios each over their mean, in order
 */
record FieldLatency(String file, int count, double ratio, double halfWidthFraction, List<Double> ratios) {
    private static final int BATCHES = 10;

    static FieldLatency of(FieldTrace trace, double profileMs) {
        List<Double> latenciesMs = trace.latenciesMs();
        double meanMs = mean(latenciesMs);
        int batch = latenciesMs.size() / BATCHES;
        double squares = 0;
        double whole = mean(latenciesMs.subList(0, batch * BATCHES));
        for (int i = 0; i < BATCHES; i++) {
            double off = mean(latenciesMs.subList(i * batch, (i + 1) * batch)) - whole;
            squares += off * off;
        }
        double error = Math.sqrt(squares / (BATCHES - 1) / BATCHES);
        double half = new TDistribution(BATCHES - 1).inverseCumulativeProbability(0.975) * error / meanMs;
        return new FieldLatency(
                trace.file(),
                latenciesMs.size(),
                meanMs / profileMs,
                half,
                latenciesMs.stream().map(ms -> ms / meanMs).toList());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Replayed in blocks, so that what lasted lasts. */
    int blockJobs() {
        return (int) Math.ceil(Math.sqrt(count));
    }

    RunResult.Field result() {
        return new RunResult.Field(
                file, count, ratio, List.of(ratio * (1 - halfWidthFraction), ratio * (1 + halfWidthFraction)));
    }

    String sentence() {
        return count + " inferences in the application, " + file + ", " + Figures.plain(ratio)
                + " times as long as the profile says";
    }
}
