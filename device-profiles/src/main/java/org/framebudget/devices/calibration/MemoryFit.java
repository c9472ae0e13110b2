package org.framebudget.devices.calibration;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Peak memory of runs as {@code runtime + factor * weights + share * activations}, by least relative squares. The share is what
 * kernels keep of a network's largest operator beside the weights; a profile has no place for it, so it goes into the arena of
 * each row.
 *
 * @param runtimeMb what a run needs whatever the network
 * @param packedWeightsFactor weights in memory over weights in the file
 * @param activationsFactor memory over the bytes that the largest operator reads and writes
 * @param medianErrorFraction median over the runs of |fitted / measured - 1|
 */
public record MemoryFit(
        double runtimeMb, double packedWeightsFactor, double activationsFactor, double medianErrorFraction) {
    /** Fewer runs leave three numbers open. */
    public static final int LEAST_RUNS = 6;

    /**
     * A run.
     *
     * @param peakMb growth of the process, above 0
     * @param weightsMb of the file
     * @param activationsMb what the largest operator reads and writes
     */
    public record Run(double peakMb, double weightsMb, double activationsMb) {}

    /** Fits at least {@link #LEAST_RUNS} runs. */
    public static MemoryFit of(List<Run> runs) {
        if (runs.size() < LEAST_RUNS) {
            throw new IllegalArgumentException("Memory needs " + LEAST_RUNS + " runs, not " + runs.size());
        }
        double[][] rows = new double[runs.size()][];
        double[] ones = new double[runs.size()];
        for (int i = 0; i < rows.length; i++) {
            Run run = runs.get(i);
            rows[i] =
                    new double[] {1 / run.peakMb(), run.weightsMb() / run.peakMb(), run.activationsMb() / run.peakMb()};
            ones[i] = 1;
        }
        DecompositionSolver solver = new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false)).getSolver();
        double[] found = solver.solve(new ArrayRealVector(ones, false)).toArray();
        MemoryFit fit = new MemoryFit(Math.max(0, found[0]), Math.max(1, found[1]), Math.max(0, found[2]), 0);
        double median = StatUtils.percentile(
                runs.stream()
                        .mapToDouble(run -> Math.abs(fit.peakMb(run) / run.peakMb() - 1))
                        .toArray(),
                50);
        return new MemoryFit(fit.runtimeMb(), fit.packedWeightsFactor(), fit.activationsFactor(), median);
    }

    /** What the fit says of a run. */
    public double peakMb(Run run) {
        return runtimeMb + packedWeightsFactor * run.weightsMb() + activationsFactor * run.activationsMb();
    }

    /** What a run has beside runtime and packed weights. */
    public double restMb(Run run) {
        return Math.max(0, run.peakMb() - runtimeMb - packedWeightsFactor * run.weightsMb());
    }
}
