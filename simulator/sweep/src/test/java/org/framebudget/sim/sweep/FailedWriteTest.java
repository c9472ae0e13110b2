package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that cannot be written: what is there stays, and the same command goes on when there is room again. */
class FailedWriteTest {
    private static final String SWEEP = """
            axes:
              - {key: cameras.door.fps, name: fps, from: 5, to: 60, step: 1}
            objective: {minimise: average_power_w}
            """;

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsToldAsSuch() {
        MachineException told = RowWriter.failed(
                Path.of("store", "points-000000000-000000007.parquet"),
                new SQLException("IO Error: Could not write to file \"x\": No space left on device"));
        assertEquals(
                "store/points-000000000-000000007.parquet: could not be written: no space left on the device."
                        + " Free some space or choose another folder.",
                String.valueOf(told.getMessage()).replace('\\', '/'));
    }

    @Test
    void aSweepThatCannotWriteKeepsWhatItHasAndGoesOnLater() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        Path place = folder.resolve("store");
        Path blocked;
        try (Store store = Store.open(place, plan)) {
            // the third file of one worker; a folder of its name cannot be written to by anybody
            Dealer dealer = new Dealer(plan, store.missing(), 1);
            Part first = dealer.next(8).orElseThrow();
            blocked = block(place, first.to() + 1);
            MachineException told = assertThrows(
                    MachineException.class,
                    () -> new LocalEngine(plan, store, new ProfileRepository(null), 1, now -> {}).run());
            assertTrue(String.valueOf(told.getMessage()).contains(": could not be written: "), told.getMessage());
        }
        assertEquals("n\n8\n", Sweeps.query(place, "SELECT count(*) AS n FROM points"));
        unblock(blocked);
        assertEquals(56 - 8, Sweeps.run(file, place).get("run_now").asLong());
        Path whole = folder.resolve("whole");
        Sweeps.run(file, whole);
        assertEquals(Sweeps.content(whole), Sweeps.content(place));
    }

    @Test
    void aSearchThatCannotWriteKeepsWhatItHasToo() throws IOException {
        Path file = Sweeps.file(folder, SWEEP);
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        Path place = folder.resolve("store");
        Goal goal = Goal.of(plan);
        Path blocked;
        try (Store store = Store.open(place, plan)) {
            blocked = block(place, 0);
            SearchRun run = new SearchRun(plan, goal, store, new ProfileRepository(null), 2, 55, now -> {});
            assertThrows(MachineException.class, run::run);
            assertTrue(run.answer().isEmpty());
        }
        unblock(blocked);
        assertEquals(
                55,
                Sweeps.run(file, place, "--optimize", "--points", "55")
                        .get("done")
                        .asLong());
    }

    /** Makes every file that begins with a point impossible to write. */
    private static Path block(Path store, long from) throws IOException {
        Path all = Files.createDirectory(store.resolve("blocked-" + from));
        for (long to = from; to < from + 60; to++) {
            Path folder = store.resolve("." + new Part(from, to).fileName() + Store.UNFINISHED);
            Files.createDirectories(folder.resolve("in the way"));
        }
        return all;
    }

    private static void unblock(Path blocked) throws IOException {
        long from = Long.parseLong(blocked.getFileName().toString().replaceAll("\\D", ""));
        for (long to = from; to < from + 60; to++) {
            Path folder = blocked.resolveSibling("." + new Part(from, to).fileName() + Store.UNFINISHED);
            Files.delete(folder.resolve("in the way"));
            Files.delete(folder);
        }
        Files.delete(blocked);
    }
}
