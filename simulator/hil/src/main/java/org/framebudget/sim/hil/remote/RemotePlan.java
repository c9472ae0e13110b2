package org.framebudget.sim.hil.remote;

import java.time.Duration;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * How to measure.
 *
 * @param program path of {@code benchmark_model} on the device; absent to look for it
 * @param folder on the device under which a working folder is made; absent to choose one
 * @param coolDown before each network; absent for none
 * @param minRuns inferences at least
 * @param minTime of inferences at least
 * @param maxTime of inferences at most, after which the tool itself stops
 * @param sustained a long run instead of one; absent for one
 * @param operators whether a second run tells the times of operators
 * @param loadLimit for all that is not inference: starting, loading, preparing a delegate
 */
public record RemotePlan(
        @Nullable String program,
        @Nullable String folder,
        @Nullable CoolDown coolDown,
        int minRuns,
        Duration minTime,
        Duration maxTime,
        @Nullable Sustained sustained,
        boolean operators,
        Duration loadLimit) {
    /** What the tool does by itself: 50 inferences and a second at least, 150 s at most. */
    public static final RemotePlan USUAL = new RemotePlan(
            null, null, null, 50, Duration.ofSeconds(1), Duration.ofSeconds(150), null, false, Duration.ofMinutes(3));

    /** @throws InputException where a time or number is out of range */
    public RemotePlan {
        if (minRuns < 1) {
            throw new InputException("runs: " + minRuns + " is below 1.");
        }
        if (minTime.isNegative() || maxTime.compareTo(minTime) < 0 || maxTime.isZero()) {
            throw new InputException("time: at least " + Faults.seconds(minTime) + " and at most "
                    + Faults.seconds(maxTime) + " cannot both be.");
        }
        if (loadLimit.isNegative() || loadLimit.isZero()) {
            throw new InputException("load limit: " + Faults.seconds(loadLimit) + " is no time.");
        }
    }

    /**
     * Waiting until the device is cool.
     *
     * @param belowDegC what the hottest zone has to be below
     * @param limit after which it is measured warm as it is
     */
    public record CoolDown(double belowDegC, Duration limit) {}

    /**
     * Runs one after another.
     *
     * @param total how long
     * @param window how long each run is, as the tool runs it
     */
    public record Sustained(Duration total, Duration window) {
        /** @throws InputException where a window is under 0.1 s or longer than the whole */
        public Sustained {
            if (window.toMillis() < 100 || total.compareTo(window) < 0) {
                throw new InputException("sustained: windows of " + Faults.seconds(window) + " in "
                        + Faults.seconds(total) + "; a window is 0.1 s or more and no longer than the whole.");
            }
        }
    }
}
