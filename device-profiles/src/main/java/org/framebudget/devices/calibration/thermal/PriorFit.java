package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.optim.SimpleVectorValueChecker;
import org.apache.commons.math3.util.Pair;

/**
 * Parameters fitted by Levenberg-Marquardt over logarithms, each with a lognormal prior as one more residual.
 *
 * @param parameters names of the parameters with their priors
 * @param values one per parameter
 * @param low values over their standard deviation's factor, twice
 * @param high the same upwards
 * @param told by parameter: true where the measurements narrow the prior to less than half its width
 * @param draws sets of parameters, Latin hypercube samples of the normal distribution that the fit's covariance describes
 */
record PriorFit(
        List<HeatParameter> parameters,
        List<Double> values,
        List<Double> low,
        List<Double> high,
        List<Boolean> told,
        List<List<Double>> draws) {
    private static final double DIFFERENCE = 1e-4;
    private static final int DRAWS = 64;

    /**
     * Fits.
     *
     * @param misfits from values to residuals, each in its own standard deviations
     */
    static PriorFit of(List<HeatParameter> parameters, UnaryOperator<double[]> misfits) {
        int n = parameters.size();
        double[] start = new double[n];
        LeastSquaresOptimizer.Optimum best = new LevenbergMarquardtOptimizer()
                .optimize(new LeastSquaresBuilder()
                        .start(start)
                        .target(new double[residuals(parameters, misfits, start).length])
                        .model(position -> modelAndJacobian(parameters, misfits, position))
                        .checkerPair(new SimpleVectorValueChecker(1e-8, 1e-8))
                        .maxEvaluations(500)
                        .maxIterations(200)
                        .build());
        double[] at = best.getPoint().toArray();
        RealVector deviation = best.getSigma(1e-12);
        double[] values = values(parameters, at);
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        List<Boolean> told = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double factor = StrictMath.pow(parameters.get(i).spreadFactor(), 2 * deviation.getEntry(i));
            low.add(values[i] / factor);
            high.add(values[i] * factor);
            told.add(deviation.getEntry(i) < 0.5);
        }
        List<List<Double>> draws = NormalDraws.around(at, best.getCovariances(1e-12), DRAWS).stream()
                .map(position -> FittedHeat.boxed(values(parameters, position)))
                .toList();
        return new PriorFit(List.copyOf(parameters), FittedHeat.boxed(values), low, high, told, draws);
    }

    /** A value by its name. */
    double value(String name) {
        return values.get(HeatParameter.index(parameters, name));
    }

    boolean told(String name) {
        return told.get(HeatParameter.index(parameters, name));
    }

    /** Best values and draws, as they are kept. */
    FittedHeat kept() {
        return FittedHeat.of(
                FittedHeat.unboxed(values),
                draws.stream().map(FittedHeat::unboxed).toList());
    }

    /** Positions count in standard deviations of the prior, so the prior's residuals are the positions themselves. */
    private static double[] values(List<HeatParameter> parameters, double[] position) {
        double[] values = new double[position.length];
        for (int i = 0; i < position.length; i++) {
            HeatParameter p = parameters.get(i);
            double value = p.prior() * StrictMath.pow(p.spreadFactor(), position[i]);
            values[i] = Math.min(p.high(), Math.max(p.low(), value));
        }
        return values;
    }

    private static Pair<RealVector, RealMatrix> modelAndJacobian(
            List<HeatParameter> parameters, UnaryOperator<double[]> misfits, RealVector position) {
        double[] at = position.toArray();
        double[] residuals = residuals(parameters, misfits, at);
        RealMatrix jacobian = new Array2DRowRealMatrix(residuals.length, at.length);
        for (int i = 0; i < at.length; i++) {
            double[] moved = at.clone();
            moved[i] += DIFFERENCE;
            double[] there = residuals(parameters, misfits, moved);
            for (int r = 0; r < residuals.length; r++) {
                jacobian.setEntry(r, i, (there[r] - residuals[r]) / DIFFERENCE);
            }
        }
        return new Pair<>(new ArrayRealVector(residuals), jacobian);
    }

    private static double[] residuals(
            List<HeatParameter> parameters, UnaryOperator<double[]> misfits, double[] position) {
        double[] measured = misfits.apply(values(parameters, position));
        double[] residuals = new double[measured.length + position.length];
        System.arraycopy(measured, 0, residuals, 0, measured.length);
        System.arraycopy(position, 0, residuals, measured.length, position.length);
        return residuals;
    }
}
