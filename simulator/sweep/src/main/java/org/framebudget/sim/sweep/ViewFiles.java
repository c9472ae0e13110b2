package org.framebudget.sim.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.SafeFiles;

/** Keeps the rows of the ready views of a store to which nothing is added any more. */
final class ViewFiles {
    private ViewFiles() {}

    /** Writes those that are missing. The files hold all points. */
    static void write(Path folder, StoreInfo info, List<Part> parts) {
        List<ReadyViews.View> missing = ReadyViews.of(info).stream()
                .filter(view -> !ReadyViews.isKept(folder, view))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try (DuckDBConnection database = Database.forMerging();
                Statement statement = database.createStatement()) {
            statement.execute("CREATE VIEW points AS SELECT * FROM "
                    + Sql.rows(parts.stream()
                            .map(part -> folder.resolve(part.fileName()))
                            .toList()));
            for (ReadyViews.View view : missing) {
                write(folder, view, statement);
            }
        } catch (SQLException e) {
            throw RowWriter.failed(folder, e);
        }
    }

    private static void write(Path folder, ReadyViews.View view, Statement statement) throws SQLException {
        Path file = folder.resolve(view.fileName());
        Path beside = folder.resolve("." + view.fileName() + Store.UNFINISHED);
        try {
            statement.execute(
                    "COPY (" + view.sql() + ") TO " + Sql.file(beside) + " (FORMAT parquet, COMPRESSION zstd)");
            RowWriter.settle(beside, file);
        } catch (SQLException e) {
            RowWriter.remove(beside);
            throw e;
        } catch (IOException e) {
            RowWriter.remove(beside);
            throw SafeFiles.cannotWrite(file, e);
        }
    }
}
