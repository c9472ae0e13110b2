package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Source;
import org.framebudget.devices.Sourced;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run leaves behind.
 *
 * @param result the result contract
 * @param timeline the first replication over time; absent where it was not asked for
 * @param log every frame of the first replication; absent where it was not asked for
 * @param latencyByStream delivery to result, all replications
 * @param budgetLatencyByStream from each stream's {@code budget_from} to the result, all replications
 * @param inferenceDeviceByStream result id of the device that each stream's first inference runs on, else of its camera's
 * @param profiles profile of each device, by position as in the result
 * @param used numbers of the profiles that this scenario rests on
 */
public record RunOutcome(
        RunResult result,
        @Nullable Timeline timeline,
        @Nullable RunLog log,
        List<LatencyHistogram> latencyByStream,
        List<LatencyHistogram> budgetLatencyByStream,
        List<String> inferenceDeviceByStream,
        List<DeviceProfile> profiles,
        List<UsedValue> used) {

    /**
     * A number or a curve in use.
     *
     * @param profile profile id
     * @param path place in the profile
     * @param value the number; absent for a curve or a trace
     */
    public record UsedValue(
            String profile, String path, @Nullable Sourced value, Source source) {}

    /** The same without its frames, which take more memory than all else. */
    public RunOutcome withoutLog() {
        return new RunOutcome(
                result,
                timeline,
                null,
                latencyByStream,
                budgetLatencyByStream,
                inferenceDeviceByStream,
                profiles,
                used);
    }
}
