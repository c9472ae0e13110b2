package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
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
        write(files, () -> figures(folder));
    }

    /** The same where the sweep itself is at hand, which knows what an unfinished store does not tell. */
    static void write(List<Path> files, Path folder, SweepPlan plan, ProfileRepository profiles) {
        write(files, () -> figures(folder, Optional.of(StoreSources.now(folder, plan, profiles))));
    }

    private static void write(List<Path> files, Supplier<SweepFigures> figures) {
        if (!files.isEmpty()) {
            SweepFigures same = figures.get();
            files.forEach(file -> SweepReport.write(file, same));
        }
    }

    static SweepFigures figures(Path folder) {
        return figures(folder, StoreSources.read(folder));
    }

    private static SweepFigures figures(Path folder, Optional<StoreSources> sources) {
        try (DuckDBConnection database = Database.over(folder);
                Statement statement = database.createStatement()) {
            return new ReportFigures(Store.info(folder), statement, sources).all();
        } catch (SQLException e) {
            Database.checkReadable(folder, e);
            throw new InputException(
                    "--store: the results in '" + folder + "' cannot be read: " + Database.reason(e) + ".", e);
        }
    }
}
