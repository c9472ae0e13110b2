package org.framebudget.sim.hil.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.hil.agent.wire.Invoke;
import org.framebudget.sim.hil.agent.wire.Result;
import org.jspecify.annotations.Nullable;

/** The inferences of one session: one at a time for each network, the others queue; results are kept until acknowledged. */
final class Jobs {
    private final int mostOutstanding;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final Map<Long, Lane> running = new HashMap<>();
    private final Deque<Result> unacknowledged = new ArrayDeque<>();

    private int queued;
    private long received;
    private long results;

    Jobs(int mostOutstanding) {
        this.mostOutstanding = mostOutstanding;
    }

    /** One inference for the target to begin. */
    record Start(int targetNetwork, long job) {}

    /** What an end brings about. */
    record End(Result result, @Nullable Start next) {}

    private static final class Lane {
        private final int targetNetwork;
        private final Deque<Long> queue = new ArrayDeque<>();
        private boolean busy;

        Lane(int targetNetwork) {
            this.targetNetwork = targetNetwork;
        }
    }

    /** A network is ready. */
    void ready(int network, int targetNetwork) {
        lanes.put(network, new Lane(targetNetwork));
    }

    /**
     * Takes an inference.
     *
     * @return what is to be begun at once, absent where it has to wait
     * @throws Incoming.ProtocolBreach where it is not the next one, names no network that is ready or is one too many
     */
    @Nullable
    Start invoke(Invoke invoke) {
        Lane lane = lanes.get(invoke.getNetwork());
        if (lane == null) {
            throw new Incoming.ProtocolBreach("an inference of the network "
                    + Integer.toUnsignedString(invoke.getNetwork()) + ", which is not loaded");
        }
        if (invoke.getNumber() <= received) {
            throw new Incoming.ProtocolBreach(
                    "the inference " + Long.toUnsignedString(invoke.getNumber()) + " after " + received);
        }
        acknowledged(invoke.getResultsReceived());
        if (queued + running.size() + unacknowledged.size() >= mostOutstanding) {
            throw new Incoming.ProtocolBreach("more than " + mostOutstanding + " inferences at once");
        }
        received = invoke.getNumber();
        if (lane.busy) {
            lane.queue.add(received);
            queued++;
            return null;
        }
        return begin(lane, received);
    }

    private Start begin(Lane lane, long job) {
        lane.busy = true;
        running.put(job, lane);
        return new Start(lane.targetNetwork, job);
    }

    /** An inference has ended; absent where it was none of these. */
    @Nullable
    End done(long job, long invokeNs) {
        Lane lane = running.remove(job);
        if (lane == null) {
            return null;
        }
        lane.busy = false;
        Result result = Result.newBuilder()
                .setNumber(++results)
                .setInvoke(job)
                .setInvokeNs(invokeNs)
                .build();
        unacknowledged.add(result);
        Long next = lane.queue.poll();
        if (next == null) {
            return new End(result, null);
        }
        queued--;
        return new End(result, begin(lane, next));
    }

    /** Results up to here have arrived. */
    void acknowledged(long resultsReceived) {
        if (resultsReceived < 0 || resultsReceived > results) {
            throw new Incoming.ProtocolBreach("an acknowledgement of results that there are not");
        }
        while (!unacknowledged.isEmpty() && unacknowledged.peek().getNumber() <= resultsReceived) {
            unacknowledged.remove();
        }
    }

    List<Result> unacknowledged() {
        return new ArrayList<>(unacknowledged);
    }

    /** Number of the last inference taken. */
    long received() {
        return received;
    }

    boolean busy() {
        return !running.isEmpty();
    }
}
