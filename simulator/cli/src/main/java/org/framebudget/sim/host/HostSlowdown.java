package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the machine was slowed down while it was measured: time by the clock on the wall over that where nothing disturbs, for one
 * piece of work after the other, whichever network it was of. Other programs and other machines on the same hardware stay for seconds
 * or minutes, so the whole calibration says more than a run of it.
 */
final class HostSlowdown {
    /** Work of a value: about as long as the shortest inference that people care for, so that short ones keep their spread. */
    static final double WORK_MS = 5;
    /** A file of more lines says no more. */
    private static final int MOST_VALUES = 20_000;

    private HostSlowdown() {}

    /** In the order of time; runs on several threads are left out, since they wait for each other too. */
    static List<Double> of(List<HostTiming> timings, List<HostLevel> levels) {
        Map<HostPlan.Job, Double> calmMs = new LinkedHashMap<>();
        levels.forEach(level -> calmMs.put(level.calmest().job(), level.levelMs()));
        List<Double> values = new ArrayList<>();
        for (HostTiming timing : timings) {
            Double levelMs = calmMs.get(timing.job());
            if (timing.threads() == 1 && levelMs != null) {
                add(values, timing.latenciesNs(), levelMs);
            }
        }
        // later ones are of the same machine
        return List.copyOf(values.subList(0, Math.min(MOST_VALUES, values.size())));
    }

    /** Short inferences share a value, long ones take several; what is left at the end of a run is too short for one. */
    private static void add(List<Double> values, long[] latenciesNs, double levelMs) {
        double workMs = 0;
        double wallMs = 0;
        for (long ns : latenciesNs) {
            workMs += levelMs;
            wallMs += ns / 1e6;
            int whole = (int) (workMs / WORK_MS);
            if (whole > 0) {
                double slowdown = wallMs / workMs;
                for (int i = 0; i < whole; i++) {
                    values.add(slowdown);
                }
                workMs -= whole * WORK_MS;
                wallMs = workMs * slowdown;
            }
        }
    }
}
