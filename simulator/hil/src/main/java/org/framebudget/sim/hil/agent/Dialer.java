package org.framebudget.sim.hil.agent;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.netty.shaded.io.netty.util.concurrent.EventExecutor;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.agent.wire.Hello;
import org.jspecify.annotations.Nullable;

/** Opens streams to one agent, each over a connection of its own. */
final class Dialer implements AutoCloseable {
    private final AgentAddress address;
    private final AgentAccess access;
    private final @Nullable Token token;
    private final SslContext tls;
    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();
    private final EventLoopGroup network =
            new MultiThreadIoEventLoopGroup(1, Agent.daemon("agent-link"), NioIoHandler.newFactory());

    /**
     * Reads what the client shows.
     *
     * @throws InputException where a file is not what it should be, or nothing says who the client is
     */
    Dialer(AgentAddress address, AgentAccess access) {
        this.address = address;
        this.access = access;
        this.token = access.token();
        Pem.Identity identity = access.identity();
        if (token == null && identity == null) {
            throw new InputException(address + ": an agent serves nobody it does not know. Give --agent-keys FOLDER, or"
                    + " --agent-certificate with --agent-key, or --agent-token-file, or set $"
                    + AgentAccess.TOKEN_VARIABLE + ".");
        }
        try {
            SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .protocols(Guard.TLS)
                    .trustManager(Trust.in(
                            access.authority() == null ? null : Pem.certificates(access.authority()), refusal::set));
            if (identity != null) {
                builder.keyManager(identity.key(), identity.chain().toArray(X509Certificate[]::new));
            }
            this.tls = builder.build();
        } catch (SSLException e) {
            throw new MachineException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** A new link, which connects when it is started; the owner hears how it goes. */
    Link dial(Hello hello, Link.Owner owner) {
        refusal.set(null);
        Metadata headers = new Metadata();
        if (token != null) {
            headers.put(AgentApi.AUTHORIZATION, token.header());
        }
        return new Link(
                channel(), headers, hello, status -> Failure.of(status, address.toString(), refusal.get()), owner);
    }

    /** A new connection, made when it is needed first. */
    ManagedChannel channel() {
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(network)
                .sslContext(tls)
                .directExecutor()
                .withOption(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(
                                Math.min(Integer.MAX_VALUE, access.connect().toMillis())))
                .maxInboundMessageSize(AgentApi.MOST_MESSAGE_BYTES)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .disableRetry()
                .build();
    }

    /** Whether this is a thread that messages arrive on. */
    boolean onLinkThread() {
        for (EventExecutor loop : network) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
