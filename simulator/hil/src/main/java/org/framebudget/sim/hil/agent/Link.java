package org.framebudget.sim.hil.agent;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.function.Function;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.Hello;
import org.framebudget.sim.hil.agent.wire.ToAgent;

/** A client's end of one stream. Its owner hears of its end once. */
final class Link {
    private final ManagedChannel channel;
    private final ClientCall<ToAgent, FromAgent> call;
    private final Function<Status, Failure> explain;
    private final Owner owner;
    private final Metadata headers;
    private final Hello hello;
    private boolean over;
    private volatile long heardNs = System.nanoTime();

    /** Called from the thread that messages arrive on. */
    interface Owner {
        void arrived(Link link, FromAgent message, long arrivedNs);

        void closed(Link link, Failure why);
    }

    /** Not begun: the owner keeps it first. */
    Link(ManagedChannel channel, Metadata headers, Hello hello, Function<Status, Failure> explain, Owner owner) {
        this.headers = headers;
        this.hello = hello;
        this.channel = channel;
        this.explain = explain;
        this.owner = owner;
        this.call = channel.newCall(AgentApi.SESSION, CallOptions.DEFAULT);
    }

    void start() {
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(FromAgent message) {
                        long nowNs = System.nanoTime();
                        heardNs = nowNs;
                        call.request(1);
                        owner.arrived(Link.this, message, nowNs);
                    }

                    @Override
                    public void onReady() {
                        synchronized (Link.this) {
                            Link.this.notifyAll();
                        }
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        finish(
                                status.isOk()
                                        ? new Failure("The agent ended the stream without a word.", Failure.Kind.CUT)
                                        : explain.apply(status));
                    }
                },
                headers);
        call.request(1);
        send(ToAgent.newBuilder().setHello(hello).build());
    }

    /** When something arrived last, or when it was begun. */
    long heardNs() {
        return heardNs;
    }

    synchronized void send(ToAgent message) {
        if (!over) {
            call.sendMessage(message);
        }
    }

    /** Waits until more can be sent without piling up; false where the link is over. */
    synchronized boolean awaitReady() throws InterruptedException {
        while (!over && !call.isReady()) {
            wait();
        }
        return !over;
    }

    /** Gives it up. */
    void fail(Failure why) {
        finish(why);
    }

    private void finish(Failure why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            notifyAll();
        }
        call.cancel(why.words(), null);
        channel.shutdownNow();
        owner.closed(this, why);
    }
}
