package org.framebudget.sim.hil.agent;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.jspecify.annotations.Nullable;

/** Takes calls: strangers go no further, the first message says which session a stream belongs to. */
final class AgentService implements ServerCallHandler<ToAgent, FromAgent> {
    private final Agent agent;
    private final Guard guard;
    private final Notes notes;

    AgentService(Agent agent, Guard guard, Notes notes) {
        this.agent = agent;
        this.guard = guard;
        this.notes = notes;
    }

    @Override
    public ServerCall.Listener<ToAgent> startCall(ServerCall<ToAgent, FromAgent> call, Metadata headers) {
        String who;
        try {
            who = guard.who(call, headers);
        } catch (Guard.StrangerException e) {
            notes.refused(Stream.peer(call), e.getMessage());
            call.close(Status.UNAUTHENTICATED.withDescription(e.getMessage()), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        agent.doorkeeper().known(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        Stream stream = new Stream(call);
        stream.open();
        return new Messages(stream, who);
    }

    private final class Messages extends ServerCall.Listener<ToAgent> {
        private final Stream stream;
        private final String who;
        private boolean greeted;
        private @Nullable Session session;

        Messages(Stream stream, String who) {
            this.stream = stream;
            this.who = who;
        }

        @Override
        public void onMessage(ToAgent message) {
            if (session != null) {
                session.received(stream, message);
            } else if (!greeted && message.hasHello()) {
                greeted = true;
                session = agent.open(stream, message.getHello(), who);
            } else {
                notes.refused(stream.peer(), "its first message is no greeting of the agent's protocol.");
                stream.close(Status.INVALID_ARGUMENT.withDescription("a stream begins with a greeting"));
            }
            stream.request();
        }

        @Override
        public void onHalfClose() {
            stream.close(Status.OK);
            gone();
        }

        @Override
        public void onCancel() {
            stream.broken();
            gone();
        }

        @Override
        public void onComplete() {
            stream.broken();
            gone();
        }

        private void gone() {
            if (session != null) {
                session.detach(stream);
            }
        }
    }
}
