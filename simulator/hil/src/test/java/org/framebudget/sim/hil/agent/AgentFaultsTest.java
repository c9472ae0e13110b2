package org.framebudget.sim.hil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to a link, a device and a disk. */
@Timeout(60)
class AgentFaultsTest {
    @TempDir
    private Path folder;

    @Test
    void aCutConnectionIsMadeAgainAndNothingIsLostOrAnsweredTwice() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                Proxy proxy = new Proxy(loopback.agent.port());
                AgentTarget target = loopback.connect(Loopback.address(proxy.port()), loopback.access())) {
            Heard heard = new Heard();
            target.listen(heard);
            int network = target.load(loopback.network("net", 100)).id();
            long jobs = 0;
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 100; i++) {
                    target.invoke(network, jobs++);
                }
                int seen = heard.count();
                Loopback.until("some are answered", () -> heard.count() > Math.max(0, seen - 1));
                proxy.cut();
            }
            heard.awaitDone((int) jobs);
            heard.assertAnsweredOnce(jobs);
            assertEquals(1, loopback.targets.size(), "it is the same session: no device is opened again");
            assertEquals(1, loopback.target().loads.size(), "and no network is sent again");
            assertEquals(jobs, loopback.target().begun.size(), "nor is an inference run twice");
        }
    }

    @Test
    void answersThatCameWhileTheConnectionWasCutAreKept() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                Proxy proxy = new Proxy(loopback.agent.port());
                AgentTarget target = loopback.connect(Loopback.address(proxy.port()), loopback.access())) {
            Heard heard = new Heard();
            target.listen(heard);
            int network = target.load(loopback.network("net", 100)).id();
            loopback.target().hold();
            target.invoke(network, 0);
            target.invoke(network, 1);
            target.load(loopback.network("after", 10)); // what was sent before it has arrived
            assertEquals(1, loopback.target().begun.size());
            proxy.to(1); // nobody listens there
            proxy.cut();
            loopback.target().release();
            Loopback.until("both have run", () -> loopback.target().begun.size() == 2);
            assertEquals(0, heard.count());
            proxy.to(loopback.agent.port());
            heard.awaitDone(2);
            heard.assertAnsweredOnce(2);
            assertEquals(2, loopback.target().begun.size());
        }
    }

    @Test
    void aConnectionThatFallsSilentIsNoticedAndMadeAgain() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                Proxy proxy = new Proxy(loopback.agent.port());
                AgentTarget target = loopback.connect(Loopback.address(proxy.port()), loopback.access())) {
            Heard heard = new Heard();
            target.listen(heard);
            int network = target.load(loopback.network("net", 100)).id();
            proxy.mute();
            target.invoke(network, 0);
            Loopback.until("it is noticed", () -> !loopback.clientNotes.isEmpty());
            assertTrue(loopback.clientNotes.get(0).startsWith("Nothing was heard of"), loopback.clientNotes.get(0));
            heard.awaitDone(1);
            heard.assertAnsweredOnce(1);
        }
    }

    @Test
    void aConnectionThatCannotBeMadeAgainIsTheEndWithItsReason() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                Proxy proxy = new Proxy(loopback.agent.port())) {
            AgentAccess shortly =
                    loopback.access().within(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300));
            try (AgentTarget target = loopback.connect(Loopback.address(proxy.port()), shortly)) {
                Heard heard = new Heard();
                target.listen(heard);
                int network = target.load(loopback.network("net", 100)).id();
                loopback.target().hold();
                target.invoke(network, 0);
                target.invoke(network, 1);
                proxy.close();
                MachineException lost = heard.awaitLost();
                assertTrue(
                        lost.getMessage().contains("within 300 ms, with 2 inferences unanswered"), lost.getMessage());
                target.invoke(network, 2); // no answer, no complaint
                assertThrows(MachineException.class, () -> target.load(loopback.network("more", 10)));
                heard.assertAnsweredOnce(0);
            }
        }
    }

    @Test
    void aClientThatVanishesLeavesNothingBehindAndTheNextIsServed() throws IOException {
        Limits hasty = Loopback.LIMITS
                .withTimes(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMillis(200))
                .withPulse(Duration.ofMillis(50), Duration.ofSeconds(1));
        try (Loopback loopback = new Loopback(folder, hasty, WorkFolder.Disk.REAL);
                Proxy proxy = new Proxy(loopback.agent.port())) {
            AgentAccess never =
                    loopback.access().within(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(1));
            AgentTarget vanishing = loopback.connect(Loopback.address(proxy.port()), never);
            vanishing.load(loopback.network("net", 5_000));
            proxy.mute(); // as a machine whose power is off: not even a reset
            try (AgentTarget next = loopback.connect()) {
                assertEquals(1, loopback.targets.get(0).closes.get());
                assertEquals(List.of(), loopback.stored());
                Heard heard = new Heard();
                next.listen(heard);
                next.invoke(next.load(loopback.network("net", 10)).id(), 0);
                heard.awaitDone(1);
            }
            vanishing.close();
        }
    }

    @Test
    void aSlowLinkTakesItsTimeAndLosesNothing() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                Proxy proxy = new Proxy(loopback.agent.port());
                AgentTarget target = loopback.connect(Loopback.address(proxy.port()), loopback.access())) {
            Heard heard = new Heard();
            target.listen(heard);
            proxy.slow(4_096, 2);
            int network = target.load(loopback.network("net", 600_000)).id();
            for (long job = 0; job < 300; job++) {
                target.invoke(network, job);
                loopback.target().sample(FakeTarget.warm());
            }
            heard.awaitDone(300);
            heard.assertAnsweredOnce(300);
        }
    }

    @Test
    void aCutInTheMiddleOfAFileSendsItAgain() throws IOException {
        try (Loopback loopback = new Loopback(folder);
                Proxy proxy = new Proxy(loopback.agent.port());
                AgentTarget target = loopback.connect(Loopback.address(proxy.port()), loopback.access())) {
            proxy.slow(4_096, 1);
            var network = loopback.network("net", 900_000);
            var loading = java.util.concurrent.CompletableFuture.supplyAsync(() -> target.load(network));
            Loopback.until("a part is there", () -> !loopback.stored().isEmpty());
            proxy.cut();
            proxy.slow(16_384, 0);
            assertEquals(FakeTarget.sha256(network.file()), loading.join().sha256());
            assertEquals(1, loopback.target().loads.size());
        }
    }

    @Test
    void aNetworkThatCrashesEndsItsSessionWithItsWordsAndNotTheAgent() {
        try (Loopback loopback = new Loopback(folder)) {
            try (AgentTarget target = loopback.connect()) {
                Heard heard = new Heard();
                target.listen(heard);
                int network = target.load(loopback.network("net", 100)).id();
                target.invoke(network, 0);
                heard.awaitDone(1);
                loopback.target().hold();
                target.invoke(network, 1);
                loopback.target().crash("The process that runs the networks ended with SIGSEGV.");
                assertEquals(
                        "The process that runs the networks ended with SIGSEGV.",
                        heard.awaitLost().getMessage());
                heard.assertAnsweredOnce(1);
            }
            try (AgentTarget next = loopback.connect()) {
                Heard heard = new Heard();
                next.listen(heard);
                next.invoke(next.load(loopback.network("net", 100)).id(), 0);
                heard.awaitDone(1);
                assertEquals(2, loopback.targets.size());
                assertEquals(1, loopback.targets.get(0).closes.get());
            }
        }
    }

    @Test
    void aDeviceThatCannotBeOpenedSaysWhy() {
        Loopback.keys(folder);
        try (Loopback loopback = new Loopback(folder)) {
            Agent.Options sound = loopback.options(Loopback.LIMITS, WorkFolder.Disk.REAL, loopback.guard(), 0);
            try (Agent agent = Agent.start(new Agent.Options(
                    sound.listen(),
                    sound.guard(),
                    sound.limits(),
                    folder,
                    sound.disk(),
                    () -> {
                        throw new MachineException("The library of the runtime is missing.", new IOException());
                    },
                    line -> {}))) {
                MachineException why = assertThrows(
                        MachineException.class,
                        () -> loopback.connect(Loopback.address(agent.port()), loopback.access()));
                assertTrue(why.getMessage().endsWith("The library of the runtime is missing."), why.getMessage());
            }
        }
    }

    @Test
    void aFullDiskRefusesTheNetworkAndTheSessionGoesOn() {
        boolean[] full = {true};
        WorkFolder.Disk disk = file -> full[0]
                ? new OutputStream() {
                    private long room = 300_000;

                    @Override
                    public void write(int b) throws IOException {
                        write(new byte[1], 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        room -= length;
                        if (room < 0) {
                            throw new IOException("No space left on device");
                        }
                    }
                }
                : WorkFolder.Disk.REAL.create(file);
        checkFullDisk(disk, full);
    }

    @Test
    void aDiskThatIsReallyFullRefusesTheNetworkTheSameWay() {
        Path device = Path.of("/dev/full");
        boolean[] full = {true};
        boolean there = Files.isWritable(device);
        WorkFolder.Disk disk = file -> {
            if (full[0] && there) {
                return Files.newOutputStream(device);
            }
            if (full[0]) {
                throw new IOException("No space left on device");
            }
            return WorkFolder.Disk.REAL.create(file);
        };
        checkFullDisk(disk, full);
    }

    private void checkFullDisk(WorkFolder.Disk disk, boolean[] full) {
        try (Loopback loopback = new Loopback(folder, Loopback.LIMITS, disk);
                AgentTarget target = loopback.connect()) {
            Heard heard = new Heard();
            target.listen(heard);
            MachineException refused =
                    assertThrows(MachineException.class, () -> target.load(loopback.network("net", 2_000_000)));
            assertEquals("The agent cannot store net: No space left on device.", refused.getMessage());
            assertEquals(List.of(), loopback.stored());
            full[0] = false;
            target.invoke(target.load(loopback.network("net", 2_000_000)).id(), 0);
            heard.awaitDone(1);
        }
    }

    @Test
    void anAgentThatIsStoppedAndStartedAgainIsGoneOnWith() {
        try (Loopback loopback = new Loopback(folder);
                Target target = loopback.connect()) {
            Heard heard = new Heard();
            target.listen(heard);
            int first = target.load(loopback.network("first", 100)).id();
            int second = target.load(loopback.network("second", 50_000)).id();
            target.invoke(first, 0);
            target.invoke(second, 1);
            heard.awaitDone(2);
            loopback.target().hold();
            target.invoke(second, 2);
            target.invoke(first, 3);
            target.invoke(first, 4);
            Loopback.until("two run", () -> loopback.target().begun.size() == 4);
            int port = loopback.agent.port();
            loopback.agent.close();
            assertEquals(List.of(), loopback.workFolders());
            try (Agent again =
                    Agent.start(loopback.options(Loopback.LIMITS, WorkFolder.Disk.REAL, loopback.guard(), port))) {
                heard.awaitDone(5);
                heard.assertAnsweredOnce(5);
                assertEquals(2, loopback.target().loads.size(), "both networks were sent again");
                assertTrue(loopback.clientNotes.stream().anyMatch(note -> note.contains("new session")));
                assertEquals(port, again.port());
            }
        }
    }
}
