package org.framebudget.sim.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.framebudget.devices.calibration.LatencyValidation;
import org.framebudget.models.SafeFiles;

/** Every left-out measurement against what was predicted of it, as one PNG: a colour for each split. */
public final class ValidationPlot {
    private static final int WIDTH_MM = 150;
    private static final int HEIGHT_MM = 120;
    private static final List<String> SPLITS = List.of("width", "size", "family", "point");

    private ValidationPlot() {}

    /** Writes the file; one that is there is replaced when the new one is whole. */
    public static void write(Path file, LatencyValidation validation) {
        List<FitCharts.Group> groups = new ArrayList<>();
        for (String split : SPLITS) {
            groups.add(new FitCharts.Group(
                    split + " left out",
                    validation.rows().stream()
                            .filter(row -> row.split().equals(split))
                            .map(row -> new double[] {row.measuredMs(), row.predictedMs(), row.lowMs(), row.highMs()})
                            .toList()));
        }
        FitHtml.Plot plot =
                new FitHtml.Plot("validation", "", "", FitCharts.predictedOverMeasured(groups), WIDTH_MM, HEIGHT_MM);
        SafeFiles.write(file, out -> ImageIO.write(FitReport.picture(plot), "png", out));
    }
}
