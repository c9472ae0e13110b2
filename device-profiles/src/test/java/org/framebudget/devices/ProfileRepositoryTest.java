package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileRepositoryTest {
    @TempDir
    Path folder;

    private final ProfileRepository shipped = new ProfileRepository(null);

    @Test
    void anUnknownIdSuggestsTheNearest() {
        assertEquals("The device profile 'pixel4' is unknown. Maybe 'pixel-4'?", messageOf("pixel4"));
        assertEquals(
                "The device profile 'raspberry-pi4+coral-usb' is unknown. Maybe 'raspberry-pi-4+coral-usb'?",
                messageOf("raspberry-pi4+coral-usb"));
    }

    @Test
    void theUncalibratedHostNamesTheCommandThatHelps() {
        assertEquals(
                "The profile 'host' is this machine, and nothing is measured on it yet. 'framebudget calibrate host --quick'"
                        + " measures it in three minutes, without --quick better in a quarter of an hour.",
                messageOf("host"));
    }

    @Test
    void anUnknownAcceleratorIsNamedWithTheNearest() {
        assertEquals(
                "The accelerator 'coral-usb2' is unknown. Maybe 'coral-usb'?", messageOf("raspberry-pi-4+coral-usb2"));
    }

    @Test
    void anAcceleratorAttachesToEveryShippedHostByItsUsbGeneration() {
        for (String id : shipped.ids()) {
            if (id.contains("+")) {
                continue;
            }
            DeviceProfile host = shipped.load(id, folder);
            DeviceProfile both = shipped.load(id + "+coral-usb", folder);
            assertEquals(id + "+coral-usb", both.id());
            assertEquals(host.units().size() + 1, both.units().size(), id);
            UnitProfile stick = both.units().get(host.units().size());
            assertEquals(host.unitIndex("tpu") < 0 ? "tpu" : "tpu2", stick.id(), id);
            assertEquals("edge_tpu", stick.architecture());
            assertTrue(stick.hostLinkMbPerS().low() < stick.hostLinkMbPerS().high(), id);
            ThermalProfile.Link plug =
                    both.thermal().links().get(host.thermal().links().size());
            assertEquals(List.of("accelerator", host.power().baseNode()), List.of(plug.from(), plug.to()), id);
        }
        assertEquals(33, link("redmi-6-pro"), "USB 2");
        assertEquals(340, link("jetson-agx-orin"), "USB 3");
        assertEquals(340, link("raspberry-pi-5"), "measured, but not its link");
        assertEquals(30.8, link("raspberry-pi-3b-plus"), "measured with this host");
    }

    @Test
    void severalSticksAreUnitsOfTheirOwnThatTakeAsLongAsOne() {
        DeviceProfile one = shipped.load("desktop-xeon-e5-1650+coral-usb", folder);
        DeviceProfile three = shipped.load("desktop-xeon-e5-1650+coral-usb+coral-usb+coral-usb", folder);
        assertEquals(one.id() + "+coral-usb+coral-usb", three.id());
        assertEquals(
                List.of("cpu", "tpu", "tpu2", "tpu3"),
                three.units().stream().map(UnitProfile::id).toList());
        assertEquals(
                List.of("junction", "accelerator", "accelerator2", "accelerator3"),
                three.units().stream().map(UnitProfile::node).toList());
        assertEquals(
                List.of(),
                Set.copyOf(three.units().stream().map(UnitProfile::node).toList()).stream()
                        .filter(node -> three.thermal().nodeIndex(node) < 0)
                        .toList());
        UnitProfile last = three.units().get(3);
        assertEquals(441, last.hostLinkMbPerS().value(), "measured with this host");
        assertEquals(one.units().get(1).idleW(), last.idleW());
        assertEquals(one.units().get(1).operatingPoints(), last.operatingPoints());
        LatencyPredictor predictor = new LatencyPredictor(three);
        for (String unit : List.of("tpu", "tpu2", "tpu3")) {
            LatencyQuery query = new LatencyQuery("ssd_mobilenet_v1", 300, 300, "int8", unit, 0);
            assertEquals(10.02, predictor.predict(query).meanMs(), 1e-9, unit);
        }
        assertEquals(
                "Nothing was measured with several accelerators at once: each is taken to be as fast as one alone.",
                three.badge());
        assertTrue(
                messageOf("raspberry-pi-4" + "+coral-usb".repeat(9)).contains("as many units 'tpu' as there can be"));
    }

    private double link(String host) {
        List<UnitProfile> units = shipped.load(host + "+coral-usb", folder).units();
        return units.get(units.size() - 1).hostLinkMbPerS().value();
    }

    @Test
    void anUnmeasuredCombinationSaysSoOnItsBadge() {
        DeviceProfile orin = shipped.load("jetson-agx-orin+coral-usb", folder);
        assertEquals("NVIDIA Jetson AGX Orin with Coral USB Accelerator", orin.name());
        assertTrue(
                orin.badge().endsWith(" Nothing was measured with a Coral USB Accelerator on this host."),
                orin.badge());
        assertNull(shipped.load("raspberry-pi-4+coral-usb", folder).badge());
    }

    @Test
    void aUsersOwnHostTakesAnAcceleratorToo() throws IOException {
        Files.write(folder.resolve("rows.csv"), bytes("rows.csv"));
        Files.write(folder.resolve("sound.yaml"), bytes("sound.yaml"));
        DeviceProfile unknown = shipped.load("sound.yaml+coral-usb", folder);
        Sourced link = unknown.units().get(unknown.unitIndex("tpu")).hostLinkMbPerS();
        assertEquals(List.of(26.0, 500.0), List.of(link.low(), link.high()), "the profile names no USB generation");
        assertTrue(link.source().assumed());
        Files.writeString(
                folder.resolve("old.yaml"),
                Files.readString(folder.resolve("sound.yaml"))
                        + "usb_generation: {value: 2, source: {kind: DATASHEET, cite: ncnn}}\n");
        assertEquals(
                33,
                shipped.load("old.yaml+coral-usb", folder)
                        .units()
                        .get(unknown.unitIndex("tpu"))
                        .hostLinkMbPerS()
                        .value());
    }

    @Test
    void anAcceleratorAloneNamesTheHostsItWasMeasuredWith() {
        assertEquals(
                "'coral-usb' attaches to any host. Name both, as in 'raspberry-pi-4+coral-usb'. Measured together:"
                        + " raspberry-pi-4+coral-usb, raspberry-pi-3b-plus+coral-usb, raspberry-pi-5+coral-usb,"
                        + " desktop-xeon-e5-1650+coral-usb.",
                messageOf("coral-usb"));
    }

    @Test
    void aReferenceRowBelowTheFullClockIsRefused() throws IOException {
        Files.write(folder.resolve("sound.yaml"), bytes("sound.yaml"));
        String[] lines =
                new String(bytes("rows.csv"), StandardCharsets.UTF_8).strip().split("\n");
        StringBuilder rows = new StringBuilder(lines[0] + ",clock_mhz\n");
        for (int i = 1; i < lines.length; i++) {
            rows.append(lines[i]).append(",250\n");
        }
        Files.writeString(folder.resolve("rows.csv"), rows);
        assertTrue(
                messageOf("sound.yaml").contains("clock_mhz: a reference series holds at the unit's full clock."),
                messageOf("sound.yaml"));
    }

    @Test
    void fittedSetsNameNumbersOfTheProfileAndBelongToItsHash() throws IOException {
        Files.write(folder.resolve("rows.csv"), bytes("rows.csv"));
        String sound = new String(bytes("sound.yaml"), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("sound.yaml"), sound + "fitted_sets: sets.csv\n");
        Files.writeString(folder.resolve("sets.csv"), "path,set_1,set_2\ncamera.readout_ms,11,9\ncamera.isp_ms,4,6\n");
        DeviceProfile fitted = shipped.load("sound.yaml", folder);
        assertEquals(2, fitted.fittedSets().count());
        assertEquals(6, fitted.fittedSets().value(1, "camera.isp_ms"));
        assertNull(fitted.fittedSets().value(1, "power.base_w"));
        Files.writeString(folder.resolve("sets.csv"), "path,set_1,set_2\ncamera.readout_ms,11,9\ncamera.isp_ms,4,7\n");
        assertNotEquals(fitted.sha256(), shipped.load("sound.yaml", folder).sha256());
        Files.writeString(folder.resolve("sets.csv"), "path,set_1\ncamera.readout,11\n");
        assertEquals(
                "sets.csv:2: path: the profile has no number 'camera.readout'."
                        + " Write it as in thermal.nodes[board].capacity_j_per_k.",
                messageOf("sound.yaml"));
        Files.writeString(folder.resolve("sets.csv"), "path\ncamera.readout_ms\n");
        assertTrue(messageOf("sound.yaml").contains("there is no set in it"), messageOf("sound.yaml"));
        Files.delete(folder.resolve("sets.csv"));
        assertTrue(
                messageOf("sound.yaml").contains("fitted_sets: there is no file 'sets.csv'."), messageOf("sound.yaml"));
    }

    @Test
    void aProfileMayBeWrittenAsJson() throws IOException {
        Files.write(folder.resolve("rows.csv"), bytes("rows.csv"));
        Files.writeString(folder.resolve("j.json"), """
                {"schema": "framebudget/profile/v1", "id": "j", "name": "J", "evidence": "SPECIFICATION",
                 "source": {"kind": "DATASHEET", "cite": "ncnn"},
                 "units": [{"id": "cpu", "servers": 1, "node": "board", "idle_w": 0,
                 \t"operating_points": [{"clock_mhz": 1000, "active_w": 1e0}], "compute_fraction": 1, "jitter": {"kind": "none"}}],
                 "latency": {"file": "rows.csv"}, "memory": {"runtime_mb": 1, "packed_weights_factor": 1},
                 "power": {"base_w": 1, "base_node": "board", "camera_stream_w": 1, "camera_nj_per_px": 0, "camera_node": "board"},
                 "thermal": {"nodes": [{"id": "board", "capacity_j_per_k": 30, "to_ambient_k_per_w": 5}]},
                 "camera": {"readout_ms": 10, "isp_ms": 5, "delivery_intervals": 1}}
                """);
        DeviceProfile profile = shipped.load("j.json", folder);
        assertEquals(
                1.0, profile.units().get(0).operatingPoints().get(0).activeW().value());
    }

    @Test
    void aMissingFileIsNamedAsGiven() {
        assertEquals(
                "mine/phone.yaml: there is no such profile file. 'framebudget devices' lists the known profiles.",
                messageOf("mine/phone.yaml"));
    }

    @Test
    void aPlusInTheNameOfAFolderOrAFileIsNoAccelerator() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("c++"));
        Files.write(inside.resolve("my+phone.yaml"), bytes("sound.yaml"));
        Files.write(inside.resolve("rows.csv"), bytes("rows.csv"));
        assertEquals(
                "sound",
                shipped.load(inside.resolve("my+phone.yaml").toString(), folder).id());
        assertEquals("sound", shipped.load("c++/my+phone.yaml", folder).id());
    }

    @Test
    void anAttachedAcceleratorAddsItsUnitNodeRowsAndLink() {
        DeviceProfile host = shipped.load("raspberry-pi-4", folder);
        DeviceProfile both = shipped.load("raspberry-pi-4+coral-usb", folder);
        assertEquals("raspberry-pi-4+coral-usb", both.id());
        assertEquals(
                List.of("cpu", "tpu"),
                both.units().stream().map(UnitProfile::id).toList());
        UnitProfile tpu = both.units().get(both.unitIndex("tpu"));
        assertEquals(263, tpu.hostLinkMbPerS().value());
        assertEquals(8, tpu.weightCacheMb().value());
        assertNull(host.units().get(0).hostLinkMbPerS());
        assertEquals(host.thermal().nodes().size() + 1, both.thermal().nodes().size());
        assertEquals(host.thermal().links().size() + 1, both.thermal().links().size());
        assertTrue(both.thermal().nodeIndex(tpu.node()) >= 0);
        assertTrue(both.latency().rows().containsAll(host.latency().rows()));
        LatencyRow ssd = both.latency()
                .find("ssd_mobilenet_v1", 300, 300, "int8", "tpu", 0)
                .orElseThrow();
        assertEquals(15.0897, ssd.latencyMs());
        assertNotEquals(host.sha256(), both.sha256());
    }

    @Test
    void aUsersProfileIsListedWinsOverAShippedOneAndMustBearItsFilesName() throws IOException {
        Files.write(folder.resolve("sound.yaml"), bytes("sound.yaml"));
        Files.write(folder.resolve("rows.csv"), bytes("rows.csv"));
        Files.writeString(
                folder.resolve("pixel-4.yaml"),
                Files.readString(folder.resolve("sound.yaml")).replace("id: sound", "id: pixel-4"));
        Files.write(folder.resolve("renamed.yaml"), bytes("sound.yaml"));
        ProfileRepository withOwn = new ProfileRepository(folder);
        assertTrue(withOwn.ids().containsAll(List.of("sound", "pixel-4", "pixel-6")));
        assertEquals(
                "A sound profile to break", withOwn.load("sound", Path.of(".")).name());
        assertEquals(
                "A sound profile to break",
                withOwn.load("pixel-4", Path.of(".")).name());
        assertEquals(
                "renamed.yaml: id: 'sound' is not the file's name. Write 'id: renamed'.",
                assertThrows(InputException.class, () -> withOwn.load("renamed", Path.of(".")))
                        .getMessage());
    }

    @Test
    void theHashDependsOnEveryFileReadAndOnNothingElse() throws IOException {
        Files.write(folder.resolve("sound.yaml"), bytes("sound.yaml"));
        Files.write(folder.resolve("rows.csv"), bytes("rows.csv"));
        String first = shipped.load("sound.yaml", folder).sha256();
        assertTrue(first.matches("[0-9a-f]{64}"));
        assertEquals(first, shipped.load("sound.yaml", folder).sha256());
        Files.writeString(
                folder.resolve("rows.csv"),
                Files.readString(folder.resolve("rows.csv")).replace("9.5", "9.6"));
        assertNotEquals(first, shipped.load("sound.yaml", folder).sha256());
    }

    private String messageOf(String id) {
        return assertThrows(InputException.class, () -> shipped.load(id, folder))
                .getMessage();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ProfileRepositoryTest.class.getResourceAsStream("/profiles-test/" + name)) {
            return in.readAllBytes();
        }
    }
}
