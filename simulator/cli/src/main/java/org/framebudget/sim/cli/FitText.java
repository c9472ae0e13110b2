package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencySeries;
import org.framebudget.devices.latency.Roofline;
import org.framebudget.devices.latency.SeriesFit;

/** The fitted latency model of each unit of a profile, with the spread of its parameters. */
final class FitText {
    private FitText() {}

    /** A table for each unit that has a reference series of catalogue networks. */
    static List<TextTable> tables(DeviceProfile profile, boolean unicode) {
        List<SeriesFit> fits = SeriesFit.of(profile, LatencyModel.shipped());
        List<TextTable> tables = new ArrayList<>();
        for (UnitProfile unit : profile.units()) {
            List<SeriesFit> own = fits.stream()
                    .filter(fit -> fit.unit().id().equals(unit.id()))
                    .toList();
            if (!own.isEmpty()) {
                tables.add(table(unit, own, unicode ? " ±" : " +-"));
            }
        }
        return tables;
    }

    private static TextTable table(UnitProfile unit, List<SeriesFit> fits, String plusMinus) {
        List<String> header = new ArrayList<>();
        header.add(unit.id().toUpperCase(Locale.ROOT));
        header.add("MEANING");
        fits.forEach(fit -> header.add(">" + title(fit)));
        TextTable table = new TextTable(header.toArray(String[]::new));
        boolean follow = LatencySeries.overheadsFollowSpeed(fits.get(0).series().latencyClass());
        List<String> points = new ArrayList<>(List.of("networks", "measured"));
        fits.forEach(fit -> points.add(Integer.toString(fit.series().points().size())));
        table.row(points.toArray(String[]::new));
        for (Roofline.Parameter parameter : fits.get(0).series().roofline().used()) {
            List<String> cells = new ArrayList<>();
            cells.add(parameter.name().toLowerCase(Locale.ROOT));
            cells.add(parameter.meaning(follow));
            for (SeriesFit fit : fits) {
                cells.add(fit.values().stream()
                        .filter(value -> value.parameter() == parameter)
                        .findFirst()
                        .map(value -> String.format(
                                Locale.ROOT,
                                "%.3g%s%.0f%%",
                                value.value(),
                                plusMinus,
                                100 * Math.expm1(value.sdFraction())))
                        .orElse("-"));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    static String title(SeriesFit fit) {
        int threads = fit.series().threads();
        return fit.series().precision() + (threads == 0 ? "" : " x" + threads);
    }
}
