package org.framebudget.sim.hil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents in processes of their own, which signals end. */
@Timeout(60)
class AgentProcessTest {
    @TempDir
    private Path folder;

    private Process start(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path")));
        line.addAll(List.of(command));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static String line(BufferedReader output, Predicate<String> wanted) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (wanted.test(line)) {
                return line;
            }
            seen.add(line);
        }
        throw new AssertionError("the agent ended after: " + seen);
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private long workFolders() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> path.getFileName().toString().startsWith("framebudget-agent-"))
                    .count();
        }
    }

    @Test
    void anAgentThatIsKilledInTheMiddleOfAnInferenceAndStartedAgainIsGoneOnWith() throws Exception {
        Loopback.keys(folder);
        Process first = start(AgentProcess.class.getName(), folder.toString(), "0", "hold");
        int port = Integer.parseInt(
                line(output(first), line -> line.startsWith("port ")).substring(5));
        List<String> notes = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (AgentTarget target = AgentTarget.connect(Loopback.address(port), Loopback.access(folder), notes::add)) {
            Heard heard = new Heard();
            target.listen(heard);
            Path file = Files.write(folder.resolve("net.tflite"), new byte[70_000]);
            int network = target.load(new org.framebudget.sim.hil.NetworkToRun(
                            file, "net", null, 1, 0, org.framebudget.sim.hil.Pixels.DUMMY))
                    .id();
            for (long job = 0; job < 5; job++) {
                target.invoke(network, job);
            }
            first.destroyForcibly().waitFor();
            Loopback.until("it is noticed", () -> !notes.isEmpty());
            assertEquals(1, workFolders(), "who is killed leaves its folder");
            assertEquals(0, heard.count());
            Process second = start(AgentProcess.class.getName(), folder.toString(), Integer.toString(port));
            try {
                heard.awaitDone(5);
                heard.assertAnsweredOnce(5);
                assertEquals(1, workFolders(), "the next agent has removed what was left");
            } finally {
                second.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void anAgentThatIsToldToStopRemovesItsFolderAndEndsWithTheSignalsStatus() throws Exception {
        Loopback.keys(folder);
        Process agent = start(
                "org.framebudget.sim.cli.Main",
                "agent",
                "--keys",
                folder.toString(),
                "--work",
                folder.toString(),
                "--listen",
                "127.0.0.1:0");
        BufferedReader output = output(agent);
        String listening = line(output, line -> line.startsWith("Listening on"));
        assertTrue(listening.startsWith("Listening on 127.0.0.1:"), listening);
        assertTrue(listening.contains("clients show a client certificate."), listening);
        assertEquals(1, workFolders());
        // unlike the process itself, its handle leaves the output open
        agent.toHandle().destroy();
        assertEquals(List.of("Stopped."), output.lines().toList(), "no word of an interruption");
        assertTrue(agent.waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, agent.exitValue());
        assertEquals(0, workFolders());
    }

    @Test
    void aClientThatASignalEndsSaysGoodbye() throws Exception {
        try (Loopback loopback = new Loopback(folder)) {
            Process client = start(ClientMain.class.getName(), folder.toString(), loopback.agent.port() + "");
            line(output(client), line -> line.startsWith("connected to"));
            client.toHandle().destroy();
            assertTrue(client.waitFor(20, TimeUnit.SECONDS));
            Loopback.until(
                    "the session has ended", () -> loopback.notes.stream().anyMatch(note -> note.endsWith(") ended.")));
            assertTrue(
                    loopback.notes.stream().noneMatch(note -> note.contains("lost its connection")),
                    loopback.notes.toString());
            loopback.connect().close();
        }
    }

    @Test
    void whoStartsAnAgentWithoutKeysIsToldHowToMakeThem() throws Exception {
        Process agent = start("org.framebudget.sim.cli.Main", "agent");
        String said = line(output(agent), line -> true);
        assertEquals(2, agent.waitFor());
        assertEquals(
                "framebudget: An agent needs a certificate: give --keys FOLDER, which 'framebudget agent certificates"
                        + " FOLDER' fills, or --certificate and --key.",
                said);
    }

    @Test
    void certificatesAreMadeOnceAndForTheirOwnerAlone() throws Exception {
        Path keys = folder.resolve("keys");
        String[] command = {
            "org.framebudget.sim.cli.Main", "agent", "certificates", keys.toString(), "--host", "192.168.1.7"
        };
        Process make = start(command);
        line(output(make), line -> line.startsWith("Use it: "));
        assertEquals(0, make.waitFor());
        var names = Pem.certificates(keys.resolve("server.pem")).get(0).getSubjectAlternativeNames();
        assertTrue(names.toString().contains("192.168.1.7"), names.toString());
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (Stream<Path> files = Files.list(keys)) {
                for (Path file : files.toList()) {
                    assertEquals(
                            java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"),
                            Files.getPosixFilePermissions(file),
                            file.toString());
                }
            }
        }
        String before = Files.readString(keys.resolve("ca.pem"));
        Process again = start(command);
        String said = line(output(again), line -> true);
        assertEquals(2, again.waitFor());
        assertTrue(said.contains("ca.pem: is there already"), said);
        assertEquals(before, Files.readString(keys.resolve("ca.pem")));
    }
}
