package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store belongs to the profiles and traces that its points read, and to no other version of them. */
class StoreInputsTest {
    @TempDir
    Path folder;

    private SweepPlan plan(String scenario, String axes) throws IOException {
        Files.writeString(folder.resolve("scenario.yaml"), scenario);
        Path file = Files.writeString(folder.resolve("sweep.yaml"), Sweeps.HEAD + axes);
        return SweepPlan.of(SweepReader.read(file));
    }

    private String refused(Path store, SweepPlan plan, ProfileRepository profiles) {
        return String.valueOf(assertThrows(
                        InputException.class,
                        () -> Store.open(store, plan, profiles).close())
                .getMessage());
    }

    @Test
    void anotherVersionOfAProfileOfAnAxisIsAnotherSweep() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        ProfileRepository profiles = new ProfileRepository(own);
        String text = new ProfileRepository(null)
                .file("raspberry-pi-4", folder)
                .text()
                .replace("id: raspberry-pi-4", "id: mine");
        Files.writeString(own.resolve("mine.yaml"), text);
        SweepPlan plan = plan(
                Sweeps.SCENARIO, "axes:\n  - {key: devices.box.profile, name: box, values: [raspberry-pi-4, mine]}\n");
        Path store = folder.resolve("store");
        Store.open(store, plan, profiles).close();
        assertEquals(
                List.of("mine", "raspberry-pi-4"),
                Store.info(store).inputs().profiles().stream()
                        .map(StoreInfo.Named::name)
                        .toList());
        Store.open(store, plan, profiles).close();
        Files.writeString(own.resolve("mine.yaml"), text + "\n# another version\n");
        assertEquals(
                "--store: the results in '" + store
                        + "' are of another version of the device profile 'mine'. Name another folder, or remove this one.",
                refused(store, plan, profiles));
    }

    @Test
    void anotherVersionOfATraceIsAnotherSweep() throws IOException {
        Path ambient = Files.writeString(folder.resolve("ambient.csv"), "time_s,ambient_deg_c\n0,20\n1,25\n");
        Path frames = Files.writeString(folder.resolve("frames.csv"), "frame_start_s\n0\n0.1\n0.3\n");
        Files.writeString(folder.resolve("others.csv"), "frame_start_s\n0\n0.2\n");
        SweepPlan plan = plan(
                Sweeps.SCENARIO + "environment: {ambient_trace: ambient.csv}\n",
                "axes:\n  - {key: cameras.door.trace, name: trace, values: [frames.csv, others.csv]}\n");
        ProfileRepository profiles = new ProfileRepository(null);
        Path store = folder.resolve("store");
        Store.open(store, plan, profiles).close();
        assertEquals(
                List.of("ambient.csv", "frames.csv", "others.csv"),
                Store.info(store).inputs().files().stream()
                        .map(StoreInfo.Named::name)
                        .toList());
        Store.open(store, plan, profiles).close();
        Files.writeString(frames, "frame_start_s\n0\n0.1\n0.2\n");
        String told = refused(store, plan, profiles);
        assertTrue(told.contains("are of another version of the file 'frames.csv'."), told);
        Files.writeString(frames, "frame_start_s\n0\n0.1\n0.3\n");
        Store.open(store, plan, profiles).close();
        Files.delete(ambient);
        assertTrue(refused(store, plan, profiles).contains("the file 'ambient.csv'"));
    }
}
