package org.framebudget.sim.hil.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.jspecify.annotations.Nullable;

/** The one call of the service in agent.proto. */
final class AgentApi {
    /** Version of agent.proto. */
    static final int PROTOCOL = 1;

    static final int DEFAULT_PORT = 7645;

    /** Of one message, either way. */
    static final int MOST_MESSAGE_BYTES = 1 << 20;

    static final String SERVICE = "framebudget.agent.v1.Agent";

    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** What the agent cannot read becomes an empty message, which no session takes. */
    static final MethodDescriptor<ToAgent, FromAgent> SESSION = MethodDescriptor.<ToAgent, FromAgent>newBuilder()
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Session"))
            .setRequestMarshaller(new Messages<>(ToAgent.parser(), ToAgent.getDefaultInstance()))
            .setResponseMarshaller(new Messages<>(FromAgent.parser(), null))
            .build();

    private AgentApi() {}

    private record Messages<M extends MessageLite>(
            Parser<M> parser, @Nullable M whenBroken) implements MethodDescriptor.Marshaller<M> {
        @Override
        public InputStream stream(M message) {
            return new ByteArrayInputStream(message.toByteArray());
        }

        @Override
        public M parse(InputStream stream) {
            try {
                return parser.parseFrom(stream);
            } catch (InvalidProtocolBufferException e) {
                if (whenBroken != null && !(e.getCause() instanceof IOException)) {
                    return whenBroken;
                }
                throw Status.INTERNAL
                        .withDescription("what arrived is no message of the agent's protocol")
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }
}
