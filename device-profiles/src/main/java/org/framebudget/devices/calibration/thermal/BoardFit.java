package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;
import org.framebudget.devices.thermal.ThermalNetwork;
import org.framebudget.devices.thermal.ThermalState;

/**
 * Die and board of a Raspberry Pi fitted to one temperature series by Levenberg-Marquardt over logarithms, each parameter with a
 * lognormal prior as one more residual. Only the die was read: of a resistance and the power behind it the series tells the product,
 * of the ambient and the idle power the sum; where the range of a parameter is as wide as its prior's, the series says nothing of it.
 */
public final class BoardFit {
    /** What one reading may be off: the sensor steps by half a kelvin, load is known by phases. */
    private static final double READING_K = 1;

    private static final double DIFFERENCE = 1e-4;

    private static final List<HeatParameter> PARAMETERS = List.of(
            new HeatParameter("junction_j_per_k", 0.4, 8, 1.75, 1.6, "as read off a Raspberry Pi 4 under stress"),
            new HeatParameter("junction_board_k_per_w", 0.5, 12, 3.2, 1.8, "as read off a Raspberry Pi 4 under stress"),
            new HeatParameter("board_j_per_k", 5, 300, 30, 2, "a board of 46 g, with or without heat sink"),
            new HeatParameter("board_ambient_k_per_w", 0.8, 20, 7, 1.8, "bare 5 to 10 K/W, far less with a fan"),
            new HeatParameter("ambient_deg_c", 10, 40, 23, 1.15, "a room"),
            new HeatParameter("start_board_above_k", 0.5, 60, 12, 2, "idling before"));

    private final BoardSeries series;

    private BoardFit(BoardSeries series) {
        this.series = series;
    }

    /**
     * A fitted board.
     *
     * @param run which series
     * @param values one per parameter of {@link #names()}
     * @param low values over their standard deviation's factor, twice
     * @param high the same upwards
     * @param rmseK root of the mean squared residual of the die
     * @param told by parameter: true where the series narrows the prior to less than half its width
     */
    public record Result(
            String run, List<Double> values, List<Double> low, List<Double> high, double rmseK, List<Boolean> told) {
        /** A value by its name. */
        public double value(String name) {
            return values.get(HeatParameter.index(PARAMETERS, name));
        }
    }

    /** Names of the parameters, with units. */
    public static List<String> names() {
        return PARAMETERS.stream().map(HeatParameter::name).toList();
    }

    /** Fits one series. */
    public static Result of(BoardSeries series) {
        return new BoardFit(series).fit();
    }

    private Result fit() {
        int n = PARAMETERS.size();
        LeastSquaresProblem problem = new LeastSquaresBuilder()
                .start(new double[n])
                .target(new double[series.samples().size() - 1 + n])
                .model(this::modelAndJacobian)
                .checkerPair(new org.apache.commons.math3.optim.SimpleVectorValueChecker(1e-8, 1e-8))
                .maxEvaluations(500)
                .maxIterations(200)
                .build();
        LeastSquaresOptimizer.Optimum best = new LevenbergMarquardtOptimizer().optimize(problem);
        double[] at = best.getPoint().toArray();
        RealVector deviation = best.getSigma(1e-12);
        List<Double> values = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        List<Boolean> told = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double value = values(at)[i];
            double factor = StrictMath.pow(PARAMETERS.get(i).spreadFactor(), 2 * deviation.getEntry(i));
            values.add(value);
            low.add(value / factor);
            high.add(value * factor);
            told.add(deviation.getEntry(i) < 0.5);
        }
        return new Result(series.run(), values, low, high, rmseK(values(at)), told);
    }

    /** Positions count in standard deviations of the prior, so the prior's residuals are the positions themselves. */
    private static double[] values(double[] position) {
        double[] values = new double[position.length];
        for (int i = 0; i < position.length; i++) {
            HeatParameter p = PARAMETERS.get(i);
            double value = p.prior() * StrictMath.pow(p.spreadFactor(), position[i]);
            values[i] = Math.min(p.high(), Math.max(p.low(), value));
        }
        return values;
    }

    private Pair<RealVector, RealMatrix> modelAndJacobian(RealVector position) {
        double[] at = position.toArray();
        double[] residuals = residuals(at);
        RealMatrix jacobian = new Array2DRowRealMatrix(residuals.length, at.length);
        for (int i = 0; i < at.length; i++) {
            double[] moved = at.clone();
            moved[i] += DIFFERENCE;
            double[] there = residuals(moved);
            for (int r = 0; r < residuals.length; r++) {
                jacobian.setEntry(r, i, (there[r] - residuals[r]) / DIFFERENCE);
            }
        }
        return new Pair<>(new ArrayRealVector(residuals), jacobian);
    }

    private double[] residuals(double[] position) {
        double[] die = dieDegC(values(position));
        double[] residuals = new double[die.length - 1 + position.length];
        for (int i = 1; i < die.length; i++) {
            residuals[i - 1] = (die[i] - series.samples().get(i).socDegC()) / READING_K;
        }
        System.arraycopy(position, 0, residuals, die.length - 1, position.length);
        return residuals;
    }

    private double rmseK(double[] values) {
        double[] die = dieDegC(values);
        double sum = 0;
        for (int i = 1; i < die.length; i++) {
            double residualK = die[i] - series.samples().get(i).socDegC();
            sum += residualK * residualK;
        }
        return Math.sqrt(sum / (die.length - 1));
    }

    private double[] dieDegC(double[] values) {
        ThermalState state = start(series, values);
        double[] die = new double[series.samples().size()];
        die[0] = state.degC(0);
        for (int i = 1; i < die.length; i++) {
            BoardSeries.Sample sample = series.samples().get(i);
            double coresW = series.coresW(sample.busyFraction(), sample.clockMhz(), sample.coreV());
            long dtNs = Math.round((sample.timeS() - series.samples().get(i - 1).timeS()) * 1e9);
            state.advance(dtNs, new double[] {coresW, series.idleW()}, values[4]);
            die[i] = state.degC(0);
        }
        return die;
    }

    /** The product's network with these values; the die starts where it was read. */
    static ThermalState start(BoardSeries series, double[] values) {
        double toBoardWPerK = 1 / values[1];
        // no block may be faster than the network allows
        double dieJPerK = Math.max(values[0], 1.05 * ThermalNetwork.MIN_TIME_CONSTANT_S * toBoardWPerK);
        ThermalNetwork network = new ThermalNetwork(
                List.of("junction", "board"),
                new double[] {dieJPerK, Math.max(values[2], 2 * dieJPerK)},
                new double[][] {{0, toBoardWPerK}, {toBoardWPerK, 0}},
                new double[] {0, 1 / values[3]});
        ThermalState state = new ThermalState(network, values[4], values[4]);
        double[] startDegC = {series.samples().get(0).socDegC(), values[4] + values[5]};
        state.setTemperatures(Arrays.copyOf(startDegC, 2));
        return state;
    }
}
