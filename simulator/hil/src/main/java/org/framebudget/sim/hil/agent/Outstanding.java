package org.framebudget.sim.hil.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.framebudget.sim.hil.agent.wire.Invoke;
import org.framebudget.sim.hil.agent.wire.Result;
import org.jspecify.annotations.Nullable;

/** A client's inferences that are not answered: which the agent has, which have yet to be sent. */
final class Outstanding {
    private final TreeMap<Long, Job> jobs = new TreeMap<>();
    private final TreeMap<Long, Job> unsent = new TreeMap<>();

    private int mostOutstanding;
    private long numbers;
    private long resultsReceived;
    private long acknowledged;

    private record Job(long number, long job, int network) {}

    void add(int network, long job) {
        Job added = new Job(++numbers, job, network);
        jobs.put(added.number(), added);
        unsent.put(added.number(), added);
    }

    /** A stream has begun. In a fresh session all is to be sent again, in another what comes above the last received. */
    void begin(boolean fresh, long invokesReceived, int most) {
        mostOutstanding = Math.max(1, most);
        unsent.clear();
        if (fresh) {
            resultsReceived = 0;
            acknowledged = 0;
            unsent.putAll(jobs);
        } else {
            unsent.putAll(jobs.tailMap(invokesReceived, false));
        }
    }

    /** What may be sent now. */
    List<Invoke> toSend() {
        List<Invoke> invokes = new ArrayList<>();
        while (!unsent.isEmpty() && jobs.size() - unsent.size() < mostOutstanding) {
            Job job = unsent.pollFirstEntry().getValue();
            invokes.add(Invoke.newBuilder()
                    .setNumber(job.number())
                    .setNetwork(job.network())
                    .setResultsReceived(resultsReceived)
                    .build());
            acknowledged = resultsReceived;
        }
        return invokes;
    }

    /** The caller's number of an inference that has its first answer; absent for an answer that came before. */
    @Nullable
    Long answered(Result result) {
        if (result.getNumber() <= resultsReceived) {
            return null;
        }
        resultsReceived = result.getNumber();
        Job job = jobs.remove(result.getInvoke());
        unsent.remove(result.getInvoke());
        return job == null ? null : job.job();
    }

    long resultsReceived() {
        return resultsReceived;
    }

    /** The results to acknowledge where no inference says it on its way, 0 for none. */
    long toAcknowledge() {
        if (acknowledged == resultsReceived) {
            return 0;
        }
        acknowledged = resultsReceived;
        return resultsReceived;
    }

    int count() {
        return jobs.size();
    }

    void clear() {
        jobs.clear();
        unsent.clear();
    }
}
