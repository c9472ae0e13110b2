package org.framebudget.sim.hil.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.sshd.agent.common.AbstractAgentClient;
import org.apache.sshd.agent.local.AgentImpl;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshShellTest {
    @TempDir
    Path folder;

    private static String problem(Class<? extends RuntimeException> kind, Runnable action) {
        return String.valueOf(assertThrows(kind, action::run).getMessage());
    }

    @Test
    void commandsTellTheirStatusAndBothStreamsAndFilesArriveWhateverTheirName() throws Exception {
        try (FakeDevice device = new FakeDevice(folder);
                RemoteShell shell = device.connect()) {
            ShellResult result = shell.run("t", "echo out; echo 'it'\\''s' >&2; exit 3", FakeDevice.LIMIT);
            assertEquals(new ShellResult(3, "out\n", "it's\n"), result);
            assertEquals(137, shell.run("t", "kill -9 $$", FakeDevice.LIMIT).exit());
            Path file = folder.resolve("some $(reboot) 'file'.tflite");
            byte[] bytes = new byte[200_001];
            new Random(1).nextBytes(bytes);
            Files.write(file, bytes);
            Path there = device.tmp.resolve("a b'c\"d`e$f;g\\h\n&i");
            shell.put(file, there.toString(), FakeDevice.LIMIT);
            assertArrayEquals(bytes, Files.readAllBytes(there));
            for (String word :
                    new String[] {"", " ", "'", "\\", "$HOME", "`id`", "a\nb", "!x", "*", "é", "--", "a'b'c"}) {
                assertEquals(
                        word,
                        shell.run("t", "printf %s " + ShellText.quote(word), FakeDevice.LIMIT)
                                .out());
            }
        }
    }

    @Test
    void anUnknownServerIsRefusedWithItsFingerprintAndNothingIsWritten() throws Exception {
        try (FakeDevice device = new FakeDevice(folder)) {
            String before = Files.readString(device.home.resolve("known_hosts"));
            String line = before.lines().reduce((a, b) -> b).orElseThrow();
            Files.writeString(device.home.resolve("known_hosts"), before.replace(line + "\n", ""));
            String problem = problem(InputException.class, device::connect);
            String fingerprint =
                    KeyUtils.getFingerPrint(org.apache.sshd.common.config.keys.PublicKeyEntry.parsePublicKeyEntry(
                                    line.substring(line.indexOf(' ') + 1))
                            .resolvePublicKey(null, null, null));
            assertTrue(
                    problem.contains("the server is unknown and shows the key ecdsa-sha2-nistp256 " + fingerprint),
                    problem);
            assertTrue(problem.contains("'ssh -p " + device.target().port() + " pi@127.0.0.1'"), problem);
            assertEquals(before.replace(line + "\n", ""), Files.readString(device.home.resolve("known_hosts")));
        }
    }

    @Test
    void anotherKeyThanTheKnownOneIsRefused() throws Exception {
        try (FakeDevice device = new FakeDevice(folder)) {
            device.know(device.userKey);
            String problem = problem(InputException.class, device::connect);
            assertTrue(problem.contains("known_hosts:4 knows it by ecdsa-sha2-nistp256 SHA256:"), problem);
            Path file = device.home.resolve("known_hosts");
            Files.writeString(
                    file,
                    "@revoked * "
                            + Files.readString(file)
                                    .lines()
                                    .skip(3)
                                    .findFirst()
                                    .orElseThrow()
                                    .split(" ", 2)[1] + "\n");
            assertTrue(problem(InputException.class, device::connect).contains("the server is unknown"));
        }
    }

    @Test
    void aHostThatIsNotThereIsTheMachinesFaultAsBehindAnAgent() {
        String problem = problem(
                MachineException.class,
                () -> SshShell.connect(
                        RemoteTargets.parse("ssh://pi@nosuch.invalid"),
                        new SshPlaces("pi", List.of(), List.of(), null),
                        FakeDevice.LIMIT));
        assertTrue(problem.contains("there is no host of that name"), problem);
    }

    @Test
    void theKindOfKeyThatIsOnFileIsAskedFor() throws Exception {
        // the client's own order has ecdsa before ed25519, which is what OpenSSH writes into the file
        try (FakeDevice device = new FakeDevice(folder, "ecdsa-sha2-nistp256", "ssh-ed25519");
                RemoteShell shell = device.connect()) {
            assertTrue(shell.run("t", "true", FakeDevice.LIMIT).good());
        }
    }

    @Test
    void aServerThatTakesNoKeyIsNamedWithTheKeysThatWereTried() throws Exception {
        try (FakeDevice device = new FakeDevice(folder)) {
            device.writeKey("id_ecdsa", FakeDevice.pair("ecdsa-sha2-nistp256"), null);
            device.writeKey("id_ed25519", FakeDevice.pair("ssh-ed25519"), "secret");
            String problem = problem(InputException.class, device::connect);
            assertTrue(
                    problem.contains("the server takes none of the user's keys. Tried: "
                            + device.home.resolve("id_ed25519")
                            + " (locked with a passphrase: 'ssh-add " + device.home.resolve("id_ed25519") + "' first), "
                            + device.home.resolve("id_ecdsa")),
                    problem);
        }
    }

    @Test
    void aKeyOfTheAgentIsTaken() throws Exception {
        Path socket = Files.createTempDirectory("fb").resolve("agent");
        try (FakeDevice device = new FakeDevice(folder);
                ServerSocketChannel agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            agent.bind(UnixDomainSocketAddress.of(socket));
            AgentImpl keys = new AgentImpl();
            keys.addIdentity(device.userKey, "test");
            Thread server = new Thread(() -> serve(agent, keys));
            server.setDaemon(true);
            server.start();
            Files.delete(device.home.resolve("id_ecdsa"));
            assertThrows(InputException.class, device::connect);
            try (RemoteShell shell = SshShell.connect(device.target(), device.places(socket), FakeDevice.LIMIT)) {
                assertTrue(shell.run("t", "true", FakeDevice.LIMIT).good());
            }
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        }
    }

    /** A stand-in for an agent: the library's own handling of its messages behind a socket. */
    private static void serve(ServerSocketChannel server, AgentImpl keys) {
        try (SocketChannel channel = server.accept()) {
            AbstractAgentClient client = new AbstractAgentClient(keys) {
                @Override
                protected void reply(Buffer buffer) throws IOException {
                    channel.write(ByteBuffer.wrap(buffer.getCompactData()));
                }
            };
            ByteBuffer bytes = ByteBuffer.allocate(4096);
            while (channel.read(bytes.clear()) >= 0) {
                client.messageReceived(new ByteArrayBuffer(bytes.array(), 0, bytes.position()));
            }
        } catch (IOException e) {
            return; // the test has ended
        }
    }

    @Test
    void aCommandThatTakesTooLongIsGivenUp() throws Exception {
        try (FakeDevice device = new FakeDevice(folder);
                RemoteShell shell = device.connect()) {
            assertEquals(
                    device.target().text() + ": waiting took longer than 0.3 s and was given up.",
                    problem(
                            RemoteShell.TimeLimitException.class,
                            () -> shell.run("waiting", "exec sleep 20", Duration.ofMillis(300))));
            assertTrue(shell.run("t", "true", FakeDevice.LIMIT).good());
        }
    }

    @Test
    void aServerThatVanishesIsToldWithWhatWasLost() throws Exception {
        try (FakeDevice device = new FakeDevice(folder);
                RemoteShell shell = device.connect()) {
            device.vanishOn(command -> command.contains("precious"));
            String problem = problem(
                    MachineException.class, () -> shell.run("the run of a.tflite", "precious", FakeDevice.LIMIT));
            assertTrue(
                    problem.startsWith(
                            device.target().text() + ": the connection was lost, and with it: the run of a.tflite."),
                    problem);
            assertTrue(problem(MachineException.class, () -> shell.run("more", "true", FakeDevice.LIMIT))
                    .contains("with it: more"));
        }
    }

    @Test
    void aFullDiskAndAClosedPortAreTheMachinesFault() throws Exception {
        RemoteTarget gone;
        try (FakeDevice device = new FakeDevice(folder);
                RemoteShell shell = device.connect()) {
            gone = device.target();
            device.program(
                    "cat", "/bin/cat >/dev/null; echo 'cat: write error: No space left on device' >&2; exit 1\n");
            Path file = Files.write(folder.resolve("a.tflite"), new byte[300_000]);
            assertEquals(
                    gone.text() + ": copying a.tflite to " + device.tmp.resolve("x")
                            + " failed: cat: write error: No space left on device.",
                    problem(
                            MachineException.class,
                            () -> shell.put(file, device.tmp.resolve("x").toString(), FakeDevice.LIMIT)));
            device.program("cat", "head -c 1000; /bin/cat >/dev/null\n");
            assertTrue(problem(
                            MachineException.class,
                            () -> shell.put(file, device.tmp.resolve("x").toString(), FakeDevice.LIMIT))
                    .contains("of the 300000 bytes of a.tflite 1000 arrived"));
        }
        String problem = problem(
                MachineException.class,
                () -> SshShell.connect(
                        gone,
                        new SshPlaces("u", java.util.List.of(folder.resolve("k")), java.util.List.of(), null),
                        FakeDevice.LIMIT));
        assertTrue(problem.startsWith(gone.text() + ": cannot be reached: "), problem);
    }
}
