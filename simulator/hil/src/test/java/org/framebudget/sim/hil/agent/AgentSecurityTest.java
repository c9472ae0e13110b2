package org.framebudget.sim.hil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No stranger gets in, and each side says why. */
@Timeout(60)
class AgentSecurityTest {
    @TempDir
    private Path folder;

    private Path other(String name, Instant made, String... hosts) {
        Path path = folder.resolve(name);
        PrivateFiles.write(path, Certificates.make(List.of(hosts), made, Duration.ofDays(1)), false);
        return path;
    }

    private static AgentAccess access(Path ca, Path certificate, Path key) {
        return AgentAccess.of(ca, certificate, key, null)
                .within(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private MachineException refused(Loopback loopback, AgentAccess access) {
        MachineException why = assertThrows(MachineException.class, () -> loopback.connect(loopback.address(), access));
        assertEquals(0, loopback.targets.size(), "no stranger has the device");
        return why;
    }

    private static void assertNoted(Loopback loopback, String words) {
        Loopback.until(
                "the agent says: " + words + "; it said " + loopback.notes,
                () -> loopback.notes.stream().anyMatch(line -> line.startsWith("refused") && line.contains(words)));
    }

    private Agent withToken(Loopback loopback, Path token, boolean certificateToo) {
        Guard guard = Guard.of(
                folder.resolve(Certificates.SERVER),
                folder.resolve(Certificates.SERVER_KEY),
                certificateToo ? folder.resolve(Certificates.CA) : null,
                token,
                Instant.now());
        return Agent.start(loopback.options(Loopback.LIMITS, WorkFolder.Disk.REAL, guard, 0));
    }

    @Test
    void aClientOfAForeignAuthorityIsRefusedOnBothSides() {
        Path foreign = other("foreign", Instant.now(), "localhost");
        try (Loopback loopback = new Loopback(folder)) {
            MachineException why = refused(
                    loopback,
                    access(folder.resolve("ca.pem"), foreign.resolve("client.pem"), foreign.resolve("client.key")));
            assertTrue(why.getMessage().contains("refuses this client's certificate"), why.getMessage());
            assertNoted(loopback, "'CN=Framebudget client' is not signed by the authority that is trusted here");
        }
    }

    @Test
    void aCertificateThatHasExpiredIsTheUsersMistakeBeforeAnythingIsSent() {
        Path old = other("old", Instant.now().minus(Duration.ofDays(30)), "localhost");
        InputException why = assertThrows(
                InputException.class,
                () -> AgentTarget.connect(
                        "agent://127.0.0.1:1",
                        access(old.resolve("ca.pem"), old.resolve("client.pem"), old.resolve("client.key")),
                        note -> {}));
        assertTrue(why.getMessage().contains("client.pem: this certificate was valid until"), why.getMessage());
    }

    @Test
    void anExpiredCertificateThatAClientShowsAllTheSameIsRefusedByTheAgent() throws Exception {
        Instant then = Instant.now().minus(Duration.ofDays(30));
        Path old = other("old", then, "localhost");
        try (Loopback loopback = new Loopback(folder)) {
            Guard guard = Guard.of(
                    folder.resolve("server.pem"),
                    folder.resolve("server.key"),
                    old.resolve("ca.pem"),
                    null,
                    Instant.now());
            Pem.Identity identity = Pem.identity(old.resolve("client.pem"), old.resolve("client.key"), then);
            try (Agent agent = Agent.start(loopback.options(Loopback.LIMITS, WorkFolder.Disk.REAL, guard, 0))) {
                ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", agent.port())
                        .sslContext(GrpcSslContexts.forClient()
                                .trustManager(Pem.certificates(folder.resolve("ca.pem"))
                                        .get(0))
                                .keyManager(identity.key(), identity.certificate())
                                .build())
                        .build();
                CompletableFuture<Status> end = new CompletableFuture<>();
                channel.newCall(AgentApi.SESSION, CallOptions.DEFAULT)
                        .start(
                                new ClientCall.Listener<>() {
                                    @Override
                                    public void onClose(Status status, Metadata trailers) {
                                        end.complete(status);
                                    }
                                },
                                new Metadata());
                assertEquals(
                        Status.Code.UNAVAILABLE, end.get(20, TimeUnit.SECONDS).getCode());
                channel.shutdownNow();
                assertNoted(loopback, "'CN=Framebudget client' has expired");
                assertEquals(0, loopback.targets.size());
            }
        }
    }

    @Test
    void anAgentOfAForeignAuthorityOrForAnotherHostIsNotSpokenWith() {
        Path foreign = other("foreign", Instant.now(), "localhost");
        try (Loopback loopback = new Loopback(folder)) {
            MachineException why = refused(
                    loopback,
                    access(foreign.resolve("ca.pem"), folder.resolve("client.pem"), folder.resolve("client.key")));
            assertTrue(
                    why.getMessage()
                            .contains("'CN=Framebudget agent' is not signed by the authority that is trusted here"),
                    why.getMessage());
        }
        Path elsewhere = other("elsewhere", Instant.now(), "pi.local");
        try (Loopback loopback = new Loopback(elsewhere)) {
            MachineException why = refused(loopback, Loopback.access(elsewhere));
            assertTrue(why.getMessage().contains("is for another host"), why.getMessage());
        }
    }

    @Test
    void anAgentWhoseCertificateHasExpiredDoesNotStart() {
        Path old = other("old", Instant.now().minus(Duration.ofDays(30)), "localhost");
        InputException why = assertThrows(
                InputException.class,
                () -> Guard.of(
                        old.resolve("server.pem"),
                        old.resolve("server.key"),
                        old.resolve("ca.pem"),
                        null,
                        Instant.now()));
        assertTrue(why.getMessage().contains("framebudget agent certificates"), why.getMessage());
    }

    @Test
    void anAgentWhoseCertificateExpiresWhileItRunsIsNotSpokenWith() {
        Instant then = Instant.now().minus(Duration.ofDays(30));
        Path old = other("old", then, "127.0.0.1");
        try (Loopback loopback = new Loopback(folder)) {
            Guard guard =
                    Guard.of(old.resolve("server.pem"), old.resolve("server.key"), old.resolve("ca.pem"), null, then);
            try (Agent agent = Agent.start(loopback.options(Loopback.LIMITS, WorkFolder.Disk.REAL, guard, 0))) {
                MachineException why = assertThrows(
                        MachineException.class,
                        () -> loopback.connect(
                                Loopback.address(agent.port()),
                                access(
                                        old.resolve("ca.pem"),
                                        folder.resolve("client.pem"),
                                        folder.resolve("client.key"))));
                assertTrue(why.getMessage().contains("has expired"), why.getMessage());
            }
        }
    }

    @Test
    void aClientThatShowsNothingIsToldWhatTheAgentAsksFor() {
        Path token = folder.resolve("token");
        try (Loopback loopback = new Loopback(folder)) {
            AgentAccess tokenOnly = AgentAccess.of(folder.resolve("ca.pem"), null, null, token);
            MachineException why = refused(loopback, tokenOnly);
            assertTrue(
                    why.getMessage().contains("asks for a client certificate, and none was given"), why.getMessage());
            assertNoted(loopback, "asks for a client certificate, and none was given");
            InputException nothing = assertThrows(
                    InputException.class,
                    () -> loopback.connect(
                            loopback.address(), AgentAccess.of(folder.resolve("ca.pem"), null, null, null)));
            assertTrue(nothing.getMessage().contains("FRAMEBUDGET_AGENT_TOKEN"), nothing.getMessage());
        }
    }

    @Test
    void theRightTokenOpensAndAWrongOneDoesNot() throws IOException {
        Path wrong = folder.resolve("wrong");
        PrivateFiles.write(folder, java.util.Map.of("wrong", Token.draw()), false);
        try (Loopback loopback = new Loopback(folder);
                Agent agent = withToken(loopback, folder.resolve("token"), false)) {
            String address = Loopback.address(agent.port());
            AgentTarget right = loopback.connect(
                    address, AgentAccess.of(folder.resolve("ca.pem"), null, null, folder.resolve("token")));
            right.close();
            MachineException why = assertThrows(
                    MachineException.class,
                    () -> loopback.connect(address, AgentAccess.of(folder.resolve("ca.pem"), null, null, wrong)));
            assertTrue(why.getMessage().contains("the token is not the agent's"), why.getMessage());
            assertFalse(why.getMessage().contains(Files.readString(wrong)), "no secret is printed");
            assertNoted(loopback, "the token is not the agent's");
            assertEquals(1, loopback.targets.size());
        }
    }

    @Test
    void anAgentThatAsksForBothIsNotContentWithOne() {
        try (Loopback loopback = new Loopback(folder);
                Agent agent = withToken(loopback, folder.resolve("token"), true)) {
            String address = Loopback.address(agent.port());
            MachineException why =
                    assertThrows(MachineException.class, () -> loopback.connect(address, loopback.access()));
            assertTrue(why.getMessage().contains("asks for a token"), why.getMessage());
            loopback.connect(
                            address,
                            AgentAccess.of(
                                    folder.resolve("ca.pem"),
                                    folder.resolve("client.pem"),
                                    folder.resolve("client.key"),
                                    folder.resolve("token")))
                    .close();
        }
    }

    @Test
    void thereIsNoAgentWithoutAGuard() {
        Loopback.keys(folder);
        InputException open = assertThrows(
                InputException.class,
                () -> Guard.of(folder.resolve("server.pem"), folder.resolve("server.key"), null, null, Instant.now()));
        assertTrue(open.getMessage().contains("framebudget agent certificates"), open.getMessage());
    }

    @Test
    void aTokenThatCouldBeGuessedIsNone() {
        for (String weak :
                List.of("", "secret", "a".repeat(64), "abcabcabcabcabcabcabcabcabcabcabcabc", "x y".repeat(20))) {
            assertThrows(InputException.class, () -> Token.of(weak, "token"), weak);
        }
        Token token = Token.of(Token.draw(), "token");
        assertTrue(token.isIn(token.header()));
        assertFalse(token.isIn(token.header() + "x"));
        assertFalse(token.isIn(""));
    }

    @Test
    void aPortWhereNobodyOrSomethingElseListensIsSaidSo() throws IOException {
        Loopback.keys(folder);
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            Thread echo = new Thread(() -> {
                try (var socket = other.accept()) {
                    socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2p1\r\n".getBytes());
                    socket.getInputStream().read();
                } catch (IOException e) {
                    return;
                }
            });
            echo.setDaemon(true);
            echo.start();
            MachineException plain = assertThrows(
                    MachineException.class,
                    () -> AgentTarget.connect(Loopback.address(port), Loopback.access(folder), note -> {}));
            assertTrue(plain.getMessage().contains("speaks no TLS"), plain.getMessage());
            other.close();
            MachineException nobody = assertThrows(
                    MachineException.class,
                    () -> AgentTarget.connect(Loopback.address(port), Loopback.access(folder), note -> {}));
            assertTrue(nobody.getMessage().contains("Nothing answers at agent://127.0.0.1:"), nobody.getMessage());
        }
    }
}
