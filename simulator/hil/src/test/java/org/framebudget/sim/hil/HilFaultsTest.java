package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.host.ThisMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where a device did not answer as it should, or a recording is held against another prediction. */
class HilFaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MS = 1_000_000;

    @TempDir
    Path folder;

    private HilRig rig;

    @BeforeEach
    void rig() {
        rig = new HilRig(folder, new ThisMachine());
    }

    private int run(FakeTarget target, String... arguments) throws IOException {
        return rig.run(target, arguments);
    }

    @Test
    void aDeviceThatDoesNotAnswerAtTheEndIsGoneThoughNobodyGaveItUp() throws IOException {
        Path recording = folder.resolve("run.fbhil");
        Path made = folder.resolve("profiles");
        FakeTarget device = new FakeTarget(5 * MS, -1).silentAfter(10);
        MachineException gone = assertThrows(
                MachineException.class,
                () -> run(
                        device,
                        "--device",
                        "box=local",
                        "--record",
                        recording + "",
                        "--update",
                        "my-pi",
                        "--out",
                        made + ""));
        assertTrue(
                gone.getMessage()
                        .startsWith(
                                "The device that stands for 'box' does not answer any more: 1 inference was unanswered"
                                        + " at the end, asked for "),
                gone.getMessage());
        assertTrue(device.closed);
        assertFalse(Files.exists(recording));
        RecordingFile.Read read = RecordingFile.read(folder.resolve("run.fbhil.partial"));
        assertEquals("the run broke off, after 10 inferences", read.damage());
        assertFalse(HardwareSummary.of(read.recording()).valid());
        assertFalse(Files.exists(made.resolve("my-pi.yaml")));
    }

    @Test
    void anAnswerThatIsDueRightAfterTheEndIsWaitedFor() throws IOException {
        Path recording = folder.resolve("run.fbhil");
        // a second each: one is under way at the end
        assertEquals(
                0,
                run(
                        new FakeTarget(1000 * MS, -1),
                        "--device",
                        "box=local",
                        "--json",
                        "--set",
                        "duration_s=1.9",
                        "--record",
                        recording + ""));
        JsonNode result = rig.printed();
        assertTrue(result.get("hardware").get(0).get("valid").asBoolean(), result.get("hardware") + "");
        List<InferenceRecord> inferences =
                RecordingFile.read(recording).recording().inferences();
        assertEquals(2, inferences.size());
        assertEquals(-1, inferences.get(1).endNs());
        assertEquals(1, result.get("streams").get(0).get("processed").asLong());
        run(new FakeTarget(1, -1), "--device", "box=replay:" + recording, "--json", "--set", "duration_s=1.9");
        assertEquals(result.get("streams"), rig.printed().get("streams"));
    }

    @Test
    void aConnectionThatWasCutAndMadeGoodMakesTheRunNotCount() throws IOException {
        run(new FakeTarget(5 * MS, -1).holds(5, 700 * MS), "--device", "box=local", "--json", "--out", folder + "/o");
        JsonNode hardware = rig.printed().get("hardware").get(0);
        assertFalse(hardware.get("valid").asBoolean());
        String why = hardware.get("why").asText();
        assertTrue(
                why.matches("answers were held up, as where a connection is cut, for 0\\.[678] s at 0\\.\\d s"), why);
        String twin = JSON.readTree(folder.resolve("o/twin.json").toFile())
                .get("verdict")
                .asText();
        assertTrue(twin.startsWith("Nothing is said of the twin: the run is not valid, since answers"), twin);
        InputException none = assertThrows(
                InputException.class,
                () -> run(
                        new FakeTarget(5 * MS, -1).holds(5, 700 * MS),
                        "--device",
                        "box=local",
                        "--update",
                        "my-pi",
                        "--out",
                        folder + "/p"));
        assertTrue(none.getMessage().contains("a run that does not count: answers were held up"), none.getMessage());
    }

    @Test
    void aRecordingIsHeldAgainstAnotherPredictionOnlyWithAWord() throws IOException {
        Path recording = folder.resolve("run.fbhil");
        run(new FakeTarget(5 * MS, -1), "--device", "box=local", "--set", "duration_s=0.3", "--record", recording + "");
        assertTrue(rig.text().contains("Twin of 'box' and fake, hardware\n"), rig.text());
        RecordingFile.Read read = RecordingFile.read(recording);
        Path older = folder.resolve("older.fbhil");
        RecordingFile.write(older, Heads.with(read.recording(), Map.of("predictionSha256", "0123456789abcdef")));
        for (Path file : List.of(recording, older)) {
            boolean other = file.equals(older);
            run(
                    new FakeTarget(1, -1),
                    "--device",
                    "box=replay:" + file,
                    "--set",
                    "duration_s=0.3",
                    "--out",
                    folder + "/o");
            String text = rig.text();
            assertTrue(text.contains("Twin of 'box' and fake, replayed\n"), text);
            String words =
                    "is not what was predicted before the recorded run (0123456789ab): the profile has changed since";
            assertEquals(other, text.contains(words), text);
            JsonNode twin = JSON.readTree(folder.resolve("o/twin.json").toFile());
            assertEquals("replayed", twin.get("mode").asText());
            assertEquals(other, twin.path("remarks").toString().contains(words));
            assertEquals(
                    other ? "0123456789abcdef" : "",
                    twin.path("recorded_prediction_sha256").asText());
            String warnings = JSON.readTree(folder.resolve("o/result.json").toFile())
                    .get("warnings")
                    .toString();
            assertEquals(other, warnings.contains(words), warnings);
        }
    }

    @Test
    void aProfileOfAnotherMachinesTimesIsNotCalledMeasuredHere() throws IOException {
        Path made = folder.resolve("profiles");
        run(
                new FakeTarget(5 * MS, -1),
                "--device",
                "box=local",
                "--set",
                "duration_s=0.5",
                "--set",
                "devices.box.profile=host",
                "--set",
                "pipelines.people.stages.find.infer.threads=1",
                "--update",
                "my-box",
                "--out",
                made.toString());
        DeviceProfile profile = new ProfileRepository(made).load("my-box", folder);
        assertEquals(Evidence.MEASURED_ELSEWHERE, profile.evidence());
        assertEquals("my-box", profile.name());
        assertNotEquals(null, profile.badge());
        assertTrue(String.valueOf(profile.badge()).contains("all else carried over from host"), profile.badge());
    }

    @Test
    void aRecordingTakesThePlaceOfAFileAloneAndOfWhatALinkLeadsTo() throws IOException {
        Path target = Files.writeString(folder.resolve("t.fbhil"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("l.fbhil"), target);
        String[] brief = {"--device", "box=local", "--set", "duration_s=0.2", "--record"};
        List<String> linked = new ArrayList<>(List.of(brief));
        linked.add(link.toString());
        run(new FakeTarget(5 * MS, -1), linked.toArray(String[]::new));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(1, RecordingFile.read(target).recording().head().networks().size());

        Path socket = folder.resolve("socket");
        try (ServerSocketChannel there = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            there.bind(UnixDomainSocketAddress.of(socket));
            InputException none = assertThrows(
                    InputException.class,
                    () -> run(new FakeTarget(5 * MS, -1), "--device", "box=local", "--record", socket.toString()));
            assertTrue(
                    none.getMessage().startsWith("--record: '" + socket + "' is a device or a pipe"),
                    none.getMessage());
        }
    }

    @Test
    void theEvidenceOfANewProfileTakesThePlaceOfNoInput() throws IOException {
        Path input = Files.createDirectories(folder.resolve("p/my-pi-fit")).resolve("twin.json");
        run(
                new FakeTarget(5 * MS, -1),
                "--device",
                "box=local",
                "--set",
                "duration_s=0.2",
                "--record",
                input.toString());
        InputException taken = assertThrows(
                InputException.class,
                () -> run(
                        new FakeTarget(5 * MS, -1),
                        "--device",
                        "box=replay:" + input,
                        "--set",
                        "duration_s=0.2",
                        "--update",
                        "my-pi",
                        "--out",
                        folder + "/p"));
        assertTrue(taken.getMessage().contains("which is also the input"), taken.getMessage());
    }
}
