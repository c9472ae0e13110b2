package org.framebudget.sim.hil.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdbShellTest {
    @TempDir
    Path folder;

    private FakeDevice device;
    private Path here;

    /** A stand-in for adb that knows devices from a file, and whose device ends its lines as old ones did. */
    @BeforeEach
    void begin() throws Exception {
        device = new FakeDevice(folder);
        here = Files.createDirectories(folder.resolve("sdk/platform-tools"));
        String shell = device.shell().stream().map(ShellText::quote).collect(Collectors.joining(" "));
        FakeDevice.program(here.resolve("adb"), "d=" + ShellText.quote(here.toString()) + """

                if [ "$1" = devices ]; then
                  echo '* daemon not running; starting now at tcp:5037'
                  echo 'List of devices attached'; cat "$d/devices"; echo; exit 0
                fi
                [ "$1" = -s ] || exit 1
                if [ -f "$d/gone" ]; then echo "error: device '$2' not found" >&2; exit 1; fi
                case "$3" in
                  push)
                    if [ -f "$d/full" ]; then
                      echo "adb: error: failed to copy '$4' to '$5': remote write failed: No space left on device"; exit 1
                    fi
                    cp -- "$4" "$5" && echo "$4: 1 file pushed, 0 skipped." ;;
                  shell)
                    case "$4" in *--graph=*) [ -f "$d/cut" ] && { echo 'half a line'; exit 255; } ;; esac
                    """ + shell + """
                 "$4" 2>&1 | sed 's/$/\\r/'
                    exit 0 ;;
                esac
                """);
        devices("R5CT\tdevice");
    }

    @AfterEach
    void end() throws IOException {
        device.close();
    }

    private void devices(String... lines) throws IOException {
        Files.writeString(here.resolve("devices"), String.join("\n", lines) + "\n");
    }

    private RemoteShell connect(String target) {
        return AdbShell.connect(
                RemoteTargets.parse(target),
                AdbProgram.find(Map.of(
                        "PATH",
                        "/nowhere",
                        "ANDROID_HOME",
                        folder.resolve("sdk").toString())),
                FakeDevice.LIMIT);
    }

    private String problem(Class<? extends RuntimeException> kind, String target) {
        return String.valueOf(assertThrows(kind, () -> connect(target)).getMessage());
    }

    @Test
    void commandsTellTheirStatusWhereAdbDoesNot() {
        try (RemoteShell shell = connect("adb")) {
            assertEquals("adb:R5CT", shell.name());
            assertEquals(
                    new ShellResult(7, "a 'b' $c\nd\n", ""),
                    shell.run("t", "printf '%s\\n' 'a '\\''b'\\'' $c'; echo d >&2; exit 7", FakeDevice.LIMIT));
        }
    }

    @Test
    void aNetworkIsMeasuredAsOverSsh() throws Exception {
        new StandIn(device);
        Path network = Files.write(folder.resolve("net.tflite"), new byte[900]);
        RemoteRequest request = new RemoteRequest(network, "net", RemoteUnit.GPU, 1, null);
        try (RemoteShell shell = connect("adb:R5CT")) {
            RemoteRecord record = RemoteRuns.measure(
                    shell, List.of(request), RemotePlan.USUAL, RemoteListener.NONE, Pace.REAL, device.sys.toString());
            assertEquals("adb:R5CT", record.target());
            assertEquals(10.12, record.runs().get(0).latencyMs().mean());
            assertEquals("GPU", record.runs().get(0).delegate());
            Files.createFile(here.resolve("cut"));
            String lost = String.valueOf(assertThrows(
                            RemoteFailure.class,
                            () -> RemoteRuns.measure(
                                    shell,
                                    List.of(request),
                                    RemotePlan.USUAL,
                                    RemoteListener.NONE,
                                    Pace.REAL,
                                    device.sys.toString()))
                    .getMessage());
            assertEquals("adb:R5CT: the connection was lost, and with it: net. (adb: half a line)", lost);
        }
        try (var left = Files.list(device.tmp)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void oneOfSeveralDevicesHasToBeNamedAndBeReady() throws Exception {
        devices("R5CT\tdevice", "192.168.0.5:5555\tdevice", "0A1B\tunauthorized", "77\toffline");
        assertTrue(problem(InputException.class, "adb")
                .contains("4 devices are connected: R5CT, 192.168.0.5:5555, 0A1B, 77. Name one, as in adb:R5CT."));
        assertTrue(problem(InputException.class, "adb:XY").contains("adb does not see it; connected: R5CT"));
        assertEquals(
                "adb:0A1B: is unauthorized. Allow debugging on the device's screen.",
                problem(MachineException.class, "adb:0A1B"));
        assertEquals("adb:77: is offline.", problem(MachineException.class, "adb:77"));
        assertEquals("adb:192.168.0.5:5555", connect("adb:192.168.0.5:5555").name());
        devices("");
        assertTrue(problem(MachineException.class, "adb").contains("adb sees no device"));
    }

    @Test
    void aFullDiskALostDeviceATimeLimitAndAMissingProgramAreTheMachinesFault() throws Exception {
        Path file = Files.write(folder.resolve("a b.tflite"), new byte[10]);
        try (RemoteShell shell = connect("adb")) {
            Files.createFile(here.resolve("full"));
            assertTrue(String.valueOf(assertThrows(
                                    MachineException.class, () -> shell.put(file, device.tmp + "/x", FakeDevice.LIMIT))
                            .getMessage())
                    .endsWith("remote write failed: No space left on device"));
            Files.delete(here.resolve("full"));
            shell.put(file, device.tmp + "/x y", FakeDevice.LIMIT);
            assertEquals(10, Files.size(device.tmp.resolve("x y")));
            assertThrows(
                    RemoteShell.TimeLimitException.class,
                    () -> shell.run("waiting", "exec sleep 20", Duration.ofMillis(300)));
            Files.createFile(here.resolve("gone"));
            assertEquals(
                    "adb:R5CT: the connection was lost, and with it: t. (adb: error: device 'R5CT' not found)",
                    String.valueOf(assertThrows(MachineException.class, () -> shell.run("t", "true", FakeDevice.LIMIT))
                            .getMessage()));
        }
        assertTrue(String.valueOf(
                        assertThrows(MachineException.class, () -> AdbProgram.find(Map.of("PATH", "/nowhere")))
                                .getMessage())
                .contains("adb is neither in PATH nor in $ANDROID_HOME/platform-tools"));
    }
}
