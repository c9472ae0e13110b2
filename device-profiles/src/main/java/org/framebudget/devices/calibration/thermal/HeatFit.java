package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Finds the parameters of a {@link HeatModel}: a covariance-matrix evolution strategy (a policy moves in steps, so there is no
 * gradient) from fixed seeds, then draws around the best by Metropolis sampling. Same inputs, same result.
 */
final class HeatFit {
    private static final double FIRST_STEP = 0.15;
    private static final long SEED = 20_230_801L;

    private final List<HeatParameter> parameters;
    private final HeatCost cost;

    HeatFit(HeatModel model, SustainedSeries series) {
        this(model.parameters(), List.of(HeatRun.of(model, series)));
    }

    HeatFit(List<HeatParameter> parameters, List<HeatRun> runs) {
        this.parameters = parameters;
        this.cost = new HeatCost(parameters, runs);
    }

    /** The best of several searches, the first of which starts at the priors. */
    double[] best(int searches, int generations, int population) {
        double[] best = priors();
        for (int search = 0; search < searches; search++) {
            double[] found = search(search, generations, population);
            if (cost.of(values(found)) < cost.of(values(best))) {
                best = found;
            }
        }
        return values(best);
    }

    double cost(double[] values) {
        return cost.of(values);
    }

    private double[] search(int number, int generations, int population) {
        RandomGenerator random = new MersenneTwister(SEED + number);
        double[] start = priors();
        for (int i = 0; number > 0 && i < start.length; i++) {
            start[i] = Math.min(0.95, Math.max(0.05, start[i] + 0.1 * random.nextGaussian()));
        }
        int n = start.length;
        double[] zeros = new double[n];
        double[] ones = new double[n];
        double[] step = new double[n];
        Arrays.fill(ones, 1);
        Arrays.fill(step, FIRST_STEP);
        CMAESOptimizer optimizer = new CMAESOptimizer(generations, 0, true, 0, 0, random, false, null);
        return optimizer
                .optimize(
                        new MaxEval(Integer.MAX_VALUE),
                        new ObjectiveFunction(position -> cost.of(values(position))),
                        GoalType.MINIMIZE,
                        new InitialGuess(start),
                        new SimpleBounds(zeros, ones),
                        new CMAESOptimizer.Sigma(step),
                        new CMAESOptimizer.PopulationSize(population))
                .getPoint();
    }

    /**
     * Parameter sets that fit nearly as well, as many as asked for, evenly taken from a random walk that starts at {@code best}.
     *
     * @param best values of the best fit
     * @param count how many
     * @param between steps from one to the next
     */
    List<double[]> draws(double[] best, int count, int between) {
        RandomGenerator random = new MersenneTwister(SEED);
        double[] at = positions(best);
        double costAt = cost.of(best);
        double[] scale = new double[at.length];
        Arrays.fill(scale, 0.02);
        List<double[]> draws = new ArrayList<>();
        int burnIn = 20 * between;
        double[] sum = new double[at.length];
        double[] squares = new double[at.length];
        for (int step = 1; step <= burnIn + count * between; step++) {
            double[] next = at.clone();
            // a few coordinates at a time, else nearly every step is refused
            for (int k = 0; k < 3; k++) {
                int i = random.nextInt(at.length);
                next[i] += scale[i] * random.nextGaussian();
            }
            if (inside(next)) {
                double costNext = cost.of(values(next));
                if (StrictMath.log(random.nextDouble()) < (costAt - costNext) / 2) {
                    at = next;
                    costAt = costNext;
                }
            }
            if (step <= burnIn) {
                adapt(scale, sum, squares, at, step);
            } else if ((step - burnIn) % between == 0) {
                draws.add(values(at));
            }
        }
        return draws;
    }

    /** During burn-in the steps take the width that the walk has had so far. */
    private static void adapt(double[] scale, double[] sum, double[] squares, double[] at, int step) {
        for (int i = 0; i < at.length; i++) {
            sum[i] += at[i];
            squares[i] += at[i] * at[i];
            if (step % 200 == 0) {
                double mean = sum[i] / step;
                double deviation = Math.sqrt(Math.max(0, squares[i] / step - mean * mean));
                scale[i] = Math.min(0.3, Math.max(0.01, deviation));
            }
        }
    }

    private static boolean inside(double[] position) {
        for (double p : position) {
            if (!(p >= 0 && p <= 1)) {
                return false;
            }
        }
        return true;
    }

    private double[] priors() {
        return positions(parameters.stream().mapToDouble(HeatParameter::prior).toArray());
    }

    private double[] positions(double[] values) {
        double[] position = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            position[i] = parameters.get(i).position(values[i]);
        }
        return position;
    }

    private double[] values(double[] position) {
        double[] values = new double[position.length];
        for (int i = 0; i < position.length; i++) {
            values[i] = parameters.get(i).value(Math.min(1, Math.max(0, position[i])));
        }
        return values;
    }
}
