package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What others have done to a store, and what a query must not do; rows are written without a run. */
class DamagedStoreTest {
    private static final String SWEEP = "axes:\n  - {key: cameras.door.fps, name: fps, values: [10, 20, 30]}\n";

    @TempDir
    Path folder;

    private SweepPlan plan() {
        return Sweeps.plan(folder, SWEEP);
    }

    /** A store whose one file has a row for each point. */
    private Path store(String name, Part part, int rows) throws SQLException {
        Path store = folder.resolve(name);
        SweepPlan plan = plan();
        try (Store open = Store.open(store, plan);
                DuckDBConnection database = Database.forRows();
                RowWriter writer = new RowWriter(plan, open.folder(), database, 0)) {
            for (long point = 0; point < rows; point++) {
                writer.addFailed(point, "not run");
            }
            writer.write(part);
        }
        return store;
    }

    private Path store(String name) throws SQLException {
        return store(name, new Part(0, 2), 3);
    }

    private static String query(Path store, String sql, String... more) {
        List<String> arguments = new ArrayList<>(List.of(sql, "--store", store.toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QueryCommand command = new QueryCommand(new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false));
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        assertEquals(0, command.call());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String refused(Path store, String sql, String... more) {
        return assertThrows(InputException.class, () -> query(store, sql, more), sql)
                .getMessage();
    }

    private String notOpened(Path store) {
        return assertThrows(
                        InputException.class, () -> Store.open(store, plan()).close())
                .getMessage();
    }

    @Test
    void aFolderCalledLikeAColumnIsNoColumn() throws SQLException {
        assertEquals(
                "fps\n 10\n 20\n 30\n", query(store("fps=99"), "SELECT fps::INTEGER AS fps FROM points ORDER BY fps"));
    }

    @Test
    void aQueryReachesNothingButTheStore() throws SQLException, IOException {
        Path store = store("store");
        Path secret = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        assertTrue(refused(store, "SELECT * FROM read_text('" + secret + "')").contains("Cannot access file"));
        assertEquals("n\n3\n", query(store, "SELECT count(*) AS n FROM points"));
        try (DuckDBConnection database = Database.over(store);
                Statement statement = database.createStatement()) {
            Path copy = folder.resolve("copy.csv");
            assertThrows(SQLException.class, () -> statement.execute("COPY points TO '" + copy + "'"));
            assertThrows(SQLException.class, () -> statement.execute("SET enable_external_access = true"));
            assertFalse(Files.exists(copy));
        }
    }

    @Test
    void aQueryIsOneStatementThatReads() throws SQLException, IOException {
        Path store = store("store");
        Path file = store.resolve(new Part(0, 2).fileName());
        byte[] before = Files.readAllBytes(file);
        String copy = "COPY (SELECT 1) TO '" + file + "' (FORMAT parquet, USE_TMP_FILE false)";
        assertEquals(
                "query: 'COPY' is not for reading. Ask with SELECT, WITH, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN.",
                refused(store, copy));
        for (String begin : List.of("/* SELECT */ ", " -- SELECT\n", "EXPLAIN ANALYZE ", "EXPLAIN (ANALYZE) ", "(")) {
            assertTrue(refused(store, begin + copy).startsWith("query: 'COPY' is not"), begin);
        }
        for (String begin : List.of("SELECT 1;", "SELECT E'\\';';", "SELECT $$'$$;", "SELECT /* ' */ '''';")) {
            assertEquals(
                    "query: there is more than one statement. Ask one at a time.", refused(store, begin + copy), begin);
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        assertTrue(refused(store, " -- nothing\n;").startsWith("query: the SQL is empty."));
        assertTrue(refused(store, "SET threads = 1").startsWith("query: 'SET' is not"));
    }

    @Test
    void whatOnlyReadsIsAsked() {
        for (String sql : List.of(
                "SELECT 1;;",
                " /* a /* b */ ; */ -- ;\n with x AS (SELECT 1) SELECT * FROM x;",
                "SELECT ';', E'\\';', $$;$$, $a$;$$;$a$, \";\", DATE'2026-01-01'",
                "(SELECT 1)",
                "FROM points",
                "DESCRIBE points",
                "SUMMARIZE points",
                "SHOW TABLES",
                "EXPLAIN SELECT 1",
                "EXPLAIN (SELECT 1)",
                "EXPLAIN (FORMAT JSON) SELECT 1",
                "EXPLAIN ANALYZE FROM points")) {
            assertDoesNotThrow(() -> Question.check(sql), sql);
        }
    }

    @Test
    void aFileThatIsNotWhatItsNamePromisesIsNamedBeforeASweepGoesOn() throws SQLException, IOException {
        Path store = store("short", new Part(0, 2), 2);
        Path file = store.resolve(new Part(0, 2).fileName());
        assertEquals(
                "--store: '" + file + "' holds 2 points and not the 3 that its name promises. Remove the file: the same"
                        + " sweep runs its points again.",
                notOpened(store));
        Files.move(
                store("other", new Part(0, 0), 1).resolve(new Part(0, 0).fileName()),
                store.resolve(new Part(2, 2).fileName()));
        Files.delete(file);
        assertTrue(notOpened(store).contains("holds other points than its name promises"));
        Files.writeString(store.resolve(new Part(2, 2).fileName()), "PAR1");
        String message = notOpened(store);
        assertTrue(message.contains(new Part(2, 2).fileName() + "' cannot be read: "), message);
        assertFalse(message.contains("unsuccessful") || message.contains("LINE"), message);
    }

    @Test
    void aFileThatCannotBeReadIsNoFileThatCannotBeWritten() throws SQLException, IOException {
        Path store = store("store");
        Files.writeString(store.resolve(new Part(0, 2).fileName()), "PAR1");
        String message = refused(store, "FROM points");
        assertTrue(message.startsWith("--store: the results in '" + store + "' cannot be read: "), message);
        assertTrue(message.contains("too small to be a Parquet file"), message);
        assertFalse(message.contains("unsuccessful") || message.contains("written"), message);
    }

    @Test
    void aPageThatIsDamagedIsFoundWhereItsRowsAreAskedFor() throws SQLException, IOException {
        Part part = new Part(0, 2);
        Path store = MadeStore.of(
                folder.resolve("store"),
                plan(),
                part,
                "SELECT range AS point, md5(range::VARCHAR) AS error, range AS seed FROM range(3)");
        Path file = store.resolve(part.fileName());
        byte[] bytes = Files.readAllBytes(file);
        // the first page is behind the four bytes of the format's name
        for (int i = 8; i < 60; i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(file, bytes);
        String message = refused(store, "SELECT * FROM points");
        assertTrue(message.startsWith("--store: '" + file + "' cannot be read: "), message);
        assertTrue(message.endsWith("Remove the file: the same sweep runs its points again."), message);
        // what is wrong with a question is still said of the question
        assertTrue(refused(store, "SELECT nothing FROM points").startsWith("query: "));
    }

    @Test
    void aFolderWithALockAndLeftOversIsEmptyAndAnotherSweepIsToldFirst() throws SQLException, IOException {
        Path store = Files.createDirectory(folder.resolve("store"));
        Files.writeString(store.resolve("lock"), "");
        Files.writeString(store.resolve(".framebudget-12-1.tmp"), "{");
        Files.writeString(store.resolve("." + new Part(0, 2).fileName() + Store.UNFINISHED), "PAR1");
        try (Store open = Store.open(store, plan())) {
            assertEquals(3, open.missing().get(0).to() + 1);
            // as it is before the first sweep has written this
            Files.delete(store.resolve(Store.INFO));
            Files.writeString(store.resolve("anything"), "");
            assertTrue(notOpened(store).contains("another sweep is writing to"));
        }
        Files.delete(store.resolve("lock"));
        assertTrue(notOpened(store).contains("holds other things"));
        assertFalse(Files.exists(store.resolve("lock")));
    }

    @Test
    void columnsOfOneNameAreNoJsonAndNoRowsAreAnEmptyList() throws SQLException {
        Path store = store("store");
        assertEquals(
                "query: two columns are called 'fps', and --json needs each name once. Give one of them another name with"
                        + " AS.",
                refused(store, "SELECT fps, fps FROM points", "--json"));
        assertEquals(
                "[]",
                query(store, "SELECT fps FROM points WHERE false", "--json").strip());
    }

    @Test
    void aDamagedDescriptionOfAStoreIsTold() throws SQLException, IOException {
        Path store = store("store");
        Path info = store.resolve(Store.INFO);
        String whole = Files.readString(info);
        for (String text : List.of(
                "null", "{}", "", "[]", whole.replace("\"seed\"", "\"sed\""), whole.replace("\"sha256\"", "\"sha\""))) {
            Files.writeString(info, text);
            assertTrue(refused(store, "FROM points").startsWith("--store: '" + info + "' is damaged: "), text);
            assertTrue(notOpened(store).startsWith("--store: '" + info + "' is damaged: "), text);
        }
    }
}
