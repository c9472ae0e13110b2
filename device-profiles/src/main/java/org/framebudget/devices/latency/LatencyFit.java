package org.framebudget.devices.latency;

import java.util.List;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * A unit's {@link Roofline} fitted to its measurements: the parameters that maximise the posterior (prior of the unit's class,
 * residuals correlated within families as {@link FamilyKernel} says), found by Levenberg and Marquardt, with their covariance.
 * With no measurement at all it is the prior. Immutable.
 */
public final class LatencyFit {
    private static final int N = Roofline.PARAMETERS;
    private static final double TOLERANCE = 1e-10;
    private static final int MAX_STEPS = 500;

    private final Roofline roofline;
    private final LatencyPrior prior;
    private final FamilyKernel kernel;
    private final List<CalibrationPoint> points;
    private final double[] parameters;
    private final RealMatrix covariance;
    /** Lower Cholesky factor of the residuals' covariance. */
    private final double[][] lower;
    /** Derivatives of the points' logarithms, each row solved by {@link #lower}. */
    private final double[][] whiteJacobian;
    /** Residuals of the points, solved by {@link #lower}. */
    private final double[] whiteResidual;

    /**
     * A point's residual.
     *
     * @param point what was measured
     * @param fittedMs the roofline alone
     * @param residualFraction natural logarithm of measured over fitted
     */
    public record Residual(CalibrationPoint point, double fittedMs, double residualFraction) {}

    /**
     * What the fit says of a network.
     *
     * @param medianMs median of the belief
     * @param sdFraction its spread in the logarithm; noise of a new measurement is not in it
     */
    public record Estimate(double medianMs, double sdFraction) {}

    private LatencyFit(
            Roofline roofline,
            LatencyPrior prior,
            FamilyKernel kernel,
            List<CalibrationPoint> points,
            double[] parameters,
            double[][] lower) {
        this.roofline = roofline;
        this.prior = prior;
        this.kernel = kernel;
        this.points = points;
        this.parameters = parameters;
        this.lower = lower;
        this.whiteJacobian = new double[points.size()][N];
        this.whiteResidual = new double[points.size()];
        whiten(parameters, whiteResidual, whiteJacobian);
        RealMatrix information = new Array2DRowRealMatrix(N, N);
        for (int a = 0; a < N; a++) {
            for (int b = 0; b < N; b++) {
                double sum = a == b ? 1 / (prior.sd()[a] * prior.sd()[a]) : 0;
                for (double[] row : whiteJacobian) {
                    sum += row[a] * row[b];
                }
                information.setEntry(a, b, sum);
            }
        }
        this.covariance = new LUDecomposition(information).getSolver().getInverse();
    }

    /**
     * Fits.
     *
     * @param points measurements of one unit, precision and thread count; may be empty
     */
    public static LatencyFit of(
            Roofline roofline, LatencyPrior prior, FamilyKernel kernel, List<CalibrationPoint> points) {
        List<CalibrationPoint> own = List.copyOf(points);
        double[][] lower = lower(prior, kernel, own);
        LatencyFit start =
                new LatencyFit(roofline, prior, kernel, own, prior.mean().clone(), lower);
        if (own.isEmpty()) {
            return start;
        }
        Optimum best = new LevenbergMarquardtOptimizer()
                .optimize(new LeastSquaresBuilder()
                        .start(prior.mean())
                        .target(new double[own.size() + N])
                        .model(start::residualsAndJacobian)
                        .checker((step, before, after) -> converged(before.getPoint(), after.getPoint()))
                        .maxEvaluations(MAX_STEPS)
                        .maxIterations(MAX_STEPS)
                        .build());
        return new LatencyFit(roofline, prior, kernel, own, best.getPoint().toArray(), lower);
    }

    private static boolean converged(RealVector before, RealVector after) {
        return before.getLInfDistance(after) < TOLERANCE;
    }

    private static double[][] lower(LatencyPrior prior, FamilyKernel kernel, List<CalibrationPoint> points) {
        if (points.isEmpty()) {
            return new double[0][0];
        }
        double[][] matrix = new double[points.size()][points.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] =
                        kernel.covariance(points.get(i).network(), points.get(j).network());
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] += square(prior.noiseFraction()) + square(points.get(i).roundingFraction());
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false))
                .getL()
                .getData();
    }

    /** Residuals of points, then of parameters against the prior, each over its standard deviation. */
    private Pair<RealVector, RealMatrix> residualsAndJacobian(RealVector at) {
        int count = points.size();
        double[] residuals = new double[count];
        double[][] jacobian = new double[count][N];
        whiten(at.toArray(), residuals, jacobian);
        double[] all = new double[count + N];
        double[][] rows = new double[count + N][];
        for (int i = 0; i < count; i++) {
            all[i] = -residuals[i];
            rows[i] = jacobian[i];
        }
        for (int p = 0; p < N; p++) {
            all[count + p] = (at.getEntry(p) - prior.mean()[p]) / prior.sd()[p];
            rows[count + p] = new double[N];
            rows[count + p][p] = 1 / prior.sd()[p];
        }
        return new Pair<>(new ArrayRealVector(all, false), new Array2DRowRealMatrix(rows, false));
    }

    private void whiten(double[] logs, double[] residuals, double[][] jacobian) {
        for (int i = 0; i < points.size(); i++) {
            CalibrationPoint point = points.get(i);
            double ms = roofline.ms(logs, point.network(), point.clockFraction(), jacobian[i]);
            residuals[i] = StrictMath.log(point.latencyMs() / ms);
            for (int p = 0; p < N; p++) {
                jacobian[i][p] /= ms;
            }
        }
        for (int i = 0; i < points.size(); i++) {
            for (int k = 0; k < i; k++) {
                residuals[i] -= lower[i][k] * residuals[k];
                for (int p = 0; p < N; p++) {
                    jacobian[i][p] -= lower[i][k] * jacobian[k][p];
                }
            }
            residuals[i] /= lower[i][i];
            for (int p = 0; p < N; p++) {
                jacobian[i][p] /= lower[i][i];
            }
        }
    }

    /** What the unit would need for a network at full clock. */
    public Estimate estimate(NetworkFeatures network) {
        return estimate(network, 1);
    }

    /**
     * What the unit would need at another clock.
     *
     * @param clockFraction clock over the full one; what scales with it is known only behind a link, so 1 elsewhere
     */
    public Estimate estimate(NetworkFeatures network, double clockFraction) {
        Reach reach = reach(network, clockFraction);
        double shift = 0;
        for (int i = 0; i < points.size(); i++) {
            shift += reach.weights()[i] * whiteResidual[i];
        }
        return new Estimate(
                reach.rooflineMs() * StrictMath.exp(shift), Math.sqrt(Math.max(0, covariance(reach, reach))));
    }

    /**
     * What would remain of an estimate's spread if another network were measured on the unit first.
     *
     * @return standard deviation in the logarithm, at most that of {@link #estimate}
     */
    public double sdFractionAfter(NetworkFeatures measured, NetworkFeatures asked) {
        Reach first = reach(measured, 1);
        Reach second = reach(asked, 1);
        double both = covariance(first, second);
        double gained = both * both / (covariance(first, first) + square(prior.noiseFraction()));
        return Math.sqrt(Math.max(0, covariance(second, second) - gained));
    }

    /**
     * How a network's estimate leans on what is known.
     *
     * @param network the network
     * @param rooflineMs roofline alone
     * @param weights covariance of its residual with those of the points, solved by {@link #lower}
     * @param direction derivatives of its logarithm that the points' residuals leave
     */
    private record Reach(NetworkFeatures network, double rooflineMs, double[] weights, double[] direction) {}

    private Reach reach(NetworkFeatures network, double clockFraction) {
        double[] direction = new double[N];
        double ms = roofline.ms(parameters, network, clockFraction, direction);
        int count = points.size();
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = kernel.covariance(network, points.get(i).network());
            for (int k = 0; k < i; k++) {
                weights[i] -= lower[i][k] * weights[k];
            }
            weights[i] /= lower[i][i];
        }
        for (int p = 0; p < N; p++) {
            direction[p] /= ms;
            for (int i = 0; i < count; i++) {
                direction[p] -= whiteJacobian[i][p] * weights[i];
            }
        }
        return new Reach(network, ms, weights, direction);
    }

    private double covariance(Reach a, Reach b) {
        double sum = kernel.covariance(a.network(), b.network());
        for (int i = 0; i < points.size(); i++) {
            sum -= a.weights()[i] * b.weights()[i];
        }
        for (int p = 0; p < N; p++) {
            for (int q = 0; q < N; q++) {
                sum += a.direction()[p] * covariance.getEntry(p, q) * b.direction()[q];
            }
        }
        return sum;
    }

    /** Logarithm of the evidence for the prior and kernel (Laplace's approximation), up to a constant of the points' number. */
    public double logEvidence() {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum -= square(whiteResidual[i]) / 2 + StrictMath.log(lower[i][i]);
        }
        for (int p = 0; p < N; p++) {
            sum -= square((parameters[p] - prior.mean()[p]) / prior.sd()[p]) / 2 + StrictMath.log(prior.sd()[p]);
        }
        return sum + StrictMath.log(new LUDecomposition(covariance).getDeterminant()) / 2;
    }

    /** Each measurement against the roofline, in the order they were given. */
    public List<Residual> residuals() {
        return points.stream()
                .map(point -> {
                    double ms = roofline.ms(parameters, point.network(), point.clockFraction(), null);
                    return new Residual(point, ms, StrictMath.log(point.latencyMs() / ms));
                })
                .toList();
    }

    /** Part of the time that follows the clock, 0 to 1. */
    public double computeFraction(NetworkFeatures network) {
        return roofline.computeFraction(parameters, network);
    }

    /** Fitted logarithms by {@link Roofline.Parameter}. */
    public double[] parameters() {
        return parameters.clone();
    }

    /** Covariance of {@link #parameters()}. */
    public RealMatrix covariance() {
        return covariance.copy();
    }

    /** The class's belief that it started from. */
    public LatencyPrior prior() {
        return prior;
    }

    /** What it was fitted to. */
    public List<CalibrationPoint> points() {
        return points;
    }

    private static double square(double x) {
        return x * x;
    }
}
