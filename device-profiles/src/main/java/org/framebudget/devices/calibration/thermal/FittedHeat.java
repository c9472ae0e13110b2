package org.framebudget.devices.calibration.thermal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.framebudget.models.CsvTable;

/**
 * A fit as kept in the product: {@code measurements/<name>-fit.csv} with the best values, their ranges and priors, and
 * {@code measurements/<name>-draws.csv} with parameter sets that fit nearly as well, one a line.
 *
 * @param best one value per parameter
 * @param draws sets of values
 */
record FittedHeat(List<Double> best, List<List<Double>> draws) {
    private static final List<String> COLUMNS = List.of(
            "parameter", "value", "low", "high", "lower_bound", "upper_bound", "prior", "spread_factor", "reason");

    static FittedHeat load(String name, List<HeatParameter> parameters) {
        List<Double> best = new ArrayList<>();
        for (CsvTable.Row row : Tables.rows(name + "-fit.csv", COLUMNS, List.of())) {
            String expected = parameters.get(best.size()).name();
            if (!row.text("parameter").equals(expected)) {
                throw row.error("parameter", "expected '" + expected + "'.", "Fit anew, see decision 12.");
            }
            best.add(row.number("value", 0, 1e6));
        }
        List<String> names = parameters.stream().map(HeatParameter::name).toList();
        List<List<Double>> draws = new ArrayList<>();
        for (CsvTable.Row row : Tables.rows(name + "-draws.csv", names, List.of())) {
            draws.add(names.stream().map(n -> row.number(n, 0, 1e6)).toList());
        }
        return new FittedHeat(List.copyOf(best), List.copyOf(draws));
    }

    /** A new fit, with the digits that are kept. */
    static FittedHeat of(double[] best, List<double[]> draws) {
        return new FittedHeat(kept(best), draws.stream().map(FittedHeat::kept).toList());
    }

    double[] bestValues() {
        return unboxed(best);
    }

    double[] draw(int index) {
        return unboxed(draws.get(index));
    }

    /** Text of the {@code -fit.csv} file. */
    String fitCsv(List<HeatParameter> parameters) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (int i = 0; i < parameters.size(); i++) {
            HeatParameter p = parameters.get(i);
            double[] range = range(i);
            text.append(p.name());
            for (double number :
                    new double[] {best.get(i), range[0], range[1], p.low(), p.high(), p.prior(), p.spreadFactor()}) {
                text.append(',').append(rounded(number));
            }
            text.append(",\"").append(p.reason()).append("\"\n");
        }
        return text.toString();
    }

    /** Text of the {@code -draws.csv} file. */
    String drawsCsv(List<HeatParameter> parameters) {
        StringBuilder text = new StringBuilder(String.join(
                        ",", parameters.stream().map(HeatParameter::name).toList()))
                .append('\n');
        for (List<Double> draw : draws) {
            text.append(String.join(",", draw.stream().map(FittedHeat::rounded).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private double[] range(int parameter) {
        return range(draws.stream().mapToDouble(d -> d.get(parameter)).toArray(), best.get(parameter));
    }

    /** Central 95 % of draws, widened to hold the best value. */
    static double[] range(double[] drawn, double best) {
        return new double[] {Math.min(best, quantile(drawn, 0.025)), Math.max(best, quantile(drawn, 0.975))};
    }

    /** A quantile by straight lines between order statistics. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
    }

    /** Five significant digits, as every fitted number is kept. */
    static String rounded(double number) {
        return new BigDecimal(String.format(Locale.ROOT, "%.4e", number))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static List<Double> kept(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.valueOf(rounded(value)))
                .toList();
    }

    static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
