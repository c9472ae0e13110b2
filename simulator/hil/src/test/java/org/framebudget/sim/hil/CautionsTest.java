package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.cli.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of a device that did not run as asked, and of what it was given. */
class CautionsTest {
    private static final long MS = 1_000_000;
    private static final String[] ON_TPU = {
        "--set",
        "devices.box.profile=raspberry-pi-4+coral-usb",
        "--set",
        "pipelines.people.stages.find.infer.unit=tpu",
        "--set",
        "pipelines.people.stages.find.infer.network=mobilenet_v1_1.0",
        "--set",
        "pipelines.people.stages.find.infer.input=224x224",
        "--set",
        "duration_s=0.3"
    };

    @TempDir
    Path folder;

    private HilRig rig;

    @BeforeEach
    void rig() {
        rig = new HilRig(folder, HilSignalMain.machine(folder));
    }

    private void run(String[] more, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        rig.run(new FakeTarget(5 * MS, -1), all.toArray(String[]::new));
    }

    private String refused(String... arguments) {
        return assertThrows(InputException.class, () -> run(new String[] {"--set", "duration_s=0.3"}, arguments))
                .getMessage();
    }

    private List<String> warnings() throws IOException {
        List<String> all = new ArrayList<>();
        JsonNode result = rig.printed();
        result.get("warnings").forEach(warning -> all.add(warning.asText()));
        return all;
    }

    @Test
    void aNetworkThatRanOnAnotherUnitThanTheScenariosIsNamedNowAndInAReplay() throws IOException {
        Path recording = folder.resolve("r.fbhil");
        run(ON_TPU, "--device", "box=local", "--json", "--record", recording.toString());
        String warning =
                "box: mobilenet_v1_1.0 224x224 int8 (people.find) is on unit 'tpu' in the scenario, and ran on the CPU:"
                        + " TensorFlow Lite uses no other unit here or behind an agent. Its times are not those of 'tpu'.";
        assertTrue(rig.said().contains("framebudget: " + warning), rig.said());
        List<String> first = warnings();
        assertTrue(first.contains(warning), first.toString());
        run(ON_TPU, "--device", "box=replay:" + recording, "--json");
        assertEquals(first, warnings());

        run(new String[] {"--set", "duration_s=0.3"}, "--device", "box=local", "--json");
        assertFalse(warnings().toString().contains("ran on the CPU"), warnings().toString());
    }

    @Test
    void coresThatRunAboveTheImposedClockAreToldOf() throws IOException {
        Path core = Files.createDirectories(folder.resolve("sys/devices/system/cpu/cpu0/cpufreq"));
        Files.writeString(core.resolve("cpuinfo_min_freq"), "600000\n");
        Files.writeString(core.resolve("cpuinfo_max_freq"), "1800000\n");
        Files.writeString(core.resolve("scaling_max_freq"), "1800000\n");
        String[] brief = {"--set", "duration_s=0.3"};
        run(brief, "--device", "box=local", "--json", "--impose-clock", "1000");
        assertTrue(
                warnings()
                        .contains(
                                "box: the cores did not keep to the imposed clock of 1000 MHz: they ran at up to 1500 MHz,"
                                        + " above it in 1 of 1 readings. This is no run at that clock."),
                warnings().toString());
        run(brief, "--device", "box=local", "--json", "--impose-clock", "1480");
        assertFalse(warnings().toString().contains("imposed clock"), "within what a reading is off");
    }

    @Test
    void aClockThatIsNoneIsTheUsersMistakeOnAnyMachine() {
        for (String wrong : new String[] {"-5", "0", "NaN", "1e9"}) {
            String message = refused("--device", "box=local", "--impose-clock", wrong);
            assertTrue(message.startsWith("--impose-clock: ") && message.contains("1 to 100000"), message);
        }
    }

    @Test
    void aFileOfANetworkThatTheDeviceDoesNotRunIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("n.tflite"), new byte[10]);
        assertEquals(
                "--file: the scenario runs no network 'mobilenet_v1_0.52' on that device. It runs mobilenet_v1_0.25.",
                refused("--device", "box=local", "--file", "mobilenet_v1_0.52=" + file));
        assertEquals(List.of(), rig.opened);
    }

    @Test
    void aRecordingWithADamagedBlockIsNoRunThatEndedEarly() throws IOException {
        Path recording = folder.resolve("r.fbhil");
        String[] brief = {"--set", "duration_s=0.3"};
        run(brief, "--device", "box=local", "--record", recording.toString());
        byte[] bytes = Files.readAllBytes(recording);
        bytes[bytes.length - 3] ^= 4;
        Files.write(recording, bytes);
        run(brief, "--device", "box=replay:" + recording, "--json");
        String why = rig.printed().get("hardware").get(0).get("why").asText();
        assertTrue(why.startsWith("the recording is damaged: a checksum that does not fit"), why);
    }

    @Test
    void aRecordingOfAnotherVersionSaysOfWhich() throws IOException {
        Path recording = folder.resolve("r.fbhil");
        run(new String[] {"--set", "duration_s=0.3"}, "--device", "box=local", "--record", recording.toString());
        byte[] bytes = Files.readAllBytes(recording);
        bytes[6] = 9;
        Path later = Files.write(folder.resolve("later.fbhil"), bytes);
        assertTrue(
                refused("--device", "box=replay:" + later).contains("is a recording of format 9, and this version of"),
                refused("--device", "box=replay:" + later));

        Recording whole = RecordingFile.read(recording).recording();
        InferenceRecord moved = whole.inferences().get(0);
        Path older = folder.resolve("older.fbhil");
        RecordingFile.write(
                older,
                new Recording(
                        Heads.with(whole.head(), Map.of("version", "0.0.7")),
                        List.of(new InferenceRecord(
                                moved.id(),
                                moved.network(),
                                moved.stream(),
                                moved.stage(),
                                moved.frame(),
                                moved.startNs() + 1,
                                moved.endNs() + 1,
                                moved.releaseNs(),
                                moved.follows(),
                                moved.invokeNs(),
                                moved.convertNs(),
                                moved.transportNs())),
                        whole.samples(),
                        whole.pacing()));
        String message = refused("--device", "box=replay:" + older);
        assertTrue(message.endsWith("It was written by version 0.0.7, and this is " + Version.text() + "."), message);
    }

    @Test
    void aFileThatHoldsNothingIsNotSaidToBeReadable() throws IOException {
        MachineException full = new MachineException("The disk is full.", new IOException("No space left on device"));
        Path partial = Files.createFile(folder.resolve("r.fbhil.partial"));
        assertEquals("The disk is full. Nothing was recorded.", new BrokenOff(full, partial).getMessage());
        assertFalse(Files.exists(partial));
    }
}
