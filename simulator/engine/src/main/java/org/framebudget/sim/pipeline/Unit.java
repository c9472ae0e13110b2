package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.jspecify.annotations.Nullable;

/**
 * A unit of a device: equal servers, and one waiting list in which the frames of all cameras and stages compete. A
 * completion first takes the next waiting frame and only then hands its own frame on. Equal units may form a pool: frames
 * wait at its first unit and start on whichever is free, each server with the clock, weights and power of its own unit.
 */
final class Unit {
    static final int SERVERS_MAX = 62;

    final String id;
    final int index;
    final DeviceUnderTest device;
    final Job[] servers;
    final WaitingList waiting = new WaitingList();

    /** Delays results on a pipelined accelerator. */
    final ResultTail tail = new ResultTail(this);

    private final Scheduling scheduling;

    /** Absent where each frame is answered alone. */
    @Nullable
    Batching batching;

    private @Nullable ModelledUnit modelled;

    /** A bit for each idle server; the lowest goes first. */
    private long idle;

    private int lastServedStream = -1;
    /** The units that answer what waits at the first of them; this one alone where nothing else is said. */
    UnitPool pool = new UnitPool(this, List.of());

    private boolean dead;

    /** Lost for now: nothing starts, and frames wait. */
    private boolean failed;

    /** Busy time since {@code takenNs} of jobs that have ended. */
    private long busyNs;

    private long takenNs;

    /** Busy time times the power of its jobs beyond what the operating point states. */
    private double extraNs;

    private double extraTakenNs;

    Unit(String id, int index, int serverCount, DeviceUnderTest device, Scheduling scheduling) {
        this.id = id;
        this.index = index;
        this.device = device;
        this.scheduling = scheduling;
        if (serverCount > SERVERS_MAX) {
            throw new IllegalArgumentException(
                    "A unit has at most " + SERVERS_MAX + " servers, not " + serverCount + ".");
        }
        servers = new Job[serverCount];
        for (int i = 0; i < serverCount; i++) {
            servers[i] = new Job(this, 1L << i);
        }
        idle = (1L << serverCount) - 1;
    }

    /** The modelled side of this unit; asked for by its device alone. */
    ModelledUnit modelled() {
        if (modelled == null) {
            throw new IllegalStateException("The unit '" + id + "' is not modelled.");
        }
        return modelled;
    }

    void modelledBy(ModelledUnit side) {
        modelled = side;
    }

    /** One of its own servers has no job. */
    boolean hasIdleServerItself() {
        return idle != 0;
    }

    private boolean anyIdle() {
        return idle != 0 || pool.idleMate() != null;
    }

    boolean hasIdleServer() {
        return waiting.first == null && batching == null && anyIdle();
    }

    /** The frame asks for its stage's jobs: they start at once where a server is idle, else the frame waits. */
    void submit(long nowNs, StreamStage stage, Frame frame) {
        if (hasIdleServer() && allStarted(nowNs, stage, frame)) {
            return;
        }
        if (dead) {
            stage.drop(nowNs, frame, DropReason.KILLED);
        } else {
            waiting.append(nowNs, frame);
            if (batching != null) {
                gather(nowNs);
            }
        }
    }

    void completed(long nowNs, Job job) {
        Frame frame = job.frame;
        if (frame == null) {
            throw new IllegalStateException("A server without a job reports a completion.");
        }
        long startedNs = job.startedNs;
        long tailNs = job.tailNs;
        int frames = job.frames;
        count(job, nowNs);
        idle |= job.bit;
        device.ended(job, nowNs);
        if (pool.lead.waiting.first != null) {
            pool.lead.refill(nowNs);
        }
        if (frames > 1) {
            handOnBatch(nowNs, frame, frames, startedNs, tailNs);
        } else if (tailNs > 0) {
            tail.add(nowNs, frame, stageOf(frame).work, startedNs, tailNs);
        } else {
            jobDone(nowNs, frame, startedNs);
        }
    }

    private void handOnBatch(long nowNs, Frame first, int frames, long startedNs, long tailNs) {
        Frame next = first;
        for (int i = 0; i < frames && next != null; i++) {
            Frame done = next;
            next = done.next;
            if (tailNs > 0) {
                tail.add(nowNs, done, stageOf(done).work, startedNs, tailNs);
            } else {
                jobDone(nowNs, done, startedNs);
            }
        }
    }

    /** Starts the batches that are full or have waited long enough. */
    void gather(long nowNs) {
        Batching by = batching;
        while (by != null && idle != 0 && waiting.first != null) {
            Frame next = scheduling == Scheduling.FIFO ? waiting.first : pickByRule(waiting.first);
            int count = alike(next, by.framesMax);
            if (count < by.framesMax && stageOf(next).single && nowNs < next.placedNs + by.waitNs) {
                by.lookAgain(next.placedNs + by.waitNs);
                return;
            }
            startBatch(nowNs, next, count);
        }
    }

    /** Frames that wait for the same network as this one, itself included; at most {@code most}. */
    private int alike(Frame frame, int most) {
        int count = 0;
        for (Frame f = waiting.first; f != null && count < most; f = f.next) {
            count += sameBatch(f, frame) ? 1 : 0;
        }
        return count;
    }

    private static boolean sameBatch(Frame a, Frame b) {
        return a == b || stageOf(a).gathersWith(stageOf(b));
    }

    /** The frame and the first of those like it, chained by {@link Frame#next} while they are in service. */
    private void startBatch(long nowNs, Frame frame, int count) {
        if (count == 1) {
            if (allStarted(nowNs, stageOf(frame), frame)) {
                waiting.remove(nowNs, frame);
            }
            return;
        }
        Frame last = frame;
        Frame at = waiting.first;
        waitingOut(nowNs, frame);
        int others = count - 1;
        // the list changes under the walk only by what is taken out
        at = at == frame ? waiting.first : at;
        while (at != null && others > 0) {
            Frame after = at.next;
            if (sameBatch(at, frame)) {
                waitingOut(nowNs, at);
                last.next = at;
                last = at;
                others--;
            }
            at = after;
        }
        last.next = null;
        startJob(nowNs, frame, count - others);
    }

    private void waitingOut(long nowNs, Frame frame) {
        if (frame.startedNs < 0) {
            stageOf(frame).firstStart(nowNs, frame);
        }
        waiting.remove(nowNs, frame);
        if (scheduling == Scheduling.ROUND_ROBIN) {
            lastServedStream = stageOf(frame).stream.index;
        }
    }

    /** A job's result is there. */
    void jobDone(long nowNs, Frame frame, long startedNs) {
        StreamStage stage = frame.stage;
        if (stage == null) {
            throw new IllegalStateException("A job ends whose frame has gone.");
        }
        stage.served(nowNs - startedNs);
        if (stage.single) {
            stage.leave(nowNs, frame);
        } else if (frame.repeats > 0) {
            frame.repeats--;
            frame.running = 0;
            frame.toStart = 1;
            frame.enqueuedNs = nowNs;
            pool.lead.submit(nowNs, stage, frame);
        } else if (--frame.running == 0 && frame.toStart == 0) {
            stage.leave(nowNs, frame);
        }
    }

    /** Server-nanoseconds with a job since the last call. */
    long takeBusyNs(long nowNs) {
        for (Job server : servers) {
            if (!dead && !failed && (idle & server.bit) == 0) {
                count(server, nowNs);
            }
        }
        long taken = busyNs;
        extraTakenNs = extraNs;
        busyNs = 0;
        extraNs = 0;
        takenNs = nowNs;
        return taken;
    }

    /** Of the time last taken, what jobs with more power than the operating point states count beyond it. */
    double extraTakenNs() {
        return extraTakenNs;
    }

    private void count(Job job, long nowNs) {
        long ns = nowNs - Math.max(job.startedNs, takenNs);
        busyNs += ns;
        extraNs += job.extraPowerFraction * ns;
    }

    /** True once the device has died: nothing starts any more. */
    boolean dead() {
        return dead;
    }

    /** The device dies: all jobs and waiting frames are forgotten, and nothing starts any more. */
    void kill(long nowNs) {
        dead = true;
        while (waiting.first != null) {
            waiting.remove(nowNs, waiting.first);
        }
        for (Job server : servers) {
            if (!failed && (idle & server.bit) == 0) {
                count(server, nowNs);
            }
        }
        idle = 0;
        tail.clear();
    }

    /**
     * The unit is lost: nothing of what runs will complete and nothing starts until {@link #repair}.
     *
     * @return the frames that it had in service, for the caller to drop
     */
    List<Frame> fail(long nowNs, Simulator simulator) {
        Set<Frame> lost = new LinkedHashSet<>();
        for (Job server : servers) {
            if (!failed && (idle & server.bit) == 0 && server.frame != null) {
                Frame held = server.frame;
                for (int i = 0; i < server.frames && held != null; i++) {
                    lost.add(held);
                    held = held.next;
                }
                count(server, nowNs);
                simulator.cancel(server);
                device.ended(server, nowNs);
            }
        }
        lost.addAll(tail.clear());
        for (Frame frame = waiting.first; frame != null; frame = frame.next) {
            // between two of its jobs
            if (frame.startedNs != Frame.NEVER) {
                lost.add(frame);
            }
        }
        for (Frame frame : lost) {
            if (waiting.has(frame)) {
                waiting.remove(nowNs, frame);
            }
        }
        failed = true;
        idle = 0;
        return new ArrayList<>(lost);
    }

    /** The unit is there again, as new; what waits starts. */
    void repair(long nowNs) {
        failed = false;
        idle = (1L << servers.length) - 1;
        if (modelled != null) {
            modelled.forget();
        }
        if (waiting.first != null) {
            refill(nowNs);
        }
    }

    private void refill(long nowNs) {
        if (batching != null) {
            gather(nowNs);
            return;
        }
        while (waiting.first != null && anyIdle()) {
            Frame next = scheduling == Scheduling.FIFO ? waiting.first : pickByRule(waiting.first);
            if (allStarted(nowNs, stageOf(next), next)) {
                waiting.remove(nowNs, next);
            }
        }
    }

    /** Starts as many of the frame's jobs as there are idle servers, at least one; true where that is all of them. */
    private boolean allStarted(long nowNs, StreamStage stage, Frame frame) {
        if (frame.startedNs < 0) {
            stage.firstStart(nowNs, frame);
        }
        if (scheduling == Scheduling.ROUND_ROBIN) {
            lastServedStream = stage.stream.index;
        }
        if (stage.single) {
            startJob(nowNs, frame, 1);
            return true;
        }
        do {
            frame.toStart--;
            frame.running++;
            startJob(nowNs, frame, 1);
        } while (frame.toStart > 0 && anyIdle());
        return frame.toStart == 0;
    }

    private void startJob(long nowNs, Frame frame, int frames) {
        Unit mate = idle != 0 ? null : pool.idleMate();
        Unit on = mate == null ? this : mate;
        Job job = on.servers[Long.numberOfTrailingZeros(on.idle)];
        on.idle ^= job.bit;
        job.frame = frame;
        job.startedNs = nowNs;
        job.tailNs = 0;
        job.frames = frames;
        job.extraPowerFraction = job.work().extraPowerFraction();
        device.start(job, nowNs);
    }

    private Frame pickByRule(Frame first) {
        Frame best = first;
        long bestRank = Long.MAX_VALUE;
        for (@Nullable Frame f = first; f != null; f = f.next) {
            Stream stream = stageOf(f).stream;
            long rank = switch (scheduling) {
                case FIFO -> 0;
                case PRIORITY -> -(long) stream.priority;
                case EARLIEST_DEADLINE -> stream.deadlineNs(f);
                // streams after the last one served come first, in their order
                case ROUND_ROBIN ->
                    stream.index > lastServedStream ? stream.index : stream.index + (long) Integer.MAX_VALUE;
            };
            if (rank < bestRank) {
                bestRank = rank;
                best = f;
            }
        }
        return best;
    }

    private static StreamStage stageOf(Frame frame) {
        StreamStage stage = frame.stage;
        if (stage == null) {
            throw new IllegalStateException("A frame waits that has no stage.");
        }
        return stage;
    }
}
