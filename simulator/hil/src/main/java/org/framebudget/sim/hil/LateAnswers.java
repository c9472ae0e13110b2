package org.framebudget.sim.hil;

import java.util.Locale;
import java.util.Optional;

/**
 * Answers that came after simulated time had gone on past the end that they told of. They end then, so that a bench which does not keep pace
 * makes them longer than the device measured.
 */
final class LateAnswers {
    private static final double LEAST_MS = 1;
    private static final double SHARE_MAX = 0.01;

    private LateAnswers() {}

    /** By how much an inference ended later than the device measured, ms; 0 where it has no end. */
    static double lateMs(InferenceRecord each) {
        return each.endNs() < 0
                ? 0
                : (each.endNs() - each.startNs() - each.releaseNs() - each.convertNs() - each.invokeNs()) * 1e-6;
    }

    static Optional<String> warning(Recording recording) {
        double[] late = recording.inferences().stream()
                .mapToDouble(LateAnswers::lateMs)
                .filter(ms -> ms > LEAST_MS)
                .sorted()
                .toArray();
        return late.length <= SHARE_MAX * recording.inferences().size()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d answers came late, and these inferences count as up to %.0f ms longer than the device"
                                + " measured: the bench, or the way to the device, did not keep pace.",
                        recording.head().device(),
                        late.length,
                        recording.inferences().size(),
                        Math.ceil(late[late.length - 1])));
    }
}
