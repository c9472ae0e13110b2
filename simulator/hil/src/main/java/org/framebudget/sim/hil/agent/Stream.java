package org.framebudget.sim.hil.agent;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.net.SocketAddress;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.jspecify.annotations.Nullable;

/** The agent's end of one stream: messages from any thread, none after its end. */
final class Stream {
    private final ServerCall<ToAgent, FromAgent> call;
    private final String peer;
    private boolean over;

    Stream(ServerCall<ToAgent, FromAgent> call) {
        this.call = call;
        this.peer = peer(call);
    }

    /** Where a call comes from. */
    static String peer(ServerCall<?, ?> call) {
        return text(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    }

    static String text(@Nullable SocketAddress address) {
        return address == null ? "somewhere" : address.toString().replaceFirst("^[^/]*/", "");
    }

    String peer() {
        return peer;
    }

    synchronized void open() {
        call.sendHeaders(new Metadata());
        call.request(1);
    }

    synchronized void request() {
        if (!over) {
            call.request(1);
        }
    }

    synchronized void send(FromAgent message) {
        if (!over && !call.isCancelled()) {
            call.sendMessage(message);
        }
    }

    /** Sends what can be done without: not where the link is slower than what came before. */
    synchronized void sendIfReady(FromAgent message) {
        if (!over && call.isReady()) {
            call.sendMessage(message);
        }
    }

    synchronized void close(Status status) {
        if (!over) {
            over = true;
            if (!call.isCancelled()) {
                call.close(status, new Metadata());
            }
        }
    }

    synchronized void broken() {
        over = true;
    }
}
