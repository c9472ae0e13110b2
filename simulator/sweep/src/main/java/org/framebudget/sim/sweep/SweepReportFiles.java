package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.OutputPaths;
import org.framebudget.sim.report.SweepFigures;
import org.framebudget.sim.report.SweepReport;

/** The files of {@code --report}. */
final class SweepReportFiles {
    private SweepReportFiles() {}

    /** Throws {@link InputException} for a file that cannot become a report. */
    static void check(List<Path> files, OutputPaths paths) {
        for (Path file : files) {
            SweepReport.checkName("--report", file);
            paths.file("--report", file);
        }
    }

    /**
     * Writes all of them from what is in a store now.
     *
     * @throws InputException where it holds no results
     */
    static void write(List<Path> files, Path folder) {
        if (files.isEmpty()) {
            return;
        }
        SweepFigures figures = figures(folder);
        files.forEach(file -> SweepReport.write(file, figures));
    }

    static SweepFigures figures(Path folder) {
        try (DuckDBConnection database = Database.over(folder);
                Statement statement = database.createStatement()) {
            return new ReportFigures(Store.info(folder), statement, StoreSources.read(folder)).all();
        } catch (SQLException e) {
            throw new InputException(
                    "--store: the results in '" + folder + "' cannot be read: " + Database.reason(e) + ".", e);
        }
    }
}
