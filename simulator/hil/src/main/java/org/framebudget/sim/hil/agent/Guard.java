package org.framebudget.sim.hil.agent;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** Who may use an agent: whoever has a certificate of its authority, or its token, or both where both are asked for. */
final class Guard {
    static final String TLS = "TLSv1.3";

    private final Pem.Identity identity;
    private final @Nullable List<X509Certificate> clientAuthority;
    private final @Nullable Token token;

    private Guard(Pem.Identity identity, @Nullable List<X509Certificate> clientAuthority, @Nullable Token token) {
        this.identity = identity;
        this.clientAuthority = clientAuthority;
        this.token = token;
    }

    /**
     * Of an agent's files.
     *
     * @throws InputException where neither an authority nor a token is given, or a file is not what it should be
     */
    static Guard of(Path certificate, Path key, @Nullable Path clientAuthority, @Nullable Path tokenFile, Instant now) {
        if (clientAuthority == null && tokenFile == null) {
            throw new InputException(
                    "An agent serves nobody it does not know: give --client-ca FILE, the authority of the"
                            + " clients' certificates, or --token-file FILE. 'framebudget agent certificates FOLDER' makes"
                            + " everything.");
        }
        return new Guard(
                Pem.identity(certificate, key, now),
                clientAuthority == null ? null : Pem.certificates(clientAuthority),
                tokenFile == null ? null : Token.read(tokenFile));
    }

    /** What it asks for, for the agent's first line. */
    String words() {
        if (clientAuthority == null) {
            return "a token";
        }
        return token == null ? "a client certificate" : "a client certificate and a token";
    }

    SslContext serverContext(Notes notes) {
        try {
            SslContextBuilder builder = GrpcSslContexts.configure(
                            SslContextBuilder.forServer(
                                    identity.key(), identity.chain().toArray(X509Certificate[]::new)),
                            SslProvider.JDK)
                    .protocols(TLS);
            if (clientAuthority != null) {
                // a missing certificate is refused by the call, where the client can be told why
                builder.clientAuth(ClientAuth.OPTIONAL)
                        .trustManager(Trust.in(clientAuthority, why -> notes.refused("a client", why + ".")));
            }
            return builder.build();
        } catch (SSLException e) {
            throw new MachineException("The agent cannot set up TLS: " + e.getMessage(), e);
        }
    }

    /**
     * Whose call it is.
     *
     * @throws StrangerException for a call of nobody who is known, with what to do
     */
    String who(ServerCall<?, ?> call, Metadata headers) throws StrangerException {
        String who = "token";
        if (clientAuthority != null) {
            who = certified(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        }
        if (token != null) {
            String header = headers.get(AgentApi.AUTHORIZATION);
            if (header == null) {
                throw new StrangerException("the agent asks for a token, and none was given.");
            }
            if (!token.isIn(header)) {
                throw new StrangerException("the token is not the agent's.");
            }
        }
        return who;
    }

    private static String certified(@Nullable SSLSession tls) throws StrangerException {
        try {
            if (tls != null && tls.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                // an old session of TLS may outlive it
                certificate.checkValidity();
                return certificate.getSubjectX500Principal().getName() + " no. "
                        + certificate.getSerialNumber().toString(16);
            }
        } catch (SSLPeerUnverifiedException e) {
            throw new StrangerException("the agent asks for a client certificate, and none was given.");
        } catch (CertificateException e) {
            throw new StrangerException("the client's certificate is not valid any more: " + e.getMessage());
        }
        throw new StrangerException("the agent asks for a client certificate over TLS.");
    }

    /** A call of somebody unknown. */
    static final class StrangerException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        StrangerException(String why) {
            super(why);
            this.why = why;
        }

        @Override
        public String getMessage() {
            return why;
        }
    }
}
