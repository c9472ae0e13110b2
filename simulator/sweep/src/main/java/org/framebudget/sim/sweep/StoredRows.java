package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.InputException;

/** Reads a store while a sweep fills it: every file once. For one thread. */
public final class StoredRows {
    private final Path folder;
    private final List<String> results;
    private final Set<Part> read = new HashSet<>();
    private final Set<Long> points = new HashSet<>();

    /**
     * A finished point.
     *
     * @param failed whether it could not be run; it has no values then
     * @param meets whether every objective of the scenario holds
     * @param values of the results that were asked for; NaN where there is none
     */
    public record Row(long point, boolean failed, boolean meets, double[] values) {}

    /**
     * Of a store that need not hold a point yet.
     *
     * @param results names of columns that hold numbers
     */
    public StoredRows(Path folder, List<String> results) {
        this.folder = folder;
        this.results = List.copyOf(results);
    }

    /**
     * Points that came since the last call, each once.
     *
     * @throws InputException where the store cannot be read
     */
    public List<Row> more() {
        List<Part> parts = Store.parts(folder);
        List<Part> fresh = parts.stream().filter(part -> !read.contains(part)).toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        String columns = results.stream()
                .map(name -> ", CAST(\"" + name.replace("\"", "\"\"") + "\" AS DOUBLE)")
                .collect(Collectors.joining());
        String where = fresh.stream()
                .map(part -> "point BETWEEN " + part.from() + " AND " + part.to())
                .collect(Collectors.joining(" OR "));
        List<Row> rows = new ArrayList<>();
        try (DuckDBConnection database = Database.over(folder);
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("SELECT point, error IS NOT NULL, coalesce(meets, false)"
                        + columns + " FROM points WHERE " + where)) {
            while (found.next()) {
                // files may have been put together since
                if (points.add(found.getLong(1))) {
                    rows.add(row(found));
                }
            }
        } catch (SQLException e) {
            throw new InputException("'" + folder + "' cannot be read: " + Database.reason(e) + ".", e);
        }
        read.addAll(fresh);
        return rows;
    }

    private Row row(ResultSet found) throws SQLException {
        double[] values = new double[results.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = found.getDouble(i + 4);
            if (found.wasNull()) {
                values[i] = Double.NaN;
            }
        }
        return new Row(found.getLong(1), found.getBoolean(2), found.getBoolean(3), values);
    }
}
