package org.framebudget.sim.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.pipeline.Trial;
import org.jspecify.annotations.Nullable;

/** Gathers rows in DuckDB's memory and writes them as one Parquet file (zstd). For one thread. */
final class RowWriter implements Closeable {
    private final SweepPlan plan;
    private final Path folder;
    private final Connection connection;
    private final String table;
    private @Nullable DuckDBAppender appender;
    private long rows;

    /**
     * @param database shared by all writers
     * @param number tells it from the other writers
     */
    RowWriter(SweepPlan plan, Path folder, DuckDBConnection database, int number) {
        this.plan = plan;
        this.folder = folder;
        this.table = "rows_" + number;
        try {
            this.connection = database.duplicate();
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }

    private DuckDBAppender opened() throws SQLException {
        DuckDBAppender open = appender;
        if (open == null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE OR REPLACE TABLE " + table + " (" + columns(plan) + ")");
            }
            open = connection.unwrap(DuckDBConnection.class).createAppender("main", table);
            appender = open;
        }
        return open;
    }

    /** The columns of a row as SQL declares them. */
    static String columns(SweepPlan plan) {
        StringBuilder sql = new StringBuilder(Outputs.POINT + " BIGINT");
        for (Axis axis : plan.axes()) {
            sql.append(", \"").append(axis.name()).append("\" ").append(axis.sqlType());
        }
        sql.append(", ").append(Outputs.SEED).append(" BIGINT");
        for (Output output : plan.outputs().kept()) {
            sql.append(", \"").append(output.name()).append("\" ").append(output.sqlType());
        }
        return sql.append(", ").append(Outputs.ERROR).append(" VARCHAR").toString();
    }

    /** What came of a point; throws {@link MachineException} where DuckDB cannot. */
    void add(long point, PointRunner.Outcome outcome) {
        add(point, outcome.trial(), outcome.reason());
    }

    /** A point that could not be run, and why. */
    void addFailed(long point, String reason) {
        add(point, null, reason);
    }

    private void add(long point, @Nullable Trial trial, @Nullable String error) {
        add(Row.of(point, new PointRunner.Outcome(trial, error), plan.outputs()));
    }

    /** What came of a point; throws {@link MachineException} where DuckDB cannot. */
    void add(Row result) {
        long point = result.point();
        try {
            DuckDBAppender row = opened();
            row.beginRow();
            row.append(point);
            List<Axis> axes = plan.axes();
            for (int a = 0; a < axes.size(); a++) {
                append(row, axes.get(a).column(plan.valueOf(a, point)));
            }
            row.append(plan.seed(point));
            for (int o = 0; o < plan.outputs().kept().size(); o++) {
                append(row, result.error() == null ? result.results().get(o) : null);
            }
            append(row, result.error());
            row.endRow();
            rows++;
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }

    private static void append(DuckDBAppender row, @Nullable Object value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else if (value instanceof Double number) {
            row.append(number.doubleValue());
        } else if (value instanceof Long number) {
            row.append(number.longValue());
        } else if (value instanceof Boolean flag) {
            row.append(flag.booleanValue());
        } else if (value instanceof Collection<?> list) {
            row.append(list);
        } else {
            row.append((String) value);
        }
    }

    /** Rows that are not in a file yet. */
    long rows() {
        return rows;
    }

    /**
     * Puts all rows into the file of a part, whole or not at all, and begins anew.
     *
     * @throws MachineException where the file cannot be written; no trace of it is left then
     */
    void write(Part part) {
        Path file = folder.resolve(part.fileName());
        Path beside = folder.resolve("." + part.fileName() + Store.UNFINISHED);
        try {
            DuckDBAppender open = opened();
            open.close();
            appender = null;
            rows = 0;
            try (Statement statement = connection.createStatement()) {
                String place = beside.toString().replace("'", "''");
                statement.execute("COPY " + table + " TO '" + place + "' (FORMAT parquet, COMPRESSION zstd)");
            }
            settle(beside, file);
        } catch (SQLException e) {
            remove(beside);
            throw failed(file, e);
        } catch (IOException e) {
            remove(beside);
            throw SafeFiles.cannotWrite(file, e);
        }
    }

    /** Gives a finished file its name once it is on the disk, so that a power cut leaves none that only looks whole. */
    static void settle(Path beside, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // the next sweep removes it; what failed before matters more
        }
    }

    static MachineException failed(Path file, SQLException cause) {
        return SafeFiles.cannotWrite(file, new IOException(Database.reason(cause), cause));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }
}
