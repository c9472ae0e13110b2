package org.framebudget.sim.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.Folders;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** DuckDB in memory. */
final class Database {
    private static final Pattern UNSUCCESSFUL =
            Pattern.compile("^[^\\n]*Attempting to execute an unsuccessful[^\\n]*\\n(Error: )?");

    /** What is wrong with a question, whatever the files hold. */
    private static final Pattern QUESTION = Pattern.compile("^(Parser|Binder|Catalog|Conversion|Out of Range) Error");

    private static final String ANEW = " Remove the file: the same sweep runs its points again.";

    /** Of DuckDB alone; the rest of the program takes less than half of it. */
    private static final String MEMORY = "384MB";

    private static final AtomicLong SERIAL = new AtomicLong();

    /** Folders that DuckDB may leave where a signal ends the process in the middle of a question. */
    private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> TEMPORARY.forEach(Folders::delete), "delete DuckDB's files"));
        } catch (IllegalStateException e) {
            // the process ends already
        }
    }

    private Database() {}

    /** For writing rows: the writers' own threads do the work. */
    static DuckDBConnection forRows() {
        Properties options = new Properties();
        options.setProperty("threads", "1");
        options.setProperty("memory_limit", "160MB");
        return open(options);
    }

    /** For reading and writing whole files, as fast as the machine does it in little memory. */
    static DuckDBConnection forMerging() {
        return open(forFiles());
    }

    /** What does not fit goes to the folder for such things, not to where the user happens to be. */
    private static Properties forFiles() {
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "framebudget-" + ProcessHandle.current().pid() + "-" + SERIAL.incrementAndGet());
        TEMPORARY.add(folder);
        Properties options = new Properties();
        options.setProperty("memory_limit", MEMORY);
        options.setProperty("temp_directory", folder.toString());
        return options;
    }

    /**
     * For reading: {@code points} are all rows of a store, {@code failures} those that could not be run, and {@link ReadyViews}.
     *
     * @throws InputException where the store holds no results, or they cannot be read
     */
    static DuckDBConnection over(Path folder) {
        StoreInfo info = Store.info(folder);
        List<Part> parts = Store.partsApart(folder);
        if (parts.isEmpty()) {
            throw new InputException("--store: '" + folder + "' holds no results yet.");
        }
        DuckDBConnection database = open(forFiles());
        List<Path> files = new ArrayList<>();
        parts.forEach(part -> files.add(folder.resolve(part.fileName())));
        try (var statement = database.createStatement()) {
            statement.execute("CREATE VIEW points AS SELECT * FROM " + Sql.rows(files));
            statement.execute("CREATE VIEW failures AS SELECT * FROM points WHERE error IS NOT NULL");
            boolean complete = ReadyViews.complete(info, parts);
            for (ReadyViews.View view : ReadyViews.of(info)) {
                if (complete && ReadyViews.isKept(folder, view) && kept(folder, view, database)) {
                    files.add(folder.resolve(view.fileName()));
                } else {
                    statement.execute("CREATE VIEW " + view.name() + " AS " + view.sql());
                }
            }
            Path search = folder.resolve(SearchFile.NAME);
            if (Files.exists(search)) {
                statement.execute("CREATE TABLE search AS SELECT * FROM read_csv(" + Sql.file(search) + ")");
            }
            // from here on nothing but the store's files can be reached, and no setting changed
            statement.execute("SET allowed_paths = " + Sql.list(files));
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            closeQuietly(database);
            throw new InputException("--store: the results in '" + folder + "' cannot be read: " + reason(e) + ".", e);
        }
        return database;
    }

    /** A view of kept rows; false where they cannot be read, so that they are made of the points again. */
    private static boolean kept(Path folder, ReadyViews.View view, DuckDBConnection database) {
        // an error ends a statement for good
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE VIEW " + view.name() + " AS SELECT * FROM "
                    + Sql.rows(List.of(folder.resolve(view.fileName()))));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Checks that every part can be read and holds as many rows as its name promises, all of its own points.
     *
     * @throws InputException that names the first that does not
     */
    static void check(Path folder, List<Part> parts, SweepPlan plan) {
        if (parts.isEmpty()) {
            return;
        }
        try (DuckDBConnection database = forRows();
                Statement statement = database.createStatement()) {
            for (Part part : parts) {
                check(folder.resolve(part.fileName()), part, plan.keptIn(part.from(), part.to() + 1), statement);
            }
        } catch (SQLException e) {
            throw new MachineException("--store: '" + folder + "' cannot be read: " + reason(e) + ".", e);
        }
    }

    private static void check(Path file, Part part, long promised, Statement statement) {
        String sql = "SELECT count(*), min(point), max(point) FROM " + Sql.rows(List.of(file));
        try (ResultSet found = statement.executeQuery(sql)) {
            found.next();
            long rows = found.getLong(1);
            if (rows != promised) {
                throw new InputException("--store: '" + file + "' holds " + rows + " points and not the " + promised
                        + " that its name promises." + ANEW);
            }
            if (found.getLong(2) < part.from() || found.getLong(3) > part.to()) {
                throw new InputException("--store: '" + file + "' holds other points than its name promises." + ANEW);
            }
        } catch (SQLException e) {
            throw new InputException("--store: '" + file + "' cannot be read: " + reason(e) + "." + ANEW, e);
        }
    }

    /**
     * Where a question failed for what is in a store's files, and not for what was asked: names the first file that cannot be read to its end.
     *
     * @throws InputException that says so
     */
    static void checkReadable(Path folder, SQLException failed) {
        if (QUESTION.matcher(message(failed)).find()) {
            return;
        }
        try (DuckDBConnection database = forMerging();
                Statement statement = database.createStatement()) {
            for (Part part : Store.partsApart(folder)) {
                Path file = folder.resolve(part.fileName());
                try (ResultSet all = statement.executeQuery(
                        "SELECT max(hash(r)) FROM (SELECT * FROM " + Sql.rows(List.of(file)) + ") AS r")) {
                    all.next();
                } catch (SQLException e) {
                    throw new InputException("--store: '" + file + "' cannot be read: " + reason(e) + "." + ANEW, e);
                }
            }
        } catch (SQLException e) {
            // it was something else
        }
    }

    /** What DuckDB found wrong, in a line, without the place in SQL that the user did not write. */
    static String reason(SQLException e) {
        String text = message(e);
        int place = text.indexOf("\n\nLINE ");
        return inALine(place < 0 ? text : text.substring(0, place));
    }

    /** What DuckDB says in a line, with the place in the SQL. */
    static String wholeReason(SQLException e) {
        return inALine(message(e));
    }

    /** Without DuckDB's remark that it did not go on after the error. */
    private static String message(SQLException e) {
        return UNSUCCESSFUL.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    }

    private static String inALine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").strip();
    }

    private static void closeQuietly(DuckDBConnection database) {
        try {
            database.close();
        } catch (SQLException e) {
            // what failed before matters more
        }
    }

    private static DuckDBConnection open(Properties options) {
        try {
            return DriverManager.getConnection("jdbc:duckdb:", options).unwrap(DuckDBConnection.class);
        } catch (SQLException | LinkageError e) {
            throw new MachineException(
                    "Sweeps need DuckDB's native library, which did not start: " + e.getMessage() + ".", e);
        }
    }
}
