package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * The same workload in its first 60 s and in steady state.
 *
 * @param burst the first 60 s from the scenario's own start state
 * @param sustained steady state; absent where none was reached
 * @param more how much more fits in each; absent where it was not looked for
 * @param other what else could be done and what the answer hangs on; absent where it was not looked for
 * @param maps which frame rates and inputs are possible, one a pipeline; may be empty
 * @param users which users with different devices meet; absent where nobody asks
 * @param ranking which device does best; absent where it was not looked for
 * @param fleet which devices to buy, all else being about one of them; absent where that was not asked
 */
public record BurstAndSustained(
        Phase burst,
        @Nullable Phase sustained,
        @Nullable MoreFits more,
        @Nullable OtherWays other,
        List<FeasibilityMap> maps,
        @Nullable UsersMeeting users,
        @Nullable DeviceRanking ranking,
        @Nullable FleetReport fleet) {
    /** Without a search for headroom and alternatives. */
    public BurstAndSustained(Phase burst, @Nullable Phase sustained) {
        this(burst, sustained, null, null, List.of(), null, null, null);
    }

    /**
     * One of the two.
     *
     * @param meets whether every objective that applies holds and every device lasts
     * @param streams by position as in the result
     * @param cyclePeriodS period of the governors' limit cycle; absent where they hold still
     * @param checks the objectives in this phase
     * @param devices the devices in this phase, by position as in the result; may be empty
     */
    public record Phase(
            boolean meets,
            List<StreamFigures> streams,
            @Nullable Double cyclePeriodS,
            List<RunResult.Check> checks,
            List<RunResult.Device> devices) {
        /** Of the streams alone. */
        public Phase(boolean meets, List<StreamFigures> streams, @Nullable Double cyclePeriodS) {
            this(meets, streams, cyclePeriodS, List.of(), List.of());
        }
    }

    /**
     * One stream in one phase.
     *
     * @param missFraction (late + dropped) / captured
     * @param latency from {@code budget_from} to the result; absent where it was not kept
     */
    public record StreamFigures(
            String id,
            double processedFps,
            double missFraction,
            @Nullable LatencyHistogram latency) {}
}
