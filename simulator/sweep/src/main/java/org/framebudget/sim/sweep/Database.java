package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** DuckDB in memory. */
final class Database {
    private Database() {}

    /** For writing rows: the writers' own threads do the work. */
    static DuckDBConnection forRows() {
        Properties options = new Properties();
        options.setProperty("threads", "1");
        options.setProperty("memory_limit", "160MB");
        return open(options);
    }

    /** For reading: {@code points} are all rows of a store, {@code failures} those that could not be run. */
    static DuckDBConnection over(Path folder) {
        List<Part> parts = Store.parts(folder);
        if (parts.isEmpty()) {
            throw new InputException("--store: '" + folder + "' holds no results yet.");
        }
        DuckDBConnection database = open(new Properties());
        String files = parts.stream()
                .map(part -> "'" + folder.resolve(part.fileName()).toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        try (var statement = database.createStatement()) {
            statement.execute("CREATE VIEW points AS SELECT * FROM read_parquet(" + files + ")");
            statement.execute("CREATE VIEW failures AS SELECT * FROM points WHERE error IS NOT NULL");
        } catch (SQLException e) {
            throw RowWriter.failed(folder, e);
        }
        return database;
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
