package org.framebudget.sim.hil.agent;

import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection ended or did not come about.
 *
 * @param words a sentence
 * @param kind what trying again may help
 */
record Failure(String words, Kind kind) {
    /** What the RPC says of a connection that ends so, followed by the innards of its pipeline. */
    private static final String IN_HANDSHAKE = "closed while performing TLS negotiation";

    enum Kind {
        /** Nothing: it would end the same way. */
        FINAL,
        /** There is no agent now, and one may come back. */
        ABSENT,
        /** Somebody was reached and the connection broke, as where an agent has too many strangers at its door. */
        CUT
    }

    /** Whether an agent that was there before may be there again. */
    boolean passing() {
        return kind != Kind.FINAL;
    }

    /**
     * Of what the RPC says.
     *
     * @param refusal why the agent's certificate was refused here, absent where it was not
     */
    static Failure of(Status status, String agent, @Nullable String refusal) {
        if (refusal != null) {
            return new Failure(agent + " is not who it should be: " + refusal + ".", Kind.FINAL);
        }
        String said = status.getDescription() == null ? "" : status.getDescription();
        switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED -> {
                return new Failure(
                        agent + " refuses: " + said
                                + " Give --agent-token-file, or --agent-certificate with --agent-key, as it asks.",
                        Kind.FINAL);
            }
            case UNIMPLEMENTED -> {
                return new Failure("What answers at " + agent + " is no agent of Framebudget.", Kind.FINAL);
            }
            case RESOURCE_EXHAUSTED, INVALID_ARGUMENT -> {
                return new Failure(agent + " does not take what it was sent: " + said, Kind.FINAL);
            }
            default -> {
                Failure known = known(status, agent);
                return known != null
                        ? known
                        : new Failure(
                                "The connection to " + agent + " was cut: " + cause(status, said) + ".", Kind.CUT);
            }
        }
    }

    private static @Nullable Failure known(Status status, String agent) {
        if (String.valueOf(status.getDescription()).contains(IN_HANDSHAKE)) {
            return new Failure(
                    agent
                            + " closed the connection before TLS was set up, as an agent does that has too many connections"
                            + " open of which it does not know whose they are. Its own output says why.",
                    Kind.CUT);
        }
        for (Throwable t = status.getCause(); t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (t instanceof SSLException && message.contains("fatal alert: ")) {
                String alert = message.replaceFirst("^.*fatal alert: ", "");
                if (alert.startsWith("certificate")
                        || alert.startsWith("bad_certificate")
                        || alert.contains("unknown_ca")) {
                    return new Failure(
                            agent + " refuses this client's certificate (" + alert
                                    + "): it has expired or is not of the agent's authority. The agent's own output says"
                                    + " which.",
                            Kind.FINAL);
                }
                return new Failure(agent + " refuses the connection: " + alert + ".", Kind.FINAL);
            }
            if (t.getClass().getSimpleName().equals("NotSslRecordException")
                    || t instanceof SSLException && message.contains("plaintext")) {
                return new Failure("What answers at " + agent + " speaks no TLS, so it is no agent.", Kind.FINAL);
            }
            if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
                return new Failure(agent + ": there is no host of that name, or no network to ask.", Kind.ABSENT);
            }
            if (t instanceof ConnectException) {
                return new Failure(
                        "Nothing answers at " + agent + ": " + message + ". Is 'framebudget agent' running there, with"
                                + " --listen?",
                        Kind.ABSENT);
            }
        }
        return null;
    }

    private static String cause(Status status, String said) {
        Throwable cause = status.getCause();
        String deep = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        String text = deep.isEmpty() || said.contains(deep) ? said : said.isEmpty() ? deep : said + " (" + deep + ")";
        text = text.replaceFirst("(?s)\\s*Channel Pipeline: .*", "");
        return text.isEmpty()
                ? status.getCode().name().toLowerCase(java.util.Locale.ROOT)
                : text.strip().replaceFirst("\\.$", "").replace('\n', ' ');
    }
}
