package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Stores whose rows are made up instead of simulated. */
final class MadeStore {
    private MadeStore() {}

    /** A store with the rows of a SELECT, by the names of its columns; others are NULL. */
    static Path of(Path folder, SweepPlan plan, Part part, String select) throws SQLException {
        Store.open(folder, plan).close();
        add(folder, plan, part, select);
        return folder;
    }

    static void add(Path folder, SweepPlan plan, Part part, String select) throws SQLException {
        try (DuckDBConnection database = Database.forMerging();
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE made (" + RowWriter.columns(plan) + ")");
            statement.execute("INSERT INTO made BY NAME " + select);
            statement.execute("COPY (FROM made ORDER BY point) TO " + Sql.file(folder.resolve(part.fileName()))
                    + " (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    /** The rows of an answer, each as a line. */
    static List<String> ask(Path store, String sql) throws SQLException {
        try (DuckDBConnection database = Database.over(store);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                    @Nullable Object cell = rows.getObject(c);
                    cells.add(cell == null ? "-" : Rows.text(cell));
                }
                lines.add(String.join(" ", cells));
            }
            return lines;
        }
    }
}
