package org.framebudget.sim.report;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Locale;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/**
 * Every captured frame's record as a table, in pieces of any size; {@code .csv} or {@code .parquet} by the file's name.
 * Columns: frame, stream, capture_s, delivery_s, start_s, end_s, latency_ms, photon_to_result_ms, outcome, queue,
 * clock_fraction, limiter; empty (null) where a frame has none, as one in flight at the end of the run has no end. The file appears whole, on {@link #commit()}.
 */
public abstract sealed class FrameTableWriter implements Closeable permits CsvFrames, ParquetFrames {
    /** Column names in order; shared by both formats. */
    static final String[] COLUMNS = {
        "frame",
        "stream",
        "capture_s",
        "delivery_s",
        "start_s",
        "end_s",
        "latency_ms",
        "photon_to_result_ms",
        "outcome",
        "queue",
        "clock_fraction",
        "limiter"
    };

    FrameTableWriter() {}

    /**
     * Starts a table.
     *
     * @throws InputException for an unknown ending, a directory, or a folder that does not exist
     * @throws MachineException where the file cannot be written
     */
    public static FrameTableWriter open(Path file) {
        checkName(file);
        String name = file.toString().toLowerCase(Locale.ROOT);
        SafeFiles.Pending pending = SafeFiles.begin(file);
        return name.endsWith(".csv") ? new CsvFrames(file, pending) : new ParquetFrames(file, pending);
    }

    /** Says before a run whether {@link #open} would take this name; throws {@link InputException} where not. */
    public static void checkName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
            throw new InputException(file + ": a frame table ends in .csv or .parquet.");
        }
    }

    /** Writes one table as a whole; errors as for {@link #open}. */
    public static void write(Path file, FrameColumns columns) {
        try (FrameTableWriter writer = open(file)) {
            writer.append(columns);
            writer.commit();
        }
    }

    /** Adds rows. */
    public abstract void append(FrameColumns columns);

    /** Puts the finished file in its place. */
    public abstract void commit();

    /** Without {@link #commit()} nothing remains. */
    @Override
    public abstract void close();
}
