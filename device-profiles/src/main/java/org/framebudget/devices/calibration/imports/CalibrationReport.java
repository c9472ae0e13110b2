package org.framebudget.devices.calibration.imports;

import java.util.List;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.SeriesFit;

/**
 * What measurements made of a profile.
 *
 * @param profileId the profile
 * @param profileName its name for people
 * @param baseId what it was made from
 * @param carriedOver true where the base is another device, so that all the rest is ASSUMED
 * @param files what was read
 * @param rows the rows that were read, as they stand in the profile now
 * @param fits one for each reference series of a unit that was measured
 * @param sustained long runs among the measurements
 * @param operators times by type of operator among them
 * @param notes what a reader has to know
 */
public record CalibrationReport(
        String profileId,
        String profileName,
        String baseId,
        boolean carriedOver,
        List<FileRead> files,
        List<LatencyRow> rows,
        List<Fitted> fits,
        List<SustainedRun> sustained,
        List<Operators> operators,
        List<String> notes) {
    public CalibrationReport {
        files = List.copyOf(files);
        rows = List.copyOf(rows);
        fits = List.copyOf(fits);
        sustained = List.copyOf(sustained);
        operators = List.copyOf(operators);
        notes = List.copyOf(notes);
    }

    /**
     * A file that was read.
     *
     * @param levels measured levels in it
     */
    public record FileRead(String file, ImportedFile.Format format, int levels) {}

    /** Times by type of operator of a run. */
    public record Operators(String run, List<OperatorShare> shares) {}

    /**
     * A fitted series.
     *
     * @param fit the model
     * @param leftOut each measurement predicted by the others
     */
    public record Fitted(SeriesFit fit, List<SeriesFit.LeftOutRow> leftOut) {
        /** As in {@code cpu int8, 4 threads}. */
        public String title() {
            int threads = fit.series().threads();
            return fit.unit().id() + " " + fit.series().precision()
                    + (threads == 0 ? "" : ", " + threads + (threads == 1 ? " thread" : " threads"));
        }

        /** Mean size of the left-out errors. */
        public double meanErrorFraction() {
            return leftOut.stream()
                    .mapToDouble(row -> Math.abs(row.errorFraction()))
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
