package org.framebudget.sim.hil.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that uses an agent, as a picocli mixin. */
public final class AgentOptions {
    @Option(
            names = "--agent-keys",
            paramLabel = "FOLDER",
            description = "What 'framebudget agent certificates' made: ca.pem, client.pem and client.key.")
    private @Nullable Path keys;

    @Option(
            names = "--agent-ca",
            paramLabel = "FILE",
            description = "Authority of the agent's certificate; default: those that Java knows.")
    private @Nullable Path authority;

    @Option(names = "--agent-certificate", paramLabel = "FILE", description = "The certificate to show to the agent.")
    private @Nullable Path certificate;

    @Option(names = "--agent-key", paramLabel = "FILE", description = "Its key.")
    private @Nullable Path key;

    @Option(
            names = "--agent-token-file",
            paramLabel = "FILE",
            description = "The agent's token; default: what $$" + AgentAccess.TOKEN_VARIABLE + " holds.")
    private @Nullable Path tokenFile;

    /** What was given. A folder of keys gives what is not named by itself. */
    public AgentAccess access() {
        return AgentAccess.of(keys, authority, certificate, key, tokenFile);
    }
}
