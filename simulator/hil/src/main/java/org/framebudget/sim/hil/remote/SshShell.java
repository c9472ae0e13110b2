package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/**
 * A shell over ssh. Keys of the agent and of files, no passwords; {@code ~/.ssh/config} is not read. A file goes through {@code
 * cat}, which every device has, where {@code scp} and {@code sftp} are not everywhere.
 */
final class SshShell implements RemoteShell {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int SILENT_HEARTBEATS = 4;
    private static final int SIGNAL_BASE = 128;
    private static final Map<String, Integer> SIGNALS =
            Map.of("HUP", 1, "INT", 2, "QUIT", 3, "ILL", 4, "ABRT", 6, "FPE", 8, "KILL", 9, "SEGV", 11, "TERM", 15);

    private final String name;
    private final SshClient client;
    private final ClientSession session;

    private SshShell(String name, SshClient client, ClientSession session) {
        this.name = name;
        this.client = client;
        this.session = session;
    }

    /**
     * Connects and logs in.
     *
     * @throws InputException where the server is unknown, shows another key than on file, or takes none of the user's
     * @throws MachineException where it cannot be reached, or no host has its name
     */
    static SshShell connect(RemoteTarget target, SshPlaces places, Duration limit) {
        String name = target.text();
        SshHostKeys hostKeys = new SshHostKeys(target, places.knownHosts());
        SshKeys keys = SshKeys.read(places.keys());
        SshClient client = client(hostKeys, keys, places.agent());
        try {
            String user = target.user() == null ? places.user() : target.user();
            ClientSession session = client.connect(user, target.host(), target.port())
                    .verify(limit)
                    .getSession();
            session.auth().verify(limit);
            return new SshShell(name, client, session);
        } catch (IOException | RuntimeException e) {
            client.stop();
            String refusal = hostKeys.refusal();
            if (refusal != null) {
                throw new InputException(name + ": " + refusal, e);
            }
            throw unreachable(name, e, keys, places.agent());
        }
    }

    private static SshClient client(SshHostKeys hostKeys, SshKeys keys, @Nullable Path agent) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setServerKeyVerifier(hostKeys);
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys.pairs()));
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setSignatureFactories(hostKeys.ordered(client.getSignatureFactories()));
        if (agent != null && Files.exists(agent)) {
            client.setAgentFactory(new SshAgentSocket.Factory(agent));
        }
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, SILENT_HEARTBEATS);
        // many small messages: each would wait for the acknowledgement of the one before
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        client.start();
        return client;
    }

    private static RuntimeException unreachable(String name, Exception e, SshKeys keys, @Nullable Path agent) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return new MachineException(name + ": there is no host of that name, or no network to ask.", e);
            }
        }
        if (String.valueOf(e.getMessage()).contains("authentication methods")) {
            List<String> tried = new ArrayList<>(keys.tried());
            if (agent != null) {
                tried.add(0, "those of the agent");
            }
            return new InputException(
                    name + ": the server takes none of the user's keys. "
                            + (tried.isEmpty()
                                    ? "There is none in the agent or in ~/.ssh"
                                    : "Tried: " + String.join(", ", tried))
                            + ". 'ssh-copy-id' puts one on the device; passwords are not used.",
                    e);
        }
        return new MachineException(
                name + ": cannot be reached: " + Faults.reason(e) + ". Is the device on, and does" + " 'ssh' reach it?",
                e);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ShellResult run(String what, String script, Duration limit) {
        return exec(what, script, InputStream.nullInputStream(), limit);
    }

    private ShellResult exec(String what, String script, InputStream in, Duration limit) {
        BoundedOutput out = new BoundedOutput();
        BoundedOutput err = new BoundedOutput();
        // the login shell need not be a POSIX one
        try (ChannelExec channel = session.createExecChannel("exec sh -c " + ShellText.quote(script))) {
            channel.setIn(in);
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(limit);
            Set<ClientChannelEvent> events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limit);
            Integer exit = channel.getExitStatus();
            String signal = channel.getExitSignal();
            if (events.contains(ClientChannelEvent.TIMEOUT) && exit == null) {
                channel.close(true);
                throw Faults.late(name, what, limit);
            }
            if (exit == null && signal == null) {
                throw lost(what, null);
            }
            int status = exit != null ? exit : SIGNAL_BASE + SIGNALS.getOrDefault(signal, 0);
            return new ShellResult(status, out.text(), err.text());
        } catch (IOException | IllegalStateException e) {
            throw lost(what, e);
        }
    }

    private MachineException lost(String what, @Nullable Exception e) {
        String message = name + ": the connection was lost, and with it: " + what + ".";
        return e == null ? Faults.machine(message) : new MachineException(message + " (" + Faults.reason(e) + ")", e);
    }

    @Override
    public void put(Path local, String remote, Duration limit) {
        long bytes;
        ShellResult copied;
        String what = "copying " + local.getFileName();
        try (InputStream in = Files.newInputStream(local)) {
            bytes = Files.size(local);
            copied = exec(what, "cat > " + ShellText.quote(remote), in, limit);
        } catch (IOException e) {
            throw new InputException(local + ": cannot be read: " + Faults.reason(e), e);
        }
        if (!copied.good()) {
            throw Faults.machine(name + ": " + what + " to " + remote + " failed: " + copied.complaint() + ".");
        }
        SentFile.check(this, local, bytes, remote, limit);
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }
}
