package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a store that are put together, and what is left where that was interrupted. */
class PartMergerTest {
    private static final String SWEEP = """
            results: [meets, miss_fraction, energy_j]
            axes:
              - {key: environment.ambient_deg_c, name: ambient, from: 0, to: 49.5, step: 0.5}
            """;

    @TempDir
    Path folder;

    private SweepPlan plan() {
        return Sweeps.plan(folder, SWEEP);
    }

    private Path store(Part... parts) throws SQLException {
        Path store = folder.resolve("store");
        for (Part part : parts) {
            MadeStore.of(store, plan(), part, rows(part));
        }
        return store;
    }

    private static String rows(Part part) {
        return "SELECT range AS point, range / 2 AS ambient, range / 100 AS miss_fraction, range % 7 AS energy_j, true AS meets"
                + " FROM range(" + part.from() + ", " + (part.to() + 1) + ")";
    }

    private static String content(Path store) throws SQLException {
        return String.join("\n", MadeStore.ask(store, "FROM points ORDER BY point"));
    }

    private static List<String> files(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("points-"))
                    .sorted()
                    .toList();
        }
    }

    private static Part[] tens(int count) {
        Part[] parts = new Part[count];
        for (int p = 0; p < count; p++) {
            parts[p] = new Part(10L * p, 10L * p + 9);
        }
        return parts;
    }

    @Test
    void neighboursBecomeOneFileAndTheSecondTimeNothingHappens() throws SQLException, IOException {
        Path store = store(tens(10));
        String before = content(store);
        PartMerger.merge(store, 35);
        List<String> merged = files(store);
        assertEquals(
                List.of(
                        new Part(0, 29).fileName(),
                        new Part(30, 59).fileName(),
                        new Part(60, 89).fileName(),
                        new Part(90, 99).fileName()),
                merged);
        assertEquals(before, content(store));
        Path first = store.resolve(merged.get(0));
        FileTime made = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(first, made);
        PartMerger.merge(store, 35);
        assertEquals(merged, files(store));
        assertEquals(made, Files.getLastModifiedTime(first));
        // with more room the files become one, in the order of points
        PartMerger.merge(store);
        assertEquals(List.of(new Part(0, 99).fileName()), files(store));
        assertEquals(before, content(store));
        try (Store open = Store.open(store, plan())) {
            assertEquals(List.of(), open.missing());
        }
    }

    @Test
    void whatIsMissingStaysMissing() throws SQLException, IOException {
        Path store = store(new Part(0, 9), new Part(10, 19), new Part(30, 39), new Part(40, 49));
        PartMerger.merge(store);
        assertEquals(List.of(new Part(0, 19).fileName(), new Part(30, 49).fileName()), files(store));
        try (Store open = Store.open(store, plan())) {
            assertEquals(List.of(new Part(20, 29), new Part(50, 99)), open.missing());
        }
    }

    @Test
    void filesThatAMergedOneHoldsAreNotCountedTwiceAndGoWhenTheStoreIsOpened() throws SQLException, IOException {
        Path store = store(tens(10));
        String before = content(store);
        // killed between the merged file's name and the end of deleting
        MadeStore.add(store, plan(), new Part(0, 49), rows(new Part(0, 49)));
        Files.delete(store.resolve(new Part(10, 19).fileName()));
        Files.writeString(store.resolve("." + new Part(50, 99).fileName() + Store.UNFINISHED), "PAR1");
        assertEquals(before, content(store));
        try (Store open = Store.open(store, plan())) {
            assertEquals(List.of(), open.missing());
        }
        assertEquals(6, files(store).size(), files(store).toString());
        assertEquals(before, content(store));
        PartMerger.merge(store);
        assertEquals(before, content(store));
    }

    @Test
    void aFileThatHoldsPartOfAnotherIsNamed() throws SQLException {
        Path store = store(new Part(0, 9));
        MadeStore.add(store, plan(), new Part(5, 14), rows(new Part(5, 14)));
        String told = "'" + store.resolve(new Part(5, 14).fileName()) + "' holds points that another file holds too";
        for (InputException e : List.of(
                assertThrows(InputException.class, () -> Database.over(store)),
                assertThrows(InputException.class, () -> Store.open(store, plan())))) {
            assertTrue(String.valueOf(e.getMessage()).contains(told), e.getMessage());
        }
    }

    @Test
    void aFinishedStoreKeepsTheRowsOfItsViewsAndADamagedFileOfThemDoesNotMatter() throws SQLException, IOException {
        Path store = store(tens(10));
        String effects = String.join("\n", MadeStore.ask(store, "FROM main_effects"));
        String front = String.join("\n", MadeStore.ask(store, "FROM pareto_front"));
        try (Store open = Store.open(store, plan())) {
            open.finish(new ProfileRepository(null));
        }
        for (ReadyViews.View view : ReadyViews.of(Store.info(store))) {
            assertTrue(Files.exists(store.resolve(view.fileName())), view.name());
        }
        assertEquals(effects, String.join("\n", MadeStore.ask(store, "FROM main_effects")));
        assertEquals(front, String.join("\n", MadeStore.ask(store, "FROM pareto_front")));
        for (ReadyViews.View view : ReadyViews.of(Store.info(store))) {
            Files.writeString(store.resolve(view.fileName()), "PAR1");
        }
        assertEquals(effects, String.join("\n", MadeStore.ask(store, "FROM main_effects")));
        // rows that are no longer all there are asked anew
        Files.delete(store.resolve(new Part(0, 99).fileName()));
        MadeStore.add(store, plan(), new Part(0, 9), rows(new Part(0, 9)));
        assertEquals(List.of("10"), MadeStore.ask(store, "SELECT sum(points) FROM main_effects"));
    }

    @Test
    void anUnfinishedStoreKeepsNone() throws SQLException {
        Path store = store(new Part(0, 9));
        try (Store open = Store.open(store, plan())) {
            open.finish(new ProfileRepository(null));
        }
        for (ReadyViews.View view : ReadyViews.of(Store.info(store))) {
            assertFalse(Files.exists(store.resolve(view.fileName())), view.name());
        }
    }
}
