package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.TargetInfo;
import org.framebudget.sim.hil.agent.wire.Acknowledge;
import org.framebudget.sim.hil.agent.wire.Blame;
import org.framebudget.sim.hil.agent.wire.Device;
import org.framebudget.sim.hil.agent.wire.Ended;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.Goodbye;
import org.framebudget.sim.hil.agent.wire.Hello;
import org.framebudget.sim.hil.agent.wire.Invoke;
import org.framebudget.sim.hil.agent.wire.Loaded;
import org.framebudget.sim.hil.agent.wire.Refused;
import org.framebudget.sim.hil.agent.wire.Result;
import org.framebudget.sim.hil.agent.wire.SendFile;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.framebudget.sim.hil.agent.wire.Waiting;
import org.framebudget.sim.hil.agent.wire.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * A device behind an agent. Where the connection is cut, or the agent is started again, it connects anew for a while: networks
 * that the agent does not have any more are sent again, inferences that were not answered are asked for again, and each is
 * answered to the listener once. The listener is called with a lock held that {@link #invoke} does not need.
 */
public final class AgentTarget implements Target, Link.Owner {
    private static final int GOODBYE_SECONDS = 2;
    private static final long LEAST_SILENCE_MS = 1_000;
    private static final int SILENT_BEATS = 5;
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;
    private static final long TICK_MS = 50;

    private final AgentAddress address;
    private final AgentAccess access;
    private final Consumer<String> notes;
    private final Dialer dialer;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Agent.daemon("agent-client"));
    private final ExecutorService uploads = Executors.newSingleThreadExecutor(Agent.daemon("agent-upload"));
    private final CompletableFuture<Device> connected = new CompletableFuture<>();
    private final CountDownLatch parted = new CountDownLatch(1);
    private final Object loading = new Object();
    private final Object delivery = new Object();

    // all below: with this lock
    private final Outstanding outstanding = new Outstanding();
    private final Map<Integer, Load> loads = new LinkedHashMap<>();
    private final Deque<Load> again = new ArrayDeque<>();
    private final long begunNs = System.nanoTime();
    private State state = State.CONNECTING;
    private @Nullable Link link;
    private ByteString session = ByteString.EMPTY;
    private @Nullable MachineException lost;
    private @Nullable Failure cut;
    private boolean welcomed;
    private boolean waiting;
    private long cutNs;
    private long pauseMs;
    private long silenceMs;
    private int chunkBytes = Limits.CHUNK_BYTES;
    private int networks;
    private String runtime = "";
    private @Nullable Device device;

    // with the lock delivery
    private @Nullable Listener listener;
    private boolean silent;

    private enum State {
        /** No welcome yet. */
        CONNECTING,
        /** Everything goes straight through. */
        OPEN,
        /** Cut, and trying; or connected again, and loading again. */
        RESUMING,
        LOST,
        CLOSED
    }

    private AgentTarget(AgentAddress address, AgentAccess access, Consumer<String> notes) {
        this.address = address;
        this.access = access;
        this.notes = notes;
        this.dialer = new Dialer(address, access);
        this.silenceMs = access.connect().toMillis();
    }

    /**
     * Connects, and waits for the device where another session has it.
     *
     * @param target as in {@code agent://pi.local:7645}
     * @param notes takes a line where the user has to wait
     * @throws InputException where a file of the access is not what it should be
     * @throws MachineException where the agent cannot be reached, refuses, or is busy for too long
     */
    public static AgentTarget connect(String target, AgentAccess access, Consumer<String> notes) {
        QuietRpc.on();
        AgentTarget agent = new AgentTarget(AgentAddress.of(target), access, notes);
        try {
            agent.dial();
            agent.timer.scheduleAtFixedRate(agent::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
            agent.connected.join();
            return agent;
        } catch (CompletionException e) {
            agent.close();
            throw e.getCause() instanceof MachineException why ? why : e;
        }
    }

    private void dial() {
        synchronized (this) {
            if (state == State.LOST || state == State.CLOSED || link != null) {
                return;
            }
            welcomed = false;
            waiting = false;
            Link next = dialer.dial(
                    Hello.newBuilder()
                            .setProtocol(AgentApi.PROTOCOL)
                            .setSession(session)
                            .setResultsReceived(outstanding.resultsReceived())
                            .build(),
                    this);
            link = next;
            next.start();
        }
    }

    @Override
    public synchronized TargetInfo info() {
        return Wire.info(device == null ? Device.getDefaultInstance() : device, address.toString(), runtime);
    }

    @Override
    public void listen(Listener heard) {
        synchronized (delivery) {
            listener = heard;
        }
        MachineException why;
        synchronized (this) {
            why = lost;
        }
        if (why != null) {
            tellLost(why);
        }
    }

    @Override
    public LoadedNetwork load(NetworkToRun network) {
        synchronized (loading) {
            int number;
            synchronized (this) {
                number = ++networks;
            }
            Load load = Load.of(number, network);
            synchronized (this) {
                if (lost != null) {
                    throw again(lost);
                }
                loads.put(number, load);
                if (state == State.OPEN && link != null) {
                    link.send(load.message());
                }
            }
            try {
                return load.loaded().join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof InputException why) {
                    throw new InputException(String.valueOf(why.getMessage()), why);
                }
                throw e.getCause() instanceof MachineException why ? again(why) : e;
            }
        }
    }

    private static MachineException again(MachineException why) {
        return new MachineException(Agent.words(why), why);
    }

    @Override
    public synchronized void invoke(int network, long job) {
        if (state == State.LOST || state == State.CLOSED) {
            return;
        }
        outstanding.add(network, job);
        if (state == State.OPEN) {
            sendJobs();
        }
    }

    private void sendJobs() {
        Link open = link;
        if (open != null) {
            for (Invoke invoke : outstanding.toSend()) {
                open.send(ToAgent.newBuilder().setInvoke(invoke).build());
            }
        }
    }

    @Override
    public void arrived(Link from, FromAgent message, long arrivedNs) {
        switch (message.getWhatCase()) {
            case RESULT -> answered(from, message.getResult(), arrivedNs);
            case SAMPLE -> {
                synchronized (delivery) {
                    if (listener != null && !silent) {
                        listener.sampled(Wire.sample(message.getSample(), arrivedNs));
                    }
                }
            }
            case WELCOME -> welcome(from, message.getWelcome());
            case WAITING -> waiting(from, message.getWaiting());
            case SEND_FILE -> upload(from, message.getSendFile());
            case LOADED -> loaded(from, message.getLoaded());
            case REFUSED -> refused(from, message.getRefused());
            case ENDED -> ended(from, message.getEnded());
            case ALIVE, WHAT_NOT_SET -> {} // being heard is all
        }
    }

    private void answered(Link from, Result result, long arrivedNs) {
        synchronized (delivery) {
            Long job;
            synchronized (this) {
                if (from != link) {
                    return;
                }
                job = outstanding.answered(result);
                if (state == State.OPEN) {
                    sendJobs();
                }
            }
            if (job != null && listener != null && !silent) {
                listener.done(job, result.getInvokeNs(), arrivedNs);
            }
        }
    }

    private void waiting(Link from, Waiting place) {
        synchronized (this) {
            if (from != link || waiting || place.getBefore() == 0) {
                return;
            }
            waiting = true;
        }
        notes.accept(address + " is busy: another session has had the device for "
                + Agent.span(Duration.ofMillis(place.getBusyMs())) + ", " + place.getBefore()
                + (place.getBefore() == 1 ? " comes" : " come") + " before this one. Waiting for up to "
                + Agent.span(access.busy()) + ".");
    }

    private void welcome(Link from, Welcome welcome) {
        String note = null;
        synchronized (this) {
            if (from != link || state == State.LOST || state == State.CLOSED) {
                return;
            }
            welcomed = true;
            session = welcome.getSession();
            device = welcome.getDevice();
            chunkBytes = Math.max(1, Math.min(Limits.CHUNK_BYTES, welcome.getMostChunkBytes()));
            silenceMs = Math.max(LEAST_SILENCE_MS, SILENT_BEATS * welcome.getAliveMs());
            outstanding.begin(welcome.getFresh(), welcome.getInvokesReceived(), welcome.getMostOutstanding());
            again.clear();
            for (Load load : loads.values()) {
                if (welcome.getFresh() || !load.loaded().isDone()) {
                    again.add(load);
                }
            }
            if (state == State.RESUMING) {
                note = "The connection to " + address + " is back"
                        + (welcome.getFresh() ? ", in a new session: networks are loaded again." : ".");
            }
            loadNextAgain();
        }
        connected.complete(welcome.getDevice());
        if (note != null) {
            notes.accept(note);
        }
    }

    /** One network after the other; with all of them there, inferences go on. */
    private void loadNextAgain() {
        Load next = again.peek();
        if (next != null && link != null) {
            state = State.RESUMING;
            link.send(next.message());
            return;
        }
        state = State.OPEN;
        cut = null;
        sendJobs();
    }

    private void upload(Link from, SendFile file) {
        Load load;
        int bytes;
        synchronized (this) {
            load = loads.get(file.getNetwork());
            bytes = chunkBytes;
            if (from != link || load == null) {
                return;
            }
        }
        try {
            uploads.execute(() -> {
                try {
                    load.send(file.getFile(), bytes, from);
                } catch (IOException e) {
                    lose("A file of a network cannot be read any more: " + Agent.words(e) + ".", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException e) {
            // closed in the meantime
        }
    }

    private void loaded(Link from, Loaded loaded) {
        Load load;
        synchronized (this) {
            load = loads.get(loaded.getNetwork());
            if (from != link || load == null) {
                return;
            }
            runtime = loaded.getRuntime();
            if (again.peek() == load) {
                again.remove();
                loadNextAgain();
            }
        }
        load.loaded().complete(Wire.loaded(loaded));
    }

    private void refused(Link from, Refused refused) {
        Load load;
        synchronized (this) {
            load = loads.get(refused.getNetwork());
            if (from != link || load == null) {
                return;
            }
            if (!load.loaded().isDone()) {
                loads.remove(refused.getNetwork());
                if (again.peek() == load) {
                    again.remove();
                    loadNextAgain();
                }
            }
        }
        RuntimeException why = refused.getBlame() == Blame.INPUT
                ? new InputException(refused.getMessage())
                : new MachineException(refused.getMessage(), new IOException("said by " + address));
        if (!load.loaded().completeExceptionally(why)) {
            lose(address + " does not load a network again: " + refused.getMessage(), why);
        }
    }

    private void ended(Link from, Ended ended) {
        from.fail(new Failure(ended.getMessage(), ended.getStopping()));
    }

    @Override
    public void closed(Link gone, Failure why) {
        boolean over;
        boolean first;
        String note = null;
        synchronized (this) {
            if (gone != link) {
                return;
            }
            link = null;
            if (state == State.LOST || state == State.CLOSED) {
                parted.countDown();
                return;
            }
            first = state == State.CONNECTING;
            long nowNs = System.nanoTime();
            if (cut == null) {
                cut = why;
                cutNs = nowNs;
                pauseMs = FIRST_PAUSE_MS;
                if (!first) {
                    note = why.words() + " Connecting again for up to " + Agent.span(access.resume()) + ".";
                }
            }
            over = first
                    || !why.passing()
                    || nowNs - cutNs + TimeUnit.MILLISECONDS.toNanos(pauseMs)
                            > access.resume().toNanos();
            if (!over) {
                state = State.RESUMING;
                schedule(pauseMs);
                pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
            }
        }
        if (over) {
            lose(first || !why.passing() ? why.words() : givenUp(why), new IOException(why.words()));
        } else if (note != null) {
            notes.accept(note);
        }
    }

    private synchronized String givenUp(Failure last) {
        String beginning = cut == null ? last.words() : cut.words();
        return beginning + " It could not be made good within " + Agent.span(access.resume()) + ", with "
                + outstanding.count() + " inferences unanswered"
                + (last.words().equals(beginning) ? "." : "; the last attempt: " + last.words());
    }

    private void schedule(long inMs) {
        try {
            timer.schedule(this::dial, inMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed in the meantime
        }
    }

    private void lose(String message, Throwable cause) {
        MachineException why = new MachineException(message, cause);
        Link open;
        synchronized (this) {
            if (state == State.LOST || state == State.CLOSED) {
                return;
            }
            state = State.LOST;
            lost = why;
            open = link;
            link = null;
            outstanding.clear();
            loads.values().forEach(load -> load.loaded().completeExceptionally(why));
        }
        parted.countDown();
        if (open != null) {
            open.fail(new Failure(message, false));
        }
        connected.completeExceptionally(why);
        tellLost(why);
    }

    private void tellLost(MachineException why) {
        synchronized (delivery) {
            if (listener != null && !silent) {
                silent = true;
                listener.lost(why);
            }
        }
    }

    /** Notices a link on which nothing is heard, and says what arrived where no inference says it. */
    private void tick() {
        Link dead = null;
        Failure why = new Failure("", true);
        synchronized (this) {
            Link open = link;
            if (open == null) {
                return;
            }
            long nowNs = System.nanoTime();
            long silentMs = TimeUnit.NANOSECONDS.toMillis(nowNs - open.heardNs());
            if (silentMs > (welcomed || waiting ? silenceMs : access.connect().toMillis())) {
                dead = open;
                String span = Agent.span(Duration.ofMillis(silentMs));
                why = new Failure(
                        welcomed
                                ? "Nothing was heard of " + address + " for " + span + "."
                                : address + " did not answer within " + span + ".",
                        true);
            } else if (state == State.CONNECTING
                    && waiting
                    && nowNs - begunNs > access.busy().toNanos()) {
                dead = open;
                why = new Failure(
                        address + " was busy with other sessions for " + Agent.span(access.busy())
                                + ". Try again later.",
                        false);
            } else if (cut != null
                    && !welcomed
                    && nowNs - cutNs > access.resume().toNanos()) {
                dead = open;
                why = cut;
            } else if (state == State.OPEN) {
                long results = outstanding.toAcknowledge();
                if (results > 0) {
                    open.send(ToAgent.newBuilder()
                            .setAcknowledge(Acknowledge.newBuilder().setResultsReceived(results))
                            .build());
                }
            }
        }
        if (dead != null) {
            dead.fail(why);
        }
    }

    @Override
    public void close() {
        Link open;
        synchronized (this) {
            open = link;
            if (state != State.LOST) {
                state = State.CLOSED;
            }
            loads.values()
                    .forEach(load -> load.loaded()
                            .completeExceptionally(
                                    new MachineException("The device was closed.", new IOException("closed"))));
            if (open != null) {
                open.send(ToAgent.newBuilder()
                        .setGoodbye(Goodbye.getDefaultInstance())
                        .build());
            }
        }
        timer.shutdownNow();
        uploads.shutdownNow();
        if (open != null) {
            try {
                if (!dialer.onLinkThread()) {
                    parted.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            open.fail(new Failure("closed", false));
        }
        dialer.close();
    }
}
