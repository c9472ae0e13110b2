package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** How evenly streams are served. */
final class Fairness {
    private Fairness() {}

    /**
     * Jain's index (sum x)² / (n sum x²), from 1/n to 1, of the share of its requested frames that each stream has processed, so that
     * cameras of different rates can be compared (Jain, Chiu and Hawe, DEC-TR-301, 1984).
     *
     * @return null with fewer than two streams, or where none has processed a frame
     */
    static @Nullable Double index(List<RunResult.Stream> streams) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (RunResult.Stream stream : streams) {
            if (stream.requested() > 0) {
                double share = (double) stream.processed() / stream.requested();
                sum += share;
                squares += share * share;
                n++;
            }
        }
        return n < 2 || squares == 0 ? null : sum * sum / (n * squares);
    }
}
