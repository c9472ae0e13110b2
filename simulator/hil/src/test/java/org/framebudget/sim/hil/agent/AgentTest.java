package org.framebudget.sim.hil.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.network.InputSize;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentTest {
    @TempDir
    private Path folder;

    @Test
    void aSessionWhoseFirstStreamIsStillOnItsWayIsNotOneThatWasLeft() throws IOException {
        try (Loopback loopback = new Loopback(folder)) {
            Session session = new Session(loopback.agent, ByteString.copyFromUtf8("id"), 1, "somebody", "somewhere");
            session.tick(System.nanoTime());
            assertFalse(session.isOver());
            session.tick(System.nanoTime() + Loopback.LIMITS.resume().toNanos() + 1_000_000_000L);
            assertTrue(session.isOver(), "nobody came");
        }
    }

    @Test
    void bothProgramsRunInBeforeAnythingIsMeasured() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                AgentTarget target =
                        loopback.connect(loopback.address(), loopback.access().rehearsing(Duration.ofMillis(200)))) {
            assertTrue(loopback.target().begun.isEmpty(), "on the device nothing runs for it");
            Heard heard = new Heard();
            target.listen(heard);
            target.invoke(target.load(loopback.network("net", 10)).id(), 0);
            heard.awaitDone(1);
            heard.assertAnsweredOnce(1);
        }
    }

    @Test
    void aNetworkThatIsSentRunsThereAndItsOwnTimesComeBack() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                AgentTarget target = loopback.connect()) {
            Heard heard = new Heard();
            target.listen(heard);
            NetworkToRun network = loopback.network("net", 700_000);
            LoadedNetwork loaded = target.load(network);

            assertEquals(FakeTarget.sha256(network.file()), loaded.sha256());
            assertEquals(List.of(7L, 8L), loaded.warmupNs());
            assertEquals(42, loaded.loadNs());
            assertEquals(12.5, loaded.peakMemoryMb());
            assertEquals("Fake Lite 2.20", target.info().runtime());
            assertEquals("Fake processor", target.info().processor());
            assertEquals(loopback.address(), target.info().target());
            NetworkToRun there = loopback.target().loads.get(0);
            assertArrayEquals(Files.readAllBytes(network.file()), Files.readAllBytes(there.file()));
            assertEquals(2, there.threads());
            assertEquals(3, there.warmup());
            assertNull(there.input());

            for (long job = 0; job < 10; job++) {
                target.invoke(loaded.id(), job);
            }
            heard.awaitDone(10);
            heard.assertAnsweredOnce(10);
            assertEquals(FakeTarget.BASE_NS + 1, heard.invokeNs(0), "the first inference of the session");
        }
    }

    @Test
    void picturesGoWithTheirNetworkInTheirOrderAndUnderNamesOfTheAgent() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.writeString(pictures.resolve("b picture.PNG"), "second");
        Files.writeString(pictures.resolve("a.jpg"), "first");
        Files.writeString(pictures.resolve("c.jpg"), "first");
        Files.writeString(pictures.resolve("notes.txt"), "no picture");
        try (Loopback loopback = new Loopback(folder);
                AgentTarget target = loopback.connect()) {
            NetworkToRun plain = loopback.network("net", 10);
            target.load(new NetworkToRun(
                    plain.file(),
                    "net",
                    new InputSize(224, 192),
                    1,
                    0,
                    new Pixels(Pixels.Kind.FOLDER, 640, 480, pictures)));
            NetworkToRun there = loopback.target().loads.get(0);
            assertEquals(new InputSize(224, 192), there.input());
            assertEquals(640, there.pixels().widthPx());
            Path sent = java.util.Objects.requireNonNull(there.pixels().folder());
            assertTrue(sent.startsWith(loopback.agent.work().path()));
            assertEquals(List.of("00001.jpg=first", "00002.png=second", "00003.jpg=first"), contents(sent));
        }
    }

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(file -> {
                        try {
                            return file.getFileName() + "=" + Files.readString(file);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void whatTheSensorsSayArrivesAndWhatTheyHaveNotStaysAbsent() {
        try (Loopback loopback = new Loopback(folder);
                AgentTarget target = loopback.connect()) {
            Heard heard = new Heard();
            target.listen(heard);
            loopback.target().sample(FakeTarget.warm());
            DeviceSample sample = heard.awaitSample();
            assertEquals(61.5, sample.zonesDegC().get("cpu-thermal"));
            assertEquals(3.25, sample.powerW());
            assertEquals("INA219", sample.powerSource());
            assertNull(sample.stealFraction());
            assertTrue(sample.takenNs() <= System.nanoTime());
        }
    }

    @Test
    void tenThousandInferencesAreAnsweredOnceEachAndOneAtATime() {
        try (Loopback loopback = new Loopback(folder);
                AgentTarget target = loopback.connect()) {
            Heard heard = new Heard();
            target.listen(heard);
            int network = target.load(loopback.network("net", 1_000)).id();
            for (long job = 0; job < 10_000; job++) {
                target.invoke(network, job);
            }
            heard.awaitDone(10_000);
            heard.assertAnsweredOnce(10_000);
            assertEquals(1, loopback.target().mostAtOnce.get());
        }
    }

    @Test
    void whatTheDeviceRefusesIsTheUsersMistakeThereToo() {
        try (Loopback loopback = new Loopback(folder);
                AgentTarget target = loopback.connect()) {
            InputException refused =
                    assertThrows(InputException.class, () -> target.load(loopback.network("impossible", 100)));
            assertEquals("impossible: an operator is not known.", refused.getMessage());
            assertTrue(target.load(loopback.network("net", 100)).id() > 0, "the session goes on");
        }
    }

    @Test
    void aNetworkBeyondTheLimitIsRefusedBeforeItIsSent() {
        Limits small = Loopback.LIMITS.withNetworkBytes(1_000_000).withCounts(1, 256, 4);
        try (Loopback loopback = new Loopback(folder, small, WorkFolder.Disk.REAL);
                AgentTarget target = loopback.connect()) {
            InputException large =
                    assertThrows(InputException.class, () -> target.load(loopback.network("large", 1_000_001)));
            assertTrue(large.getMessage().contains("--most-network-mb"), large.getMessage());
            assertEquals(List.of(), loopback.stored());
            target.load(loopback.network("net", 1_000_000));
            InputException second =
                    assertThrows(InputException.class, () -> target.load(loopback.network("second", 10)));
            assertTrue(second.getMessage().contains("at most 1 networks"), second.getMessage());
        }
    }

    @Test
    void theSecondClientWaitsForTheDeviceAndIsToldSo() {
        try (Loopback loopback = new Loopback(folder)) {
            AgentTarget first = loopback.connect();
            var second = java.util.concurrent.CompletableFuture.supplyAsync(loopback::connect);
            Loopback.until("the second is told", () -> loopback.clientNotes.size() == 1);
            assertFalse(second.isDone());
            assertTrue(loopback.clientNotes.get(0).contains("1 comes before this one"), loopback.clientNotes.get(0));
            assertEquals(1, loopback.targets.size(), "the device is lent once");
            first.close();
            try (AgentTarget has = second.join()) {
                assertEquals(1, loopback.targets.get(0).closes.get(), "the first device is closed before");
                assertEquals(1, has.load(loopback.network("net", 10)).id());
            }
        }
    }

    @Test
    void whoComesWhenTheQueueIsFullOrWaitsTooLongIsToldThatTheDeviceIsBusy() {
        try (Loopback loopback = new Loopback(folder, Loopback.LIMITS.withCounts(16, 256, 0), WorkFolder.Disk.REAL);
                AgentTarget first = loopback.connect()) {
            first.listen(new Heard());
            MachineException full = assertThrows(MachineException.class, loopback::connect);
            assertTrue(full.getMessage().contains("The device is busy"), full.getMessage());
        }
        try (Loopback loopback = new Loopback(folder);
                AgentTarget first = loopback.connect()) {
            first.listen(new Heard());
            AgentAccess hasty =
                    loopback.access().within(Duration.ofSeconds(5), Duration.ofMillis(120), Duration.ofSeconds(5));
            MachineException late =
                    assertThrows(MachineException.class, () -> loopback.connect(loopback.address(), hasty));
            assertTrue(late.getMessage().contains("was busy with other sessions"), late.getMessage());
        }
    }

    @Test
    void aSessionThatAsksForNothingEnds() {
        Limits idle = Loopback.LIMITS.withTimes(Duration.ofMillis(150), Duration.ofHours(1), Duration.ofSeconds(10));
        try (Loopback loopback = new Loopback(folder, idle, WorkFolder.Disk.REAL);
                AgentTarget target = loopback.connect()) {
            Heard heard = new Heard();
            target.listen(heard);
            assertTrue(heard.awaitLost().getMessage().contains("asked for nothing for 150 ms"));
        }
    }

    @Test
    void filesAreTheOwnersAloneAndGoneWhenTheSessionEnds() throws IOException {
        try (Loopback loopback = new Loopback(folder)) {
            try (AgentTarget target = loopback.connect()) {
                target.load(loopback.network("net", 1_000));
                assertNotEquals(List.of(), loopback.stored());
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    assertEquals(
                            PosixFilePermissions.fromString("rwx------"),
                            Files.getPosixFilePermissions(loopback.agent.work().path()));
                }
            }
            Loopback.until("the files are gone", () -> loopback.stored().isEmpty());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(path -> path.getFileName().toString().startsWith("framebudget-agent-")));
        }
    }
}
