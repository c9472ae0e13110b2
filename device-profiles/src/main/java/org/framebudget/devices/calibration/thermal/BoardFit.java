package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.framebudget.devices.thermal.ThermalNetwork;
import org.framebudget.devices.thermal.ThermalState;

/**
 * Die and board of a Raspberry Pi fitted to temperature series by Levenberg-Marquardt over logarithms, each parameter with a
 * lognormal prior as one more residual. Several series share the die, and those of one board all of it; the room and the heat stored at
 * the start are each series' own. Only the die was read: of a resistance and the power behind it the series tell the product, of the
 * ambient and the idle power the sum; where the range of a parameter is as wide as its prior's, they say nothing of it.
 */
final class BoardFit {
    /** What one reading may be off: the sensor steps by half a kelvin, load is known by phases. */
    private static final double READING_K = 1;

    private static final String FAN = "fan";

    private static final List<HeatParameter> DIE = List.of(
            new HeatParameter("junction_j_per_k", 0.4, 20, 1.75, 1.6, "as read off a Raspberry Pi 4 under stress"),
            new HeatParameter(
                    "junction_board_k_per_w", 0.5, 12, 3.2, 1.8, "as read off a Raspberry Pi 4 under stress"));
    private static final List<HeatParameter> BOARD = List.of(
            new HeatParameter("board_j_per_k", 5, 300, 30, 2, "a board of 46 g, with or without heat sink"),
            new HeatParameter("board_ambient_k_per_w", 0.8, 20, 7, 1.8, "bare 5 to 10 K/W, far less with a fan"));
    private static final List<HeatParameter> RUN = List.of(
            new HeatParameter("ambient_deg_c", 10, 40, 23, 1.15, "a room"),
            new HeatParameter("start_board_above_k", 0.5, 60, 12, 2, "idling before"));
    private static final HeatParameter FAN_FACTOR =
            new HeatParameter("fan_ambient_factor", 0.05, 1, 0.45, 1.6, "0.25 to 0.7 by users' reports");

    private final List<BoardSeries> series;
    private final List<HeatParameter> parameters = new ArrayList<>();
    /** By series: where its values of {@link #names()} stand among the parameters, and the fan's factor, -1 for none. */
    private final List<int[]> places = new ArrayList<>();

    private BoardFit(List<BoardSeries> series, boolean oneBoard) {
        this.series = series;
        int die = add(DIE, "");
        int board = oneBoard ? add(BOARD, "") : -1;
        boolean windy = oneBoard && series.stream().anyMatch(s -> !s.cooling().equals(FAN));
        int fan = windy && series.stream().anyMatch(s -> s.cooling().equals(FAN)) ? add(List.of(FAN_FACTOR), "") : -1;
        for (BoardSeries s : series) {
            String suffix = series.size() == 1 ? "" : "_" + s.run();
            int body = oneBoard ? board : add(BOARD, suffix);
            int run = add(RUN, suffix);
            int blown = s.cooling().equals(FAN) ? fan : -1;
            places.add(new int[] {die, die + 1, body, body + 1, run, run + 1, blown});
        }
    }

    private int add(List<HeatParameter> group, String suffix) {
        for (HeatParameter p : group) {
            parameters.add(
                    new HeatParameter(p.name() + suffix, p.low(), p.high(), p.prior(), p.spreadFactor(), p.reason()));
        }
        return parameters.size() - group.size();
    }

    /**
     * Fitted boards.
     *
     * @param runs the series, in the order given
     * @param fit their parameters; those of one series end in its name
     * @param residualsK by series: die as simulated less as read, from the second reading
     * @param seriesValues by series, for each of {@link #names()}
     */
    record Result(List<String> runs, PriorFit fit, List<List<Double>> residualsK, List<List<Double>> seriesValues) {
        /** Root of the mean squared residual of a series. */
        double rmseK(String run) {
            return Math.sqrt(residualsK.get(runs.indexOf(run)).stream()
                    .mapToDouble(k -> k * k)
                    .average()
                    .orElse(0));
        }

        /** Text of the {@code -residuals.csv} file. */
        String residualsCsv() {
            StringBuilder text = new StringBuilder("run,reading,residual_k\n");
            for (int s = 0; s < runs.size(); s++) {
                for (int i = 0; i < residualsK.get(s).size(); i++) {
                    text.append(String.format(
                            Locale.ROOT,
                            "%s,%d,%.2f\n",
                            runs.get(s),
                            i + 2,
                            residualsK.get(s).get(i)));
                }
            }
            return text.toString();
        }
    }

    /** Names of the values that one series has, with units. */
    static List<String> names() {
        return Stream.of(DIE, BOARD, RUN)
                .flatMap(List::stream)
                .map(HeatParameter::name)
                .toList();
    }

    /** Fits one series. */
    static Result of(BoardSeries series) {
        return new BoardFit(List.of(series), true).fit();
    }

    /**
     * Fits series of one kind of board together.
     *
     * @param oneBoard true where it is one and the same board, with and without a fan; else each has its own board under the same die
     */
    static Result of(List<BoardSeries> series, boolean oneBoard) {
        return new BoardFit(series, oneBoard).fit();
    }

    private Result fit() {
        PriorFit fit = PriorFit.of(parameters, this::misfits);
        double[] values = FittedHeat.unboxed(fit.values());
        List<List<Double>> residualsK = new ArrayList<>();
        List<List<Double>> seriesValues = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            residualsK.add(FittedHeat.boxed(residualsK(s, values)));
            seriesValues.add(FittedHeat.boxed(seriesValues(s, values)));
        }
        return new Result(series.stream().map(BoardSeries::run).toList(), fit, residualsK, seriesValues);
    }

    private int readings() {
        return series.stream().mapToInt(s -> s.samples().size() - 1).sum();
    }

    private double[] seriesValues(int s, double[] values) {
        int[] place = places.get(s);
        double[] own = new double[place.length - 1];
        for (int i = 0; i < own.length; i++) {
            own[i] = values[place[i]];
        }
        int fan = place[own.length];
        if (fan >= 0) {
            own[3] *= values[fan];
        }
        return own;
    }

    /** Residuals of all series in standard deviations of a reading. */
    private double[] misfits(double[] values) {
        double[] misfits = new double[readings()];
        int next = 0;
        for (int s = 0; s < series.size(); s++) {
            for (double k : residualsK(s, values)) {
                misfits[next++] = k / READING_K;
            }
        }
        return misfits;
    }

    private double[] residualsK(int s, double[] values) {
        double[] die = dieDegC(series.get(s), seriesValues(s, values));
        double[] residualsK = new double[die.length - 1];
        for (int i = 1; i < die.length; i++) {
            residualsK[i - 1] = die[i] - series.get(s).samples().get(i).socDegC();
        }
        return residualsK;
    }

    private static double[] dieDegC(BoardSeries series, double[] values) {
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
