package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Pixels;

/** An agent with fake devices, its keys and its clients, in one folder on this machine. */
final class Loopback implements AutoCloseable {
    /** Made once: drawing keys is most of a short test. */
    private static final Map<String, String> KEYS =
            Certificates.make(List.of("localhost", "127.0.0.1"), Instant.now(), Duration.ofDays(2));

    static final Limits LIMITS = Limits.DEFAULT
            .withTimes(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofSeconds(10))
            .withPulse(Duration.ofMillis(50), Duration.ofSeconds(5));

    final Path folder;
    final List<FakeTarget> targets = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> clientNotes = new CopyOnWriteArrayList<>();
    final Agent agent;

    Loopback(Path folder) {
        this(folder, LIMITS, WorkFolder.Disk.REAL);
    }

    Loopback(Path folder, Limits limits, WorkFolder.Disk disk) {
        this.folder = folder;
        keys(folder);
        this.agent = Agent.start(options(limits, disk, guard(), 0));
    }

    Agent.Options options(Limits limits, WorkFolder.Disk disk, Guard guard, int port) {
        return new Agent.Options(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                guard,
                limits,
                folder,
                disk,
                () -> {
                    FakeTarget target = new FakeTarget();
                    targets.add(target);
                    return target;
                },
                notes::add);
    }

    static void keys(Path folder) {
        if (!Files.exists(folder.resolve(Certificates.CA))) {
            PrivateFiles.write(folder, KEYS, false);
        }
    }

    Guard guard() {
        return Guard.of(
                folder.resolve(Certificates.SERVER),
                folder.resolve(Certificates.SERVER_KEY),
                folder.resolve(Certificates.CA),
                null,
                Instant.now());
    }

    String address() {
        return address(agent.port());
    }

    static String address(int port) {
        return "agent://127.0.0.1:" + port;
    }

    AgentAccess access() {
        return access(folder);
    }

    static AgentAccess access(Path folder) {
        return AgentAccess.of(
                        folder.resolve(Certificates.CA),
                        folder.resolve(Certificates.CLIENT),
                        folder.resolve(Certificates.CLIENT_KEY),
                        null)
                .within(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20))
                .rehearsing(Duration.ZERO);
    }

    AgentTarget connect() {
        return connect(address(), access());
    }

    AgentTarget connect(String address, AgentAccess access) {
        return AgentTarget.connect(address, access, clientNotes::add);
    }

    FakeTarget target() {
        return targets.get(targets.size() - 1);
    }

    /** A file of random content that stands for a network. */
    NetworkToRun network(String label, int bytes) {
        Path file = folder.resolve(label + ".tflite");
        try {
            byte[] content = new byte[bytes];
            new java.util.Random(bytes).nextBytes(content);
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NetworkToRun(file, label, null, 2, 3, Pixels.DUMMY);
    }

    /** Folders that agents have in it. */
    List<Path> workFolders() {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> path.getFileName().toString().startsWith("framebudget-agent-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies in the working folder beside its lock. */
    List<Path> stored() {
        try (Stream<Path> found = Files.walk(agent.work().path())) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        } catch (IOException e) {
            return List.of(); // changes while it is listed
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }

    /** Waits for something that happens soon. */
    static void until(String what, BooleanSupplier condition) {
        long endNs = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > endNs) {
                throw new AssertionError("waited in vain until " + what);
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
