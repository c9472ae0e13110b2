package org.framebudget.ui.charts;

import java.nio.file.Path;
import java.util.Locale;
import org.framebudget.models.SafeFiles;

/** A chart as it is looked at, for a file; does not change any more. */
public interface ChartFile {

    /** Kinds of files. */
    enum Format {
        PNG,
        SVG,
        /** Every value, of hidden lines too, whatever is drawn. */
        CSV;

        /** Ending of the file's name, without a dot. */
        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Name of the file without its ending. */
    String id();

    /** As a drawing that stands alone. */
    Picture picture();

    /** Its values as CSV. */
    String table();

    /** Suggested name of the file. */
    default String file(Format format) {
        return id() + "." + format.ending();
    }

    /**
     * Writes the file as a whole; may be called on any thread.
     *
     * @throws org.framebudget.models.InputException for a folder that is not there
     * @throws org.framebudget.models.MachineException where the file cannot be written
     */
    default void write(Format format, Path file) {
        switch (format) {
            case PNG -> SafeFiles.write(file, out -> PictureFile.png(picture(), out));
            case SVG -> SafeFiles.write(file, out -> PictureFile.svg(picture(), out));
            case CSV -> SafeFiles.writeText(file, table());
        }
    }
}
