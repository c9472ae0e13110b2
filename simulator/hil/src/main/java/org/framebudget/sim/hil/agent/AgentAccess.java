package org.framebudget.sim.hil.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * How a client comes to an agent.
 *
 * @param authority file with the authority of the agent's certificate; absent for those that Java knows
 * @param certificate file with the client's certificate, absent where the agent asks for none
 * @param key file with its key
 * @param tokenFile file with the agent's token; absent, the variable {@value #TOKEN_VARIABLE} has it where it is set
 * @param connect how long a connection may take
 * @param busy how long to wait for a device that another session has
 * @param resume how long to try again where the connection is cut
 * @param rehearsal how long both programs may run themselves in after they have connected, before anything is measured
 */
public record AgentAccess(
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path tokenFile,
        Duration connect,
        Duration busy,
        Duration resume,
        Duration rehearsal) {
    /** Has the agent's token, where no file has it. */
    public static final String TOKEN_VARIABLE = "FRAMEBUDGET_AGENT_TOKEN";

    /** With the usual times: ten seconds to connect, ten minutes in the queue, a minute to connect again, two seconds to run in. */
    public static AgentAccess of(
            @Nullable Path authority, @Nullable Path certificate, @Nullable Path key, @Nullable Path tokenFile) {
        return new AgentAccess(
                authority,
                certificate,
                key,
                tokenFile,
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2));
    }

    /**
     * The same with a folder that {@code framebudget agent certificates} made, which gives what is not named by itself.
     *
     * @param folder absent for none
     */
    public static AgentAccess of(
            @Nullable Path folder,
            @Nullable Path authority,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Path tokenFile) {
        if (folder == null) {
            return of(authority, certificate, key, tokenFile);
        }
        Path ca = authority == null ? folder.resolve(Certificates.CA) : authority;
        boolean whole = Files.exists(folder.resolve(Certificates.CLIENT)) || tokenFile == null;
        return certificate == null && key == null && whole
                ? of(ca, folder.resolve(Certificates.CLIENT), folder.resolve(Certificates.CLIENT_KEY), tokenFile)
                : of(ca, certificate, key, tokenFile);
    }

    public AgentAccess {
        if ((certificate == null) != (key == null)) {
            throw new InputException("A client's certificate and its key go together: give both or neither.");
        }
    }

    /** With other times. */
    public AgentAccess within(Duration connectTime, Duration busyTime, Duration resumeTime) {
        return new AgentAccess(authority, certificate, key, tokenFile, connectTime, busyTime, resumeTime, rehearsal);
    }

    /** With another time to run in; zero for none. */
    AgentAccess rehearsing(Duration longest) {
        return new AgentAccess(authority, certificate, key, tokenFile, connect, busy, resume, longest);
    }

    Pem.@Nullable Identity identity() {
        return certificate == null || key == null ? null : Pem.identity(certificate, key, Instant.now());
    }

    @Nullable
    Token token() {
        if (tokenFile != null) {
            return Token.read(tokenFile);
        }
        String variable = System.getenv(TOKEN_VARIABLE);
        return variable == null || variable.isEmpty() ? null : Token.of(variable, "$" + TOKEN_VARIABLE);
    }
}
