package org.framebudget.ui.charts;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.framebudget.models.SafeFiles;

/**
 * A chart as it is looked at, for a file.
 *
 * @param hidden names that are not drawn
 * @param from left end of what is drawn
 * @param to right end
 */
public record ChartShot(ChartModel model, ChartColours colours, Set<String> hidden, double from, double to) {

    /** Kinds of files. */
    public enum Format {
        PNG,
        SVG,
        /** Every value, of hidden lines too, whatever is drawn. */
        CSV;

        /** Ending of the file's name, without a dot. */
        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the names. */
    public ChartShot {
        hidden = Set.copyOf(hidden);
    }

    /** Suggested name of the file. */
    public String file(Format format) {
        return model.id() + "." + format.ending();
    }

    /**
     * Writes the file as a whole; may be called on any thread.
     *
     * @throws org.framebudget.models.InputException for a folder that is not there
     * @throws org.framebudget.models.MachineException where the file cannot be written
     */
    public void write(Format format, Path file) {
        switch (format) {
            case PNG -> SafeFiles.write(file, out -> ChartPicture.png(this, out));
            case SVG -> SafeFiles.write(file, out -> ChartPicture.svg(this, out));
            case CSV -> SafeFiles.writeText(file, ChartCsv.text(model));
        }
    }
}
