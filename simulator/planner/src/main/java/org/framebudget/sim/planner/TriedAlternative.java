package org.framebudget.sim.planner;

import java.util.List;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.RunResult;

/**
 * What the figures of an alternative rest on.
 *
 * @param change as in the plan contract
 * @param durationS simulated time of one replication
 * @param streams with the time of each inference and how that is known
 * @param used numbers of the profiles
 * @param citations what those were taken from
 */
public record TriedAlternative(
        String change,
        long seed,
        double durationS,
        int replications,
        List<RunResult.Stream> streams,
        List<RunOutcome.UsedValue> used,
        List<String> citations) {}
