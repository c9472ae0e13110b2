package org.framebudget.sim.hil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers take few connections, and none for long. */
@Timeout(60)
class DoorkeeperTest {
    private static final Limits.Strangers TWO = new Limits.Strangers(2, Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    private static Socket connection(Loopback loopback) throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), loopback.agent.port());
    }

    private static boolean closedThere(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // reset
        }
    }

    private static boolean noted(Loopback loopback, String words) {
        return loopback.notes.stream().anyMatch(line -> line.startsWith("refused 127.0.0.1:") && line.contains(words));
    }

    @Test
    void oneStrangerTooManyIsShownOutAndWhoIsKnownCountsNoMore() throws IOException {
        try (Loopback loopback = new Loopback(folder, Loopback.LIMITS.withStrangers(TWO), WorkFolder.Disk.REAL)) {
            try (AgentTarget known = loopback.connect();
                    Socket first = connection(loopback);
                    Socket second = connection(loopback);
                    Socket third = connection(loopback)) {
                assertTrue(closedThere(third));
                assertTrue(noted(loopback, "2 connections are open that have not said whose"), loopback.notes + "");
                assertEquals(2, loopback.agent.doorkeeper().count());
                assertTrue(first.isConnected() && second.isConnected());
                assertEquals(1, known.load(loopback.network("net", 100)).id(), "the session goes on");
            }
            Loopback.until(
                    "their places are free", () -> loopback.agent.doorkeeper().count() == 0);
            loopback.connect().close();
        }
    }

    @Test
    void aClientThatComesWhileStrangersFillTheDoorIsServedWhenTheyAreGone() throws IOException {
        try (Loopback loopback = new Loopback(folder, Loopback.LIMITS.withStrangers(TWO), WorkFolder.Disk.REAL)) {
            CompletableFuture<AgentTarget> client;
            try (Socket first = connection(loopback);
                    Socket second = connection(loopback)) {
                Loopback.until("both are in", () -> loopback.agent.doorkeeper().count() == 2);
                assertTrue(first.isConnected() && second.isConnected());
                client = CompletableFuture.supplyAsync(loopback::connect);
                Loopback.until("the client has been shown out", () -> !loopback.clientNotes.isEmpty());
            }
            AgentTarget served = client.join();
            assertEquals(1, served.load(loopback.network("net", 100)).id());
            served.close();
            String note = loopback.clientNotes.get(0);
            assertTrue(note.endsWith("Connecting again for up to 20 s."), note);
            assertFalse(note.contains("Pipeline"), note);
            assertEquals(1, loopback.clientNotes.size(), loopback.clientNotes.toString());
        }
    }

    @Test
    void aStrangerWhoSaysNothingIsShownOutAfterAWhile() throws IOException {
        Limits hasty = Loopback.LIMITS.withStrangers(new Limits.Strangers(8, Duration.ofMillis(1)));
        try (Loopback loopback = new Loopback(folder, hasty, WorkFolder.Disk.REAL);
                Socket mute = connection(loopback)) {
            assertTrue(closedThere(mute));
            assertTrue(noted(loopback, "it has not said whose it is for 1 ms"), loopback.notes + "");
        }
    }

    @Test
    void aConnectionThatIsKnownStaysAsLongAsItLikes() {
        List<String> said = new ArrayList<>();
        Doorkeeper doorkeeper = new Doorkeeper(TWO, new Notes(said::add));
        EmbeddedChannel connection = new EmbeddedChannel();
        assertTrue(doorkeeper.admit(connection, 0));
        doorkeeper.tick(TWO.each().toNanos());
        assertTrue(connection.isOpen());
        doorkeeper.known(connection.remoteAddress());
        doorkeeper.tick(2 * TWO.each().toNanos());
        assertTrue(connection.isOpen());
        assertEquals(0, doorkeeper.count());

        assertTrue(doorkeeper.admit(connection, 0));
        doorkeeper.tick(2 * TWO.each().toNanos());
        assertFalse(connection.isOpen());
        assertEquals(0, doorkeeper.count());
        assertEquals(1, said.size(), said.toString());
    }
}
