package org.framebudget.sim.report;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/** Frames as Parquet (zstd), gathered in DuckDB's memory and copied out at the end. */
final class ParquetFrames extends FrameTableWriter {
    private static final String CREATE = "CREATE TABLE frames (frame BIGINT, stream VARCHAR, capture_s DOUBLE, "
            + "delivery_s DOUBLE, start_s DOUBLE, end_s DOUBLE, latency_ms DOUBLE, photon_to_result_ms DOUBLE, "
            + "outcome VARCHAR, queue INTEGER, clock_fraction DOUBLE, limiter VARCHAR)";
    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_MS = 1e6;

    private final Path file;
    private final SafeFiles.Pending pending;
    private final Connection database;
    private final DuckDBAppender appender;

    ParquetFrames(Path file, SafeFiles.Pending pending) {
        this.file = file;
        this.pending = pending;
        try {
            this.database = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = database.createStatement()) {
                statement.execute(CREATE);
            }
            this.appender = ((DuckDBConnection) database).createAppender("main", "frames");
        } catch (SQLException | LinkageError e) {
            pending.close();
            throw new MachineException(
                    file + ": Parquet needs DuckDB's native library, which did not start: " + e.getMessage()
                            + ". Write a .csv instead.",
                    e);
        }
    }

    @Override
    public void append(FrameColumns c) {
        try {
            for (int i = 0; i < c.size(); i++) {
                appender.beginRow();
                appender.append(c.frame()[i]);
                text(c.stream()[i], c.streams());
                decimal(c.captureNs()[i], NS_PER_S);
                decimal(c.deliveryNs()[i], NS_PER_S);
                decimal(c.startNs()[i], NS_PER_S);
                decimal(c.endNs()[i], NS_PER_S);
                decimal(c.latencyNs()[i], NS_PER_MS);
                decimal(c.photonToResultNs()[i], NS_PER_MS);
                text(c.outcome()[i], c.outcomes());
                appender.append(c.queueLength()[i]);
                if (Double.isFinite(c.clockFraction()[i])) {
                    appender.append(c.clockFraction()[i]);
                } else {
                    appender.appendNull();
                }
                text(c.limiter()[i], c.limiters());
                appender.endRow();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void text(int index, List<String> dictionary) throws SQLException {
        if (index == FrameColumns.NONE) {
            appender.appendNull();
        } else {
            appender.append(dictionary.get(index));
        }
    }

    private void decimal(long valueNs, double nsPerUnit) throws SQLException {
        if (valueNs == FrameColumns.NONE) {
            appender.appendNull();
        } else {
            appender.append(valueNs / nsPerUnit);
        }
    }

    @Override
    public void commit() {
        try {
            appender.close();
            try (Statement statement = database.createStatement()) {
                String place = pending.path().toString().replace("'", "''");
                statement.execute("COPY frames TO '" + place + "' (FORMAT parquet, COMPRESSION zstd)");
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        pending.commit();
    }

    private MachineException failed(SQLException cause) {
        String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown");
        return SafeFiles.cannotWrite(file, new IOException(text, cause));
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            pending.close();
        }
    }
}
