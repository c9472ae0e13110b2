package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.framebudget.sim.hil.remote.RemoteTarget.Kind;
import org.jspecify.annotations.Nullable;

/** A folder that stands for a device, reached through a real ssh server or a stand-in for adb. */
final class FakeDevice implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    final Path root;
    final Path bin;
    final Path tmp;
    final Path sys;
    final Path home;
    final KeyPair userKey;
    private final SshServer server = SshServer.setUpDefaultServer();
    private volatile Predicate<String> vanishOn = command -> false;

    FakeDevice(Path folder, String... hostKeyTypes) throws IOException, GeneralSecurityException {
        root = Files.createDirectories(folder.resolve("dev ice's $root"));
        bin = Files.createDirectories(root.resolve("bin"));
        tmp = Files.createDirectories(root.resolve("tmp"));
        sys = Files.createDirectories(root.resolve("sys"));
        home = Files.createDirectories(folder.resolve("home/.ssh"));
        userKey = pair("ecdsa-sha2-nistp256");
        List<KeyPair> hostKeys = new ArrayList<>();
        for (String type : hostKeyTypes.length == 0 ? new String[] {"ecdsa-sha2-nistp256"} : hostKeyTypes) {
            hostKeys.add(pair(type));
        }
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setCommandFactory(this::command);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.start();
        writeKey("id_ecdsa", userKey, null);
        know(hostKeys.get(hostKeys.size() - 1));
    }

    static KeyPair pair(String type) throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(type, 256);
    }

    private Command command(ChannelSession channel, String command) throws IOException {
        if (vanishOn.test(command)) {
            channel.getSession().close(true);
        }
        // the factory hands its raw command to a shell
        String all = shell().stream().map(ShellText::quote).collect(Collectors.joining(" ")) + " "
                + ShellText.quote(command);
        return new ProcessShellFactory("exec " + all, List.of("unused")).createShell(channel);
    }

    /** What stands before a command line to run it on the device. */
    List<String> shell() {
        return List.of(
                "/usr/bin/env",
                "-i",
                "PATH=" + bin + ":/usr/bin:/bin",
                "TMPDIR=" + tmp,
                "HOME=" + root,
                "/bin/sh",
                "-c");
    }

    /** The connection goes as soon as such a command comes. */
    void vanishOn(Predicate<String> command) {
        vanishOn = command;
    }

    /** Only this key is on file. */
    void know(KeyPair hostKey) throws IOException {
        Files.writeString(
                home.resolve("known_hosts"),
                "# other hosts\nexample.org " + PublicKeyEntry.toString(userKey.getPublic())
                        + "\nnonsense\n[127.0.0.1]:" + server.getPort() + " "
                        + PublicKeyEntry.toString(hostKey.getPublic()) + "\n");
    }

    void writeKey(String name, KeyPair pair, @Nullable String passphrase) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext lock = null;
        if (passphrase != null) {
            lock = new OpenSSHKeyEncryptionContext();
            lock.setCipherType("256");
            lock.setPassword(passphrase);
        }
        try (OutputStream out = Files.newOutputStream(home.resolve(name))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", lock, out);
        }
    }

    SshPlaces places(@Nullable Path agent) {
        return new SshPlaces(
                "nobody",
                List.of(home.resolve("known_hosts"), home.resolve("missing")),
                List.of(home.resolve("id_ed25519"), home.resolve("id_ecdsa")),
                agent);
    }

    RemoteTarget target() {
        return new RemoteTarget(Kind.SSH, "pi", "127.0.0.1", server.getPort(), null);
    }

    RemoteShell connect() {
        return SshShell.connect(target(), places(null), LIMIT);
    }

    /** A program on the device. */
    Path program(String name, String script) throws IOException {
        return program(bin.resolve(name), script);
    }

    static Path program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
        return file;
    }

    /** A file below {@code sys}. */
    void sensor(String file, String value) throws IOException {
        Path path = sys.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, value + "\n");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
