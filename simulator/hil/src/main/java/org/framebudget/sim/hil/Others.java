package org.framebudget.sim.hil;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What else a device did while it answered: inferences wait for other programs, which is no property of the device. */
final class Others {
    /** The bench itself and the system take some of it. */
    private static final double CORES_MAX = 0.25;
    /** Shorter runs say nothing of a mean. */
    private static final double LEAST_S = 1;

    private Others() {}

    /** Cores kept busy by anything but the run's inferences, on average; absent where the system does not show it. */
    static @Nullable Double of(Recording recording) {
        OptionalDouble busy = recording.samples().stream()
                .map(sample -> sample.what().busyFraction())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        double lastS = recording.samples().stream()
                        .mapToLong(Recording.Sample::atNs)
                        .max()
                        .orElse(0)
                * 1e-9;
        return busy.isEmpty() || lastS < LEAST_S
                ? null
                : Math.max(0, busy.getAsDouble() * recording.head().target().cores() - ownS(recording, lastS) / lastS);
    }

    /** Seconds of cores that inferences took until an instant; threads of an inference are taken as busy as long as it. */
    private static double ownS(Recording recording, double untilS) {
        double sumS = 0;
        for (InferenceRecord each : recording.inferences()) {
            if (each.startNs() * 1e-9 < untilS) {
                int threads = Math.max(
                        1, recording.head().networks().get(each.network()).threads());
                sumS += (each.invokeNs() * threads + each.convertNs()) * 1e-9;
            }
        }
        return sumS;
    }

    static Optional<String> warning(Recording recording) {
        Double cores = of(recording);
        return cores == null || cores <= CORES_MAX
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: other programs kept %.1f of %d cores busy, and inferences wait for them: on a calm device they may take"
                                + " less time.",
                        recording.head().device(),
                        cores,
                        recording.head().target().cores()));
    }
}
