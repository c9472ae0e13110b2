package org.framebudget.devices.calibration.thermal;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a fit says of a profile, by the name that the profile's lines end in.
 *
 * @param best value of each number
 * @param draws sets that hang together, each with every number
 */
record FittedNumbers(Map<String, Double> best, List<Map<String, Double>> draws) {
    /** Central 95 % of a number's draws, widened to hold its value. */
    double[] range(String name) {
        double value = at(best, name);
        return FittedHeat.range(
                draws.stream().mapToDouble(draw -> at(draw, name)).toArray(), value);
    }

    /**
     * Text of the {@code -sets.csv} file that a profile names as {@code fitted_sets}.
     *
     * @param path from a number's name to its path in the profile
     */
    String setsCsv(UnaryOperator<String> path) {
        StringBuilder text = new StringBuilder("path");
        for (int set = 1; set <= draws.size(); set++) {
            text.append(",set_").append(set);
        }
        for (String name : best.keySet()) {
            text.append("\n\"").append(path.apply(name)).append('"');
            for (Map<String, Double> draw : draws) {
                text.append(',').append(FittedHeat.rounded(at(draw, name)));
            }
        }
        return text.append('\n').toString();
    }

    private static double at(Map<String, Double> numbers, String name) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("There is no fitted number '" + name + "'.");
        }
        return number;
    }
}
