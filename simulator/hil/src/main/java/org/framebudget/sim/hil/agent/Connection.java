package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.TargetInfo;
import org.framebudget.sim.hil.agent.wire.Blame;
import org.framebudget.sim.hil.agent.wire.Device;
import org.framebudget.sim.hil.agent.wire.Ended;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.Goodbye;
import org.framebudget.sim.hil.agent.wire.Loaded;
import org.framebudget.sim.hil.agent.wire.Refused;
import org.framebudget.sim.hil.agent.wire.Result;
import org.framebudget.sim.hil.agent.wire.SendFile;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.framebudget.sim.hil.agent.wire.Waiting;
import org.framebudget.sim.hil.agent.wire.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * A client's session with an agent, over one stream after the other: where a stream is cut, the next says what has arrived, and what has not
 * goes again. Its own lock guards all of it, {@link ClientSession} and {@link Retry} too; it is never held while a listener or a user is told
 * something.
 */
final class Connection implements Link.Owner {
    private static final int GOODBYE_SECONDS = 2;
    private static final long LEAST_SILENCE_MS = 1_000;
    private static final int SILENT_BEATS = 5;
    private static final long TICK_MS = 50;

    private final AgentAddress address;
    private final AgentAccess access;
    private final Consumer<String> notes;
    private final Delivery delivery;
    private final Dialer dialer;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Agent.daemon("agent-client"));
    private final CompletableFuture<Device> connected = new CompletableFuture<>();
    private final CountDownLatch parted = new CountDownLatch(1);
    private final Rehearsal rehearsal = new Rehearsal();

    // all below: with this lock
    private final ClientSession session = new ClientSession();
    private final Retry retry;
    private final long begunNs = System.nanoTime();
    private State state = State.CONNECTING;
    private @Nullable Link link;
    private @Nullable MachineException lost;
    private boolean welcomed;
    private boolean waiting;
    private long silenceMs;

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

    Connection(AgentAddress address, AgentAccess access, Consumer<String> notes, Delivery delivery) {
        this.address = address;
        this.access = access;
        this.notes = notes;
        this.delivery = delivery;
        this.dialer = new Dialer(address, access);
        this.retry = new Retry(access.resume());
        this.silenceMs = access.connect().toMillis();
    }

    /** Begins to connect; what it gives is completed with the device, or with why there is none. */
    CompletableFuture<Device> begin() {
        dial();
        timer.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        return connected;
    }

    private synchronized void dial() {
        if (isOver() || link != null) {
            return;
        }
        welcomed = false;
        waiting = false;
        Link next = dialer.dial(session.hello(), this);
        link = next;
        next.start();
    }

    /** With the lock. */
    private boolean isOver() {
        return state == State.LOST || state == State.CLOSED;
    }

    synchronized TargetInfo info() {
        return session.info(address);
    }

    /** Why no more answers will come; absent while they may. */
    @Nullable
    synchronized MachineException lost() {
        return lost;
    }

    synchronized int nextNetwork() {
        return session.loads.nextNumber();
    }

    /** Has a network loaded, which completes it. */
    synchronized void load(Load load) {
        if (lost != null) {
            throw new MachineException(Agent.words(lost), lost);
        }
        session.loads.add(load);
        if (state == State.OPEN && link != null) {
            link.send(load.message());
        }
    }

    synchronized void invoke(int network, long job) {
        if (isOver()) {
            return;
        }
        session.outstanding.add(network, job);
        sendJobs();
    }

    private void sendJobs() {
        if (state == State.OPEN && link != null) {
            session.sendJobs(link);
        }
    }

    @Override
    public void arrived(Link from, FromAgent message, long arrivedNs) {
        switch (message.getWhatCase()) {
            case RESULT -> {
                Result result = message.getResult();
                delivery.answered(() -> answered(from, result), result.getInvokeNs(), arrivedNs);
            }
            case SAMPLE -> delivery.sampled(Wire.sample(message.getSample(), arrivedNs));
            case WELCOME -> welcome(from, message.getWelcome());
            case WAITING -> waiting(from, message.getWaiting());
            case SEND_FILE -> upload(from, message.getSendFile());
            case LOADED -> loaded(from, message.getLoaded());
            case REFUSED -> refused(from, message.getRefused());
            case ENDED -> ended(from, message.getEnded());
            case PONG -> rehearsal.pong();
            case ALIVE, WHAT_NOT_SET -> {} // being heard is all
        }
    }

    /** Where inferences go now; absent while they go nowhere. */
    private synchronized @Nullable Link open() {
        return state == State.OPEN ? link : null;
    }

    /** Lets both programs run in. */
    void rehearse(Duration longest) {
        rehearsal.run(longest, this::open);
    }

    private synchronized @Nullable Long answered(Link from, Result result) {
        if (from != link) {
            return null;
        }
        Long job = session.outstanding.answered(result);
        sendJobs();
        return job;
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
            if (from != link || isOver()) {
                return;
            }
            welcomed = true;
            silenceMs = Math.max(LEAST_SILENCE_MS, SILENT_BEATS * welcome.getAliveMs());
            session.begin(welcome);
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
        if (link != null && session.loadAgain(link)) {
            state = State.RESUMING;
            return;
        }
        state = State.OPEN;
        retry.madeGood();
        sendJobs();
    }

    private synchronized void upload(Link from, SendFile file) {
        if (from == link) {
            session.upload(
                    file, from, e -> lose("A file of a network cannot be read any more: " + Agent.words(e) + ".", e));
        }
    }

    private void loaded(Link from, Loaded loaded) {
        Load load;
        synchronized (this) {
            load = session.loads.get(loaded.getNetwork());
            if (from != link || load == null) {
                return;
            }
            session.runBy(loaded.getRuntime());
            if (session.loads.wasAgain(load)) {
                loadNextAgain();
            }
        }
        load.loaded().complete(Wire.loaded(loaded));
    }

    private void refused(Link from, Refused refused) {
        Load load;
        synchronized (this) {
            load = session.loads.get(refused.getNetwork());
            if (from != link || load == null) {
                return;
            }
            if (!load.loaded().isDone()) {
                session.loads.remove(load);
                if (session.loads.wasAgain(load)) {
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

    private static void ended(Link from, Ended ended) {
        from.fail(new Failure(ended.getMessage(), ended.getStopping() ? Failure.Kind.ABSENT : Failure.Kind.FINAL));
    }

    @Override
    public void closed(Link gone, Failure why) {
        String over;
        String note = null;
        synchronized (this) {
            if (gone != link) {
                return;
            }
            link = null;
            if (isOver()) {
                parted.countDown();
                return;
            }
            boolean first = state == State.CONNECTING;
            long nowNs = System.nanoTime();
            boolean again = first ? isWorthAnother(why, nowNs) : why.passing();
            if (retry.cut(why, nowNs) && again) {
                note = why.words() + " Connecting again for up to "
                        + Agent.span(first ? access.connect() : access.resume()) + ".";
            }
            if (!again) {
                over = why.words();
            } else if (first) {
                over = null;
                schedule(retry.nextPauseMs());
            } else if (retry.isOver(nowNs)) {
                over = retry.givenUp(why, session.outstanding.count());
            } else {
                over = null;
                state = State.RESUMING;
                schedule(retry.nextPauseMs());
            }
        }
        if (over != null) {
            lose(over, new IOException(why.words()));
        } else if (note != null) {
            notes.accept(note);
        }
    }

    /** Whether to try a first time again: a name or port that is wrong is said at once. With the lock. */
    private boolean isWorthAnother(Failure why, long nowNs) {
        return why.kind() == Failure.Kind.CUT
                && nowNs - begunNs < access.connect().toNanos();
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
            if (isOver()) {
                return;
            }
            state = State.LOST;
            lost = why;
            open = link;
            link = null;
            session.outstanding.clear();
            session.loads.fail(why);
        }
        parted.countDown();
        if (open != null) {
            open.fail(new Failure(message, Failure.Kind.FINAL));
        }
        connected.completeExceptionally(why);
        delivery.lost(why);
    }

    /** Notices a link on which nothing is heard, and says what arrived where no inference says it. */
    private void tick() {
        Link open;
        Failure dead;
        synchronized (this) {
            open = link;
            if (open == null) {
                return;
            }
            dead = dead(open, System.nanoTime());
            if (dead == null && state == State.OPEN) {
                session.acknowledge(open);
            }
        }
        if (dead != null) {
            open.fail(dead);
        }
    }

    /** Why a link is to be given up; absent where it is not. With the lock. */
    private @Nullable Failure dead(Link open, long nowNs) {
        long silentMs = TimeUnit.NANOSECONDS.toMillis(nowNs - open.heardNs());
        if (silentMs > (welcomed || waiting ? silenceMs : access.connect().toMillis())) {
            String span = Agent.span(Duration.ofMillis(silentMs));
            return new Failure(
                    welcomed
                            ? "Nothing was heard of " + address + " for " + span + "."
                            : address + " did not answer within " + span + ".",
                    Failure.Kind.ABSENT);
        }
        if (state == State.CONNECTING
                && waiting
                && nowNs - begunNs > access.busy().toNanos()) {
            return new Failure(
                    address + " was busy with other sessions for " + Agent.span(access.busy()) + ". Try again later.",
                    Failure.Kind.FINAL);
        }
        return welcomed || state == State.CONNECTING ? null : retry.expired(nowNs);
    }

    /** Says goodbye, and frees what it has. */
    void close() {
        Link open;
        synchronized (this) {
            open = link;
            if (state != State.LOST) {
                state = State.CLOSED;
            }
            session.loads.fail(new MachineException("The device was closed.", new IOException("closed")));
            if (open != null) {
                open.send(ToAgent.newBuilder()
                        .setGoodbye(Goodbye.getDefaultInstance())
                        .build());
            }
        }
        timer.shutdownNow();
        session.loads.close();
        if (open != null) {
            try {
                if (!dialer.onLinkThread()) {
                    parted.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            open.fail(new Failure("closed", Failure.Kind.FINAL));
        }
        dialer.close();
    }
}
