package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.agent.wire.Alive;
import org.framebudget.sim.hil.agent.wire.Blame;
import org.framebudget.sim.hil.agent.wire.Ended;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.Hello;
import org.framebudget.sim.hil.agent.wire.Pong;
import org.framebudget.sim.hil.agent.wire.Result;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.framebudget.sim.hil.agent.wire.Waiting;
import org.framebudget.sim.hil.agent.wire.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * One client's use of the device, over one stream after another. The target is never called with the session's lock held: it
 * calls back from threads that hold locks of its own.
 */
final class Session implements Target.Listener {
    private static final FromAgent PONG =
            FromAgent.newBuilder().setPong(Pong.getDefaultInstance()).build();

    private final Agent agent;
    private final Limits limits;
    private final ByteString id;
    private final int number;
    private final String who;
    private final String name;
    private final long begunNs = System.nanoTime();
    private final Jobs jobs;
    private final Networks networks;
    private final ExecutorService worker;
    private final AtomicBoolean beginning = new AtomicBoolean();

    private @Nullable Stream stream;
    private @Nullable Target target;
    private @Nullable Welcome welcome;
    private @Nullable Ended ended;
    private long heardNs = begunNs;
    /** From its beginning on: its first stream is attached a little later. */
    private long silentSinceNs = begunNs;

    /**
     * @param who whoever proved this identity may go on with it
     * @param peer where it came from first
     */
    Session(Agent agent, ByteString id, int number, String who, String peer) {
        this.agent = agent;
        this.limits = agent.limits();
        this.id = id;
        this.number = number;
        this.who = who;
        this.name = "session " + number + " (" + who + ", " + peer + ")";
        this.jobs = new Jobs(limits.outstandingJobs());
        this.networks = new Networks(limits);
        this.worker = Executors.newSingleThreadExecutor(Agent.daemon("agent-session-" + number));
    }

    ByteString id() {
        return id;
    }

    String who() {
        return who;
    }

    synchronized boolean isOver() {
        return ended != null;
    }

    /** It has the device now: prepares it. */
    void begin() {
        try {
            if (!beginning.getAndSet(true)) {
                worker.execute(this::openTarget);
            }
        } catch (RejectedExecutionException e) {
            // ended in the meantime
        }
    }

    private void openTarget() {
        Target opened;
        Welcome greeting;
        try {
            opened = agent.openTarget();
            synchronized (this) {
                target = opened;
                if (ended != null) {
                    return; // its end closes it
                }
            }
            networks.open(agent.work(), number);
            opened.listen(this);
            greeting = Welcome.newBuilder()
                    .setSession(id)
                    .setFresh(true)
                    .setDevice(Wire.device(opened.info()))
                    .setMostOutstanding(limits.outstandingJobs())
                    .setResumeMs(limits.resume().toMillis())
                    .setAliveMs(limits.alive().toMillis())
                    .setMostChunkBytes(Limits.CHUNK_BYTES)
                    .build();
        } catch (IOException | RuntimeException e) {
            end(Blame.MACHINE, "The agent cannot prepare the device: " + Agent.words(e), false);
            return;
        }
        synchronized (this) {
            welcome = greeting;
            heardNs = System.nanoTime();
            send(FromAgent.newBuilder().setWelcome(greeting).build());
        }
        agent.note(name + " has the device.");
    }

    /** A stream that names this session, or its first one. */
    synchronized void attach(Stream next, Hello hello) {
        Stream before = stream;
        if (before != null && before != next) {
            before.close(Status.ABORTED.withDescription("the session goes on over another connection"));
        }
        networks.abandon();
        stream = next;
        heardNs = System.nanoTime();
        if (ended != null) {
            send(FromAgent.newBuilder().setEnded(ended).build());
            next.close(Status.OK);
            return;
        }
        Welcome greeting = welcome;
        if (greeting == null) {
            sayWaiting();
            return;
        }
        try {
            jobs.acknowledged(hello.getResultsReceived());
        } catch (Incoming.ProtocolBreach e) {
            end(e);
            return;
        }
        send(FromAgent.newBuilder()
                .setWelcome(greeting.toBuilder().setFresh(false).setInvokesReceived(jobs.received()))
                .build());
        for (Result result : jobs.unacknowledged()) {
            send(FromAgent.newBuilder().setResult(result).build());
        }
        agent.note(name + " goes on.");
    }

    /** A stream has ended, by whatever cause. */
    void detach(Stream gone) {
        synchronized (this) {
            if (gone != stream) {
                return;
            }
            stream = null;
            silentSinceNs = System.nanoTime();
            networks.abandon();
            if (ended != null) {
                return;
            }
        }
        if (!agent.queue().has(this)) {
            end(Blame.MACHINE, "The client left the queue.", false);
        } else {
            agent.note(name + " lost its connection; it waits " + Agent.span(limits.resume()) + " for another.");
        }
    }

    /** A message of a stream, after its Hello. */
    void received(Stream from, ToAgent message) {
        Jobs.Start start = null;
        Incoming ready = null;
        Target device;
        try {
            synchronized (this) {
                device = target;
                if (ended != null || from != stream) {
                    return;
                }
                heardNs = System.nanoTime();
                if (device == null || welcome == null) {
                    throw new Incoming.ProtocolBreach("a message before its welcome");
                }
                switch (message.getWhatCase()) {
                    case LOAD -> ready = networks.load(message.getLoad(), this::send);
                    case CHUNK -> ready = networks.chunk(message.getChunk(), this::send);
                    case INVOKE -> start = jobs.invoke(message.getInvoke());
                    case ACKNOWLEDGE ->
                        jobs.acknowledged(message.getAcknowledge().getResultsReceived());
                    case PING -> send(PONG);
                    case GOODBYE -> end(Blame.MACHINE, "", false);
                    default -> throw new Incoming.ProtocolBreach("a message that has no place here");
                }
            }
        } catch (Incoming.ProtocolBreach e) {
            end(e);
            return;
        }
        if (start != null) {
            invoke(device, start);
        }
        if (ready != null) {
            Incoming complete = ready;
            try {
                worker.execute(() -> loadOn(device, complete));
            } catch (RejectedExecutionException e) {
                // ended in the meantime
            }
        }
    }

    private void invoke(Target device, Jobs.Start start) {
        try {
            device.invoke(start.targetNetwork(), start.job());
        } catch (RuntimeException e) {
            end(Blame.MACHINE, "The device takes no inference: " + Agent.words(e), false);
        }
    }

    private void loadOn(Target device, Incoming complete) {
        Networks.Outcome outcome = Networks.loadOn(device, complete);
        synchronized (this) {
            if (outcome.targetNetwork() != null) {
                jobs.ready(complete.load().getNetwork(), outcome.targetNetwork());
            }
            networks.settled(complete, outcome);
            heardNs = System.nanoTime();
            send(outcome.answer());
        }
        agent.note(name + ": " + outcome.words());
    }

    @Override
    public void done(long job, long invokeNs, long arrivedNs) {
        Jobs.End end;
        Target device;
        synchronized (this) {
            end = ended == null ? jobs.done(job, invokeNs) : null;
            device = target;
            if (end == null || device == null) {
                return;
            }
            heardNs = System.nanoTime(); // a client whose inference takes long is not idle
            send(FromAgent.newBuilder().setResult(end.result()).build());
        }
        if (end.next() != null) {
            invoke(device, end.next());
        }
    }

    @Override
    public void sampled(DeviceSample sample) {
        FromAgent message = FromAgent.newBuilder()
                .setSample(Wire.sample(sample, System.nanoTime()))
                .build();
        synchronized (this) {
            if (stream != null && welcome != null && ended == null) {
                stream.sendIfReady(message);
            }
        }
    }

    @Override
    public void lost(MachineException why) {
        end(Blame.MACHINE, Agent.words(why), false);
    }

    private synchronized void send(FromAgent message) {
        if (stream != null) {
            stream.send(message);
        }
    }

    private void sayWaiting() {
        boolean mine = agent.queue().has(this);
        send(FromAgent.newBuilder()
                .setWaiting(Waiting.newBuilder()
                        .setBefore(mine ? 0 : agent.queue().before(this))
                        .setBusyMs(
                                mine
                                        ? 0
                                        : TimeUnit.NANOSECONDS.toMillis(
                                                agent.queue().busyNs())))
                .build());
    }

    /** Called now and then: says that it is alive, and ends what has to end. */
    void tick(long nowNs) {
        String end = null;
        boolean gone = false;
        synchronized (this) {
            if (ended != null) {
                if (nowNs - heardNs > limits.resume().toNanos()) {
                    agent.forget(this);
                }
                return;
            }
            if (stream == null && nowNs - silentSinceNs > limits.resume().toNanos()) {
                gone = true;
                end = "The client did not come back within " + Agent.span(limits.resume()) + ".";
            } else if (welcome == null) {
                sayWaiting();
            } else if (nowNs - begunNs > limits.longest().toNanos()) {
                end = "The session reached the longest time that the agent allows, " + Agent.span(limits.longest())
                        + ".";
            } else if (nowNs - heardNs > limits.idle().toNanos() && !jobs.busy() && !networks.loading()) {
                end = "The session asked for nothing for " + Agent.span(limits.idle()) + ".";
            } else if (stream != null) {
                stream.sendIfReady(FromAgent.newBuilder()
                        .setAlive(Alive.getDefaultInstance())
                        .build());
            }
        }
        if (end != null) {
            end(Blame.MACHINE, end, false);
        }
        if (gone) {
            agent.forget(this); // who comes back after all begins anew
        }
    }

    private void end(Incoming.ProtocolBreach breach) {
        end(Blame.MACHINE, "The agent ended the session, since it was sent " + breach.getMessage() + ".", false);
    }

    /**
     * Ends it, once: tells the client, closes the target, removes the files, gives the device to the next.
     *
     * @param message empty where the client asked for it
     */
    void end(Blame blame, String message, boolean stopping) {
        synchronized (this) {
            if (ended != null) {
                return;
            }
            heardNs = System.nanoTime();
            ended = Ended.newBuilder()
                    .setBlame(blame)
                    .setMessage(message)
                    .setStopping(stopping)
                    .build();
            send(FromAgent.newBuilder().setEnded(ended).build());
            if (stream != null) {
                stream.close(Status.OK);
            }
            networks.abandon();
        }
        agent.note(name + " ended" + (message.isEmpty() ? "." : ": " + message));
        agent.cleanUp(this);
    }

    /** Frees what it had; takes as long as the target takes to close. */
    void release() {
        worker.shutdown();
        close(current());
        try {
            // a target that was about to open, or a load that the close has ended
            if (!worker.awaitTermination(Agent.CLOSE_SECONDS, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(current());
        try {
            networks.remove();
        } catch (IOException e) {
            agent.note(name + ": its files cannot be removed: " + e.getMessage());
        }
    }

    private synchronized @Nullable Target current() {
        Target open = target;
        target = null;
        return open;
    }

    private void close(@Nullable Target open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (RuntimeException e) {
            agent.note(name + ": the device does not close: " + Agent.words(e));
        }
    }
}
