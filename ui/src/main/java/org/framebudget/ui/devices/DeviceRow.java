package org.framebudget.ui.devices;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.ui.compare.PinRows;
import org.jspecify.annotations.Nullable;

/**
 * A scenario on one profile.
 *
 * @param result absent where it does not run there
 * @param timeline absent where it does not run there
 * @param used what its numbers rest on
 * @param differences what is different beside the profile
 * @param reason why it does not run there; empty where it does
 */
public record DeviceRow(
        String profile,
        @Nullable RunResult result,
        @Nullable Timeline timeline,
        List<RunOutcome.UsedValue> used,
        List<String> differences,
        String reason) {

    /** The figures as the table of pinned results has them; absent where it does not run. */
    public PinRows.@Nullable Row figures() {
        return result == null ? null : PinRows.of(profile, result);
    }

    /** The hottest that a skin gets, in °C; a dash where there is none, empty where the scenario does not run. */
    public String hottest() {
        return result == null ? "" : PinRows.hottest(result);
    }

    /** What the devices of a result are known from, each kind once. */
    static String evidence(RunResult result) {
        return result.devices().stream()
                .map(RunResult.Device::evidence)
                .distinct()
                .map(kind -> kind.toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
