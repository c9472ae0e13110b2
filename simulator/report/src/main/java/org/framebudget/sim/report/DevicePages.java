package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Heat, clocks, power, battery and energy, device by device. */
final class DevicePages {
    /** Devices that get charts; the rest stand in the tables. */
    private static final int CHARTED_MAX = 4;
    /** Clock steps listed for a device; governors can cycle for hours. */
    private static final int STEPS_MAX = 20;
    /** Height of both charts on the first page. */
    private static final int HEAT_AND_CLOCK_MM = 84;

    private static final int HEAT_AND_CLOCK_MIN_MM = 38;
    private static final int HEAT_MIN_MM = 34;
    /** Heading and legend of what fits, where it stands alone. */
    private static final int MAP_HEADS_MM = 19;

    private static final int MAP_ALONE_MM = 130;
    /** Heading, legends of a line each and gaps of those charts. */
    private static final int HEADS_MM = 24;

    private static final double LEGEND_LINE_MM = 3.3;
    private static final int WIDTH_MM = 182;
    /** One of two charts side by side. */
    private static final int HALF_MM = 87;

    private final ReportInput input;
    private final RunResult result;
    private final ChartBook charts;

    DevicePages(ReportInput input, ChartBook charts) {
        this.input = input;
        this.result = input.result();
        this.charts = charts;
    }

    String html() {
        Html page = new Html();
        heat(page);
        HtmlTable power = powerTable();
        page.heading("energy", "Power and energy", power.headMm());
        page.raw(power.html());
        page.element(
                "p",
                "quiet",
                "Energy per inference is that of the units that run networks, for the networks' share of their busy time:"
                        + " no camera, screen or other part of the device is in it.");
        HtmlTable energy = energyTable();
        page.raw(
                energy.isEmpty()
                        ? "<h3>Energy by component</h3><p class=\"quiet\">No energy was counted.</p>"
                        : energy.under("Energy by component"));
        steps(page);
        return page.toString();
    }

    private void heat(Html page) {
        TimeAxis time = TimeAxis.of(input.timeline());
        List<Integer> shown = charted();
        for (int i : shown) {
            RunResult.Device device = result.devices().get(i);
            Timeline.DeviceSeries series = input.timeline().devices().get(i);
            DeviceCharts over = charts(time, i);
            page.raw("<div class=\"block\">");
            page.heading("heat-" + i, "Heat, clock and power of " + device.id());
            page.element("p", "quiet", device.profile() + ", ambient " + ambient(device) + " °C" + ended(device));
            page.raw("<h3>Temperature</h3>")
                    .raw(over.temperature(device.ambientDegC(), trips(device), 182, 58))
                    .raw("</div>\n");
            block(page, "Clock" + leftOut(device), over.clock(182, 40));
            boolean battery = Arrays.stream(series.batteryFraction()).anyMatch(Double::isFinite);
            if (battery) {
                page.raw("<table class=\"two\"><tr><td class=\"left\"><h3>Power</h3>")
                        .raw(over.power(89, 42))
                        .raw("</td><td class=\"right\"><h3>Battery</h3>")
                        .raw(over.battery(89, 42))
                        .raw("</td></tr></table>\n");
            } else {
                block(page, "Power (no battery: fixed supply)", over.power(182, 40));
            }
        }
        if (shown.size() < result.devices().size()) {
            page.element(
                    "p",
                    "quiet",
                    "Charts show the " + shown.size() + " hottest of "
                            + result.devices().size() + " devices; the tables below have all.");
        }
    }

    /**
     * What fits, and temperature and clock of the hottest device, for the first page; the former alone where both would be too
     * flat, nothing where it would be too.
     */
    String hottest(double leftMm) {
        if (result.devices().isEmpty()) {
            return "";
        }
        int hottest = IntStream.range(0, result.devices().size())
                .boxed()
                .max(Comparator.comparingDouble(i -> riseK(result.devices().get(i))))
                .orElse(0);
        RunResult.Device device = result.devices().get(hottest);
        BurstAndSustained phases = input.phases();
        List<FeasibilityMap> maps = phases == null ? List.of() : phases.maps();
        FeasibilityMap map = maps.isEmpty() ? null : maps.get(0);
        int widthMm = map == null ? WIDTH_MM : HALF_MM;
        int legendLines = legendLines(hottest, widthMm);
        int bothMm = (int) Math.min(HEAT_AND_CLOCK_MM, leftMm - HEADS_MM - LEGEND_LINE_MM * (legendLines - 1));
        boolean still = UsedUnits.steps(result, device).isEmpty();
        String which = maps.size() == 1 || map == null ? "" : ": " + map.pipeline();
        if (bothMm < (still ? HEAT_MIN_MM : HEAT_AND_CLOCK_MIN_MM)) {
            int mapMm = (int) Math.min(HEAT_AND_CLOCK_MM, leftMm - MAP_HEADS_MM);
            return map == null || mapMm < HEAT_MIN_MM
                    ? ""
                    : "<div class=\"block\"><h2>" + Html.escape("What fits" + which) + "</h2>"
                            + FeasibilityChart.html(map, charts, MAP_ALONE_MM, mapMm) + "</div>\n";
        }
        // clocks that never move need no chart here
        int clockMm = still ? 0 : bothMm * 2 / 5;
        DeviceCharts over = charts(TimeAxis.of(input.timeline()), hottest);
        String of = result.devices().size() == 1 ? "" : " of " + device.id();
        String heat = "<h2>" + Html.escape((clockMm == 0 ? "Heat" : "Heat and clock") + of) + "</h2>"
                + over.temperature(device.ambientDegC(), trips(device), widthMm, bothMm - clockMm)
                + (clockMm == 0 ? "" : over.clock(widthMm, clockMm));
        if (map == null) {
            return "<div class=\"block\">" + heat + "</div>\n";
        }
        return "<table class=\"two\"><tr><td class=\"left\"><h2>" + Html.escape("What fits" + which) + "</h2>"
                + FeasibilityChart.html(map, charts, widthMm, bothMm)
                + "</td><td class=\"right\">" + heat + "</td></tr></table>\n";
    }

    /** Lines of the legend of temperatures, each entry with its sign; that of the clocks has one. */
    private int legendLines(int index, double widthMm) {
        RunResult.Device device = result.devices().get(index);
        List<String> entries = new ArrayList<>(
                input.timeline().devices().get(index).temperatureDegC().keySet());
        double seenDegC = device.ambientDegC() + riseK(device);
        trips(device).stream()
                .filter(trip -> trip.tripDegC() < seenDegC + DeviceCharts.TRIP_NEAR_K)
                .forEach(trip -> entries.add("99 °C " + trip.node() + ": " + trip.label()));
        if (!UsedUnits.steps(result, device).isEmpty()) {
            entries.add("a clock is lowered");
            entries.add("raised again");
        }
        return TextLines.count("mmmm " + String.join(" mm mmmm ", entries), PlanFonts.sans(6.8f), widthMm);
    }

    private DeviceCharts charts(TimeAxis time, int index) {
        RunResult.Device device = result.devices().get(index);
        return new DeviceCharts(
                charts,
                time,
                input.timeline().devices().get(index),
                UsedUnits.of(result, device),
                UsedUnits.steps(result, device));
    }

    private List<ReportInput.TripPoint> trips(RunResult.Device device) {
        return input.tripPoints().stream()
                .filter(trip -> trip.device().equals(device.id()))
                .sorted(Comparator.comparingDouble(ReportInput.TripPoint::tripDegC))
                .toList();
    }

    private String leftOut(RunResult.Device device) {
        List<String> idle = UsedUnits.idle(result, device);
        return idle.isEmpty()
                ? ""
                : " (without " + String.join(", ", idle) + ": no stage uses " + (idle.size() == 1 ? "it" : "them")
                        + ")";
    }

    private static void block(Html page, String title, String chart) {
        page.raw("<div class=\"block\"><h3>" + Html.escape(title) + "</h3>")
                .raw(chart)
                .raw("</div>\n");
    }

    private String ambient(RunResult.Device device) {
        Scenario.Environment air = input.scenario().environment();
        if (air.ambientTrace().isEmpty()) {
            return Numbers.plain(device.ambientDegC());
        }
        DoubleSummaryStatistics degC = air.degCUntil(result.simulatedS());
        return "from the trace, " + Numbers.plain(degC.getMin()) + " to " + Numbers.plain(degC.getMax());
    }

    private String ended(RunResult.Device device) {
        if (device.killedAtS() == null) {
            return "";
        }
        return (Verdict.batteryEmpty(result, device) ? "; battery empty after " : "; killed after ")
                + Numbers.duration(device.killedAtS());
    }

    private List<Integer> charted() {
        return IntStream.range(0, result.devices().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -riseK(result.devices().get(i))))
                .limit(CHARTED_MAX)
                .sorted()
                .toList();
    }

    private static double riseK(RunResult.Device device) {
        return device.temperatureDegC().values().stream()
                .mapToDouble(temperature -> temperature.max() - device.ambientDegC())
                .max()
                .orElse(0);
    }

    /** As in {@code 5.13 (4.92 to 5.31)}. */
    private static String hours(RunResult.@Nullable Battery battery) {
        if (battery == null) {
            return Numbers.NONE;
        }
        List<Double> interval = battery.interval95();
        return Numbers.plain(battery.hoursToEmpty()) + (interval == null ? "" : " (" + Numbers.range(interval) + ")");
    }

    private HtmlTable powerTable() {
        boolean sure = result.devices().stream()
                .map(RunResult.Device::battery)
                .anyMatch(battery -> battery != null && battery.interval95() != null);
        // the interval's room comes from the words
        int more = sure ? 6 : 0;
        HtmlTable table = new HtmlTable()
                .words("device", 110 - more)
                .words("profile", 112 - more)
                // wide enough for a milliwatt in three digits
                .numbers("device W", 76)
                .numbers("app W", 76)
                .numbers("camera W", 76)
                .numbers("energy J", 80)
                .numbers("unit's mJ per inference, gross", 83)
                .numbers("unit's mJ per inference, above idle", 83)
                .numbers("hottest °C", 63)
                .numbers(sure ? "battery h (95 %)" : "battery h", 63 + 3 * more)
                .numbers("peak memory MB", 76)
                .words("busiest unit", 102 - more);
        for (RunResult.Device device : result.devices()) {
            RunResult.Battery battery = device.battery();
            table.row()
                    .cell(device.id())
                    .cell(device.profile())
                    .cell(Numbers.plain(device.averagePowerW()))
                    .cell(Numbers.plain(device.appPowerW()))
                    .cell(Numbers.plain(device.cameraPowerW()))
                    .cell(Numbers.plain(device.energyJ()))
                    .cell(Numbers.plain(device.energyPerInferenceGrossMj()))
                    .cell(Numbers.plain(device.energyPerInferenceAboveIdleMj()))
                    .cell(Numbers.plain(riseK(device) + device.ambientDegC()))
                    .cell(hours(battery))
                    .cell(Numbers.plain(device.peakMemoryMb()))
                    .cell(busiest(device));
        }
        return table;
    }

    private static String busiest(RunResult.Device device) {
        return device.units().stream()
                .max(Comparator.comparingDouble(RunResult.Unit::utilisation))
                .map(unit -> unit.id() + ", " + Numbers.percentSign(unit.utilisation()))
                .orElse(Numbers.NONE);
    }

    private HtmlTable energyTable() {
        HtmlTable table = new HtmlTable()
                .words("device", 20)
                .words("component", 22)
                .numbers("energy J", 11)
                .numbers("share %", 9)
                .numbers("mean W", 9)
                .words("", 30);
        for (RunResult.Device device : result.devices()) {
            double sum = device.energyByComponentJ().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            List<Map.Entry<String, Double>> largestFirst = device.energyByComponentJ().entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .toList();
            for (Map.Entry<String, Double> part : largestFirst) {
                double share = sum == 0 ? 0 : part.getValue() / sum;
                table.row()
                        .cell(device.id())
                        .cell(part.getKey())
                        .cell(Numbers.plain(part.getValue()))
                        .cell(Numbers.percent(share))
                        .cell(Numbers.plain(share * device.averagePowerW()))
                        .bar(share, Palette.css(Palette.BLUE));
            }
        }
        return table;
    }

    private void steps(Html page) {
        HtmlTable table = new HtmlTable()
                .words("device", 22)
                .words("after", 14)
                .words("unit", 14)
                .words("clock, % of fastest", 16)
                .words("reason", 34);
        int hidden = 0;
        for (RunResult.Device device : result.devices()) {
            List<RunResult.ThrottleStep> steps = UsedUnits.steps(result, device);
            for (RunResult.ThrottleStep step : steps.subList(0, Math.min(STEPS_MAX, steps.size()))) {
                table.row()
                        .cell(device.id())
                        .cell(Numbers.duration(step.atS()))
                        .cell(step.unit())
                        .cell(Numbers.percent(step.clockFraction()))
                        .cell(step.reason());
            }
            hidden += Math.max(0, steps.size() - STEPS_MAX);
        }
        page.heading("throttling", "Throttle steps", table.headMm());
        if (table.isEmpty()) {
            page.element(
                    "p",
                    "quiet",
                    "None: no limiter lowers a clock within " + Numbers.duration(result.simulatedS()) + ".");
            return;
        }
        page.raw(table.html());
        if (hidden > 0) {
            page.element(
                    "p",
                    "quiet",
                    Numbers.count(hidden) + " later steps are not listed; the result JSON has every one.");
        }
    }
}
