package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.models.CsvTable;
import org.jspecify.annotations.Nullable;

/** Reads {@code battery:}; the two curves stand in CSV files. */
final class BatteryReader {

    private BatteryReader() {}

    static BatteryProfile read(Section section, ProfileFiles files) {
        List<Double> socFraction = new ArrayList<>();
        List<Double> ocvV = new ArrayList<>();
        Section ocv = section.section("ocv");
        curve(ocv, files, "soc_fraction", socFraction, "ocv_v", ocvV);
        if (socFraction.size() < 2 || socFraction.get(0) != 0 || socFraction.get(socFraction.size() - 1) != 1) {
            throw ocv.error("file", ocv.text("file") + " does not span soc_fraction 0 to 1.", null);
        }
        checkRising(ocv, "ocv_v", ocvV, false);
        List<Double> tempDegC = new ArrayList<>();
        List<Double> factor = new ArrayList<>();
        Section overTemperature = section.sectionOrNull("capacity_over_temperature");
        if (overTemperature != null) {
            curve(overTemperature, files, "temp_deg_c", tempDegC, "capacity_factor", factor);
        }
        return new BatteryProfile(
                section.number("capacity_ah"),
                List.copyOf(socFraction),
                List.copyOf(ocvV),
                ocv.source(),
                section.number("r0_ohm"),
                section.number("r1_ohm"),
                section.number("tau_s"),
                section.number("cutoff_v"),
                List.copyOf(tempDegC),
                List.copyOf(factor),
                section.text("node"));
    }

    private static void curve(
            Section section, ProfileFiles files, String x, List<Double> xs, String y, List<Double> ys) {
        String name = section.text("file");
        for (CsvTable.Row row : CsvTable.read(name, files.text(section, "file"), List.of(x, y), List.of())
                .rows()) {
            xs.add(row.number(x, -273.15, 1000));
            ys.add(row.number(y, 0, 1000));
        }
        checkRising(section, x, xs, true);
    }

    private static void checkRising(Section section, @Nullable String column, List<Double> values, boolean strictly) {
        for (int i = 1; i < values.size(); i++) {
            double step = values.get(i) - values.get(i - 1);
            if (step < 0 || (strictly && step == 0)) {
                throw section.error(
                        "file",
                        section.text("file") + ": " + column + " falls from " + values.get(i - 1) + " to "
                                + values.get(i) + ".",
                        "Sort it rising.");
            }
        }
    }
}
