package org.framebudget.sim.planner;

import java.util.Map;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.framebudget.sim.pipeline.Trials;
import org.jspecify.annotations.Nullable;

/**
 * The one measurement that would narrow an answer most: the drawn quantity whose rank explains most of the answer's (Spearman's
 * coefficient squared, over the draws; quantities are drawn independently, so shares add up to at most about 1).
 */
final class NextMeasurement {
    private NextMeasurement() {}

    /**
     * @param answers one a draw
     * @return null where the draws agree, or no quantity explains more than chance would in one of all of them
     */
    static @Nullable String of(Trials trials, double[] answers) {
        double most = 0;
        String name = null;
        for (Map.Entry<String, double[]> quantity : trials.quantities().entrySet()) {
            double rho = new SpearmansCorrelation().correlation(quantity.getValue(), answers);
            double share = rho * rho;
            if (share > most) {
                most = share;
                name = quantity.getKey();
            }
        }
        // with n draws and m idle quantities the largest share is about 2 ln(m) / n
        double chance = 2 * StrictMath.log(Math.max(2, trials.quantities().size())) / answers.length;
        return name == null || most < 2 * chance
                ? null
                : inWords(name) + ": explains " + Math.round(100 * most) + " % of the spread";
    }

    /** A quantity is a profile's id and its place there; the factor that all latencies of a profile share is of no network. */
    private static String inWords(String quantity) {
        String common = " latency";
        return quantity.endsWith(common)
                ? "invoke times in your own application on "
                        + quantity.substring(0, quantity.length() - common.length())
                : quantity;
    }
}
