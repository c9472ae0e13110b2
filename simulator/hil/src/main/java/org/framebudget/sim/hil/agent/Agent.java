package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.agent.wire.Blame;
import org.framebudget.sim.hil.agent.wire.Ended;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.Hello;
import org.jspecify.annotations.Nullable;

/** A server that lends a device to one session at a time. */
final class Agent implements AutoCloseable {
    static final int CLOSE_SECONDS = 10;
    private static final int SESSION_ID_BYTES = 16;
    private static final int MOST_ENDED = 64;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int CALLS_A_CONNECTION = 4;
    private static final int SHORTEST_TICK_MS = 20;

    private final Options options;
    private final Notes notes;
    private final WorkFolder work;
    private final DeviceQueue queue;
    private final Doorkeeper doorkeeper;
    private final Map<ByteString, Session> sessions = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService calls = Executors.newCachedThreadPool(daemon("agent-call"));
    private final ExecutorService ends = Executors.newCachedThreadPool(daemon("agent-end"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon("agent-timer"));
    private final EventLoopGroup network;
    private final Server server;
    private boolean stopping;
    private int begun;

    /**
     * How an agent is set up.
     *
     * @param listen address and port, 0 for any port
     * @param guard who may use it
     * @param workParent where its working folder is made
     * @param targets opens the device, once for each session
     * @param notes takes a line for what happens
     */
    record Options(
            InetSocketAddress listen,
            Guard guard,
            Limits limits,
            Path workParent,
            WorkFolder.Disk disk,
            Supplier<Target> targets,
            Consumer<String> notes) {}

    private Agent(Options options) {
        this.options = options;
        this.notes = new Notes(options.notes());
        this.queue = new DeviceQueue(options.limits().waitingCount());
        this.doorkeeper = new Doorkeeper(options.limits().strangers(), notes);
        this.work = WorkFolder.create(options.workParent(), options.disk());
        this.network = new MultiThreadIoEventLoopGroup(2, daemon("agent-network"), NioIoHandler.newFactory());
        Limits limits = options.limits();
        try {
            this.server = NettyServerBuilder.forAddress(options.listen())
                    .channelFactory(doorkeeper::door)
                    .bossEventLoopGroup(network)
                    .workerEventLoopGroup(network)
                    .sslContext(options.guard().serverContext(notes))
                    .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                    .executor(calls)
                    .maxInboundMessageSize(AgentApi.MOST_MESSAGE_BYTES)
                    .maxConcurrentCallsPerConnection(CALLS_A_CONNECTION)
                    .maxConnectionIdle(limits.idle().toMillis(), TimeUnit.MILLISECONDS)
                    .keepAliveTime(limits.keepalive().toMillis(), TimeUnit.MILLISECONDS)
                    .keepAliveTimeout(limits.keepalive().toMillis(), TimeUnit.MILLISECONDS)
                    .permitKeepAliveTime(1, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .addService(ServerServiceDefinition.builder(AgentApi.SERVICE)
                            .addMethod(AgentApi.SESSION, new AgentService(this, options.guard(), notes))
                            .build())
                    .build()
                    .start();
        } catch (IOException e) {
            free();
            throw new MachineException(
                    "The agent cannot listen on " + text(options.listen()) + ": " + words(e)
                            + ". Another program may have the port: choose one with --listen.",
                    e);
        } catch (RuntimeException e) {
            free();
            throw e;
        }
        long tickMs = Math.max(SHORTEST_TICK_MS, limits.alive().toMillis());
        timer.scheduleAtFixedRate(this::tick, tickMs, tickMs, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts one.
     *
     * @throws MachineException where its address is taken or its folder cannot be made
     */
    static Agent start(Options options) {
        QuietRpc.on();
        return new Agent(options);
    }

    int port() {
        return server.getPort();
    }

    Limits limits() {
        return options.limits();
    }

    WorkFolder work() {
        return work;
    }

    DeviceQueue queue() {
        return queue;
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    Target openTarget() {
        return options.targets().get();
    }

    void note(String line) {
        notes.say(line);
    }

    /** Answers the first message of a stream; absent where the stream is over with that. */
    @Nullable
    Session open(Stream stream, Hello hello, String who) {
        if (hello.getProtocol() != AgentApi.PROTOCOL) {
            refuse(
                    stream,
                    "The agent speaks version " + AgentApi.PROTOCOL + " of the protocol and was asked for version "
                            + Integer.toUnsignedString(hello.getProtocol())
                            + ": use the same Framebudget on both sides.",
                    false);
            return null;
        }
        Session session;
        boolean old;
        boolean room = true;
        synchronized (this) {
            if (stopping) {
                refuse(stream, "The agent is being stopped.", true);
                return null;
            }
            Session known = sessions.get(hello.getSession());
            old = known != null && known.who().equals(who);
            if (known != null && old) {
                session = known;
            } else {
                byte[] id = new byte[SESSION_ID_BYTES];
                random.nextBytes(id);
                session = new Session(this, ByteString.copyFrom(id), ++begun, who, stream.peer());
                room = queue.enter(session);
                if (room) {
                    sessions.put(session.id(), session);
                }
            }
        }
        if (!room) {
            refuse(
                    stream,
                    "The device is busy: a session has had it for " + span(Duration.ofNanos(queue.busyNs())) + " and "
                            + limits().waitingCount()
                            + " wait, which is as many as the agent lets wait. Try again later.",
                    false);
            return null;
        }
        session.attach(stream, hello);
        if (!old && queue.has(session)) {
            session.begin();
        }
        return session;
    }

    private void refuse(Stream stream, String message, boolean stops) {
        notes.refused(stream.peer(), message);
        stream.send(FromAgent.newBuilder()
                .setEnded(Ended.newBuilder()
                        .setBlame(Blame.MACHINE)
                        .setMessage(message)
                        .setStopping(stops))
                .build());
        stream.close(Status.OK);
    }

    /** Frees what an ended session had, beside what else goes on; then the next one has the device. */
    void cleanUp(Session session) {
        Runnable freeing = () -> {
            session.release();
            Session next = queue.leave(session);
            if (next != null) {
                next.begin();
            }
        };
        try {
            ends.execute(freeing);
        } catch (RejectedExecutionException e) {
            freeing.run();
        }
    }

    synchronized void forget(Session session) {
        sessions.remove(session.id());
    }

    private void tick() {
        List<Session> all;
        synchronized (this) {
            all = new ArrayList<>(sessions.values());
        }
        long nowNs = System.nanoTime();
        all.forEach(session -> session.tick(nowNs));
        doorkeeper.tick(nowNs);
        if (all.size() > MOST_ENDED) {
            all.stream().filter(Session::isOver).limit(all.size() - MOST_ENDED).forEach(this::forget);
        }
    }

    /** Tells every client, frees the device, removes the files. */
    @Override
    public void close() {
        List<Session> all;
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
            all = new ArrayList<>(sessions.values());
        }
        all.forEach(session -> session.end(Blame.MACHINE, "The agent is being stopped.", true));
        server.shutdown();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
            }
            ends.shutdown();
            ends.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        free();
    }

    private void free() {
        timer.shutdownNow();
        calls.shutdownNow();
        ends.shutdown();
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        work.close();
    }

    /** Threads that keep no process alive. */
    static ThreadFactory daemon(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What an exception says, for a sentence. */
    static String words(Throwable e) {
        String message = e.getMessage();
        boolean own = e instanceof InputException || e instanceof MachineException || e instanceof IOException;
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return own ? message.strip() : e.getClass().getSimpleName() + ": " + message.strip();
    }

    /** A duration, as in {@code 30 s} and {@code 10 min}. */
    static String span(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 1) {
            return span.toMillis() + " ms";
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
