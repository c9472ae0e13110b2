package org.framebudget.sim.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.SafeFiles;

/**
 * Makes few large files of many small ones. The new file gets its name only when it is whole and on the disk, and from then on those
 * whose points it holds count no more, so that it does not matter when they are deleted.
 */
final class PartMerger {
    static final long MOST_ROWS = 1_000_000;

    private static final int ROWS_OF_GROUP = 122_880;

    /** Streams and devices of a point take many times the room of its figures. */
    private static final int ROWS_OF_GROUP_WITH_LISTS = 8_192;

    private final Path folder;
    private final Statement statement;

    private PartMerger(Path folder, Statement statement) {
        this.folder = folder;
        this.statement = statement;
    }

    /** Merges neighbours as long as they are small together; the same again changes nothing. */
    static void merge(Path folder) {
        merge(folder, MOST_ROWS);
    }

    static void merge(Path folder, long mostRows) {
        List<Part> parts = Store.parts(folder);
        if (parts.size() < 2) {
            return;
        }
        try (DuckDBConnection database = Database.forMerging();
                Statement statement = database.createStatement()) {
            new PartMerger(folder, statement).merge(parts, mostRows);
        } catch (SQLException e) {
            throw RowWriter.failed(folder, e);
        }
    }

    private void merge(List<Part> parts, long mostRows) throws SQLException {
        List<Part> together = new ArrayList<>();
        long rows = 0;
        for (Part part : parts) {
            long more = rows(part);
            boolean follows =
                    !together.isEmpty() && together.get(together.size() - 1).to() + 1 == part.from();
            if (!follows || rows + more > mostRows) {
                merge(together);
                together.clear();
                rows = 0;
            }
            together.add(part);
            rows += more;
        }
        merge(together);
    }

    private long rows(Part part) throws SQLException {
        String sql = "SELECT num_rows FROM parquet_file_metadata(" + Sql.file(folder.resolve(part.fileName())) + ")";
        try (ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void merge(List<Part> together) throws SQLException {
        if (together.size() < 2) {
            return;
        }
        Part merged = new Part(
                together.get(0).from(), together.get(together.size() - 1).to());
        Path file = folder.resolve(merged.fileName());
        Path beside = folder.resolve("." + merged.fileName() + Store.UNFINISHED);
        List<Path> files =
                together.stream().map(part -> folder.resolve(part.fileName())).toList();
        try {
            copy("SELECT * FROM " + Sql.rows(files), beside, hasLists(files.get(0)));
            RowWriter.settle(beside, file);
            for (Path old : files) {
                Files.deleteIfExists(old);
            }
        } catch (SQLException e) {
            RowWriter.remove(beside);
            throw e;
        } catch (IOException e) {
            RowWriter.remove(beside);
            throw SafeFiles.cannotWrite(file, e);
        }
    }

    private void copy(String select, Path to, boolean lists) throws SQLException {
        statement.execute(
                "COPY (" + select + ") TO " + Sql.file(to) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
                        + (lists ? ROWS_OF_GROUP_WITH_LISTS : ROWS_OF_GROUP) + ")");
    }

    private boolean hasLists(Path file) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT count(*) FROM (DESCRIBE SELECT * FROM "
                + Sql.rows(List.of(file)) + ") WHERE column_type LIKE '%[]'")) {
            found.next();
            return found.getLong(1) > 0;
        }
    }
}
