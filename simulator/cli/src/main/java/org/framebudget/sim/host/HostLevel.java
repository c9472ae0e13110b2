package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job's level over all rounds: its calmest run.
 *
 * @param calmest the run with the smallest time among those that were not crowded; among all where each was
 * @param rounds how many runs there were
 * @param spreadFraction slowest over calmest run, less one
 * @param crowded true where every run was
 */
record HostLevel(HostTiming calmest, int rounds, double spreadFraction, boolean crowded) {

    /** In the order in which the jobs were first measured. */
    static List<HostLevel> of(List<HostTiming> timings, int cores) {
        Map<HostPlan.Job, List<HostTiming>> byJob = new LinkedHashMap<>();
        for (HostTiming timing : timings) {
            byJob.computeIfAbsent(timing.job(), k -> new ArrayList<>()).add(timing);
        }
        List<HostLevel> levels = new ArrayList<>();
        byJob.forEach((job, runs) -> {
            List<HostTiming> quiet =
                    runs.stream().filter(run -> !run.crowded(cores)).toList();
            HostTiming calmest = (quiet.isEmpty() ? runs : quiet)
                    .stream()
                            .min(Comparator.comparingDouble(HostTiming::calmMs))
                            .orElseThrow();
            double slowestMs =
                    runs.stream().mapToDouble(HostTiming::calmMs).max().orElseThrow();
            levels.add(new HostLevel(calmest, runs.size(), slowestMs / calmest.calmMs() - 1, quiet.isEmpty()));
        });
        return List.copyOf(levels);
    }

    double levelMs() {
        return calmest.calmMs();
    }
}
