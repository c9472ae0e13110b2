package org.framebudget.sim.hil.agent;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the connections of which nobody knows yet whose they are, in number and in time, from the moment they are accepted: who
 * makes no handshake, no call, or none that the guard lets pass, does not stay. From its first call that passes a connection counts no more.
 */
final class Doorkeeper {
    private final Limits.Strangers limits;
    private final Notes notes;
    private final Map<SocketAddress, Visit> strangers = new HashMap<>();

    private record Visit(Channel channel, long sinceNs) {}

    Doorkeeper(Limits.Strangers limits, Notes notes) {
        this.limits = limits;
        this.notes = notes;
    }

    /** What accepts connections. */
    NioServerSocketChannel door() {
        return new NioServerSocketChannel() {
            @Override
            protected int doReadMessages(List<Object> accepted) throws Exception {
                int before = accepted.size();
                int count = super.doReadMessages(accepted);
                for (int i = accepted.size() - 1; i >= before; i--) {
                    Channel connection = (Channel) accepted.get(i);
                    if (!admit(connection, System.nanoTime())) {
                        accepted.remove(i);
                        count--;
                        connection.unsafe().closeForcibly();
                    }
                }
                return count;
            }
        };
    }

    /** False for one too many. */
    boolean admit(Channel connection, long nowNs) {
        SocketAddress peer = connection.remoteAddress();
        if (peer == null) {
            return false; // gone already
        }
        synchronized (this) {
            if (strangers.size() < limits.mostCount()) {
                Visit visit = new Visit(connection, nowNs);
                strangers.put(peer, visit);
                connection.closeFuture().addListener(closed -> gone(peer, visit));
                return true;
            }
        }
        notes.refused(
                Stream.text(peer),
                limits.mostCount()
                        + " connections are open that have not said whose they are, as many as the agent lets.");
        return false;
    }

    /** A later connection may have the same address. */
    private synchronized void gone(SocketAddress peer, Visit visit) {
        strangers.remove(peer, visit);
    }

    /** A call from there has passed the guard. */
    synchronized void known(@Nullable SocketAddress peer) {
        strangers.remove(peer);
    }

    synchronized int count() {
        return strangers.size();
    }

    /** Shows out who has stayed too long. */
    void tick(long nowNs) {
        List<Visit> late = new ArrayList<>();
        synchronized (this) {
            strangers.values().stream()
                    .filter(visit -> nowNs - visit.sinceNs() > limits.each().toNanos())
                    .forEach(late::add);
        }
        for (Visit visit : late) {
            notes.refused(
                    Stream.text(visit.channel().remoteAddress()),
                    "it has not said whose it is for " + Agent.span(limits.each()) + ".");
            visit.channel().close();
        }
    }
}
