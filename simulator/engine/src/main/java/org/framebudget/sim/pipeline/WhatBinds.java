package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * Whether the busiest unit is what binds. It is where frames suffer; where they do not, the reason says that no unit is
 * short of time, and what fails instead.
 */
final class WhatBinds {
    private WhatBinds() {}

    static RunResult.@Nullable Bottleneck of(
            RunResult.@Nullable Bottleneck busiest,
            List<RunResult.Stream> streams,
            List<RunResult.Device> devices,
            RunResult.SloVerdict slo) {
        if (busiest == null || framesSuffer(streams, slo)) {
            return busiest;
        }
        List<String> reasons = new ArrayList<>();
        reasons.add("no unit is short of time: " + busiest.why());
        for (RunResult.Device device : devices) {
            if (device.killedAtS() != null) {
                reasons.add(String.format(Locale.ROOT, "%s ended after %.1f s", device.id(), device.killedAtS()));
            }
        }
        for (RunResult.Check check : slo.checks()) {
            if (!check.met()) {
                reasons.add(check.name() + " is not met: "
                        + (check.actual() == null ? "unknown" : Figures.plain(check.actual())) + ", asked "
                        + (check.name().endsWith("_min") ? "at least " : "at most ") + Figures.plain(check.limit()));
            }
        }
        return new RunResult.Bottleneck(
                busiest.device(),
                busiest.unit(),
                busiest.link(),
                busiest.policy(),
                String.join("; ", reasons),
                busiest.cheapestFix());
    }

    /** A unit asked for more than it can give, or frames missed where that breaks an objective or none is given. */
    private static boolean framesSuffer(List<RunResult.Stream> streams, RunResult.SloVerdict slo) {
        boolean counts =
                slo.checks().isEmpty() || slo.checks().stream().anyMatch(check -> !check.met() && check.ofFrames());
        return streams.stream().anyMatch(stream -> !stream.cadenceMet() || (counts && stream.missFraction() > 0));
    }
}
