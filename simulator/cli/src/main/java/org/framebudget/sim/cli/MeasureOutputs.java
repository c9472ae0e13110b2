package org.framebudget.sim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.runtime.MeasureReport;
import org.jspecify.annotations.Nullable;

/** What {@code measure} leaves behind; written when everything is measured. */
record MeasureOutputs(MeasureReport report, List<MeasureRuns.Run> runs) {

    String json() {
        return Json.text(report);
    }

    void write(@Nullable Path csv, @Nullable Path out) {
        if (csv != null) {
            SafeFiles.writeText(csv, MeasureCsv.text(report));
        }
        if (out == null) {
            return;
        }
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new MachineException("--out: the folder '" + out + "' cannot be created: " + e.getMessage(), e);
        }
        SafeFiles.writeText(out.resolve("measure.json"), json() + "\n");
        Set<String> names = new HashSet<>();
        for (MeasureRuns.Run run : runs) {
            String name = run.record().network() + "-" + run.record().runtime().threads() + "-threads";
            String free = name;
            for (int again = 2; !names.add(free); again++) {
                free = name + "-" + again;
            }
            SafeFiles.writeText(out.resolve(free + ".csv"), MeasureCsv.samples(run));
        }
    }
}
