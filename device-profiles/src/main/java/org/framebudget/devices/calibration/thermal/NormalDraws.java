package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/** Draws from a multivariate normal distribution whose independent parts are Latin hypercubes. Same inputs, same draws. */
final class NormalDraws {
    private static final long SEED = 20_230_801L;

    private NormalDraws() {}

    /**
     * Draws.
     *
     * @param mean of each coordinate
     * @param covariance symmetric, positive definite
     */
    static List<double[]> around(double[] mean, RealMatrix covariance, int count) {
        RealMatrix root = new CholeskyDecomposition(covariance, 1e-9, 1e-14).getL();
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        RandomGenerator random = new MersenneTwister(SEED);
        double[][] parts = new double[count][mean.length];
        for (int i = 0; i < mean.length; i++) {
            int[] order = shuffled(count, random);
            for (int k = 0; k < count; k++) {
                parts[k][i] = normal.inverseCumulativeProbability((order[k] + 0.5) / count);
            }
        }
        List<double[]> draws = new ArrayList<>();
        for (double[] part : parts) {
            double[] draw = root.operate(part);
            for (int i = 0; i < draw.length; i++) {
                draw[i] += mean[i];
            }
            draws.add(draw);
        }
        return draws;
    }

    private static int[] shuffled(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
