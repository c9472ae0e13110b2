package org.framebudget.sim.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.framebudget.devices.Evidence;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** The decision on one page: verdict, key figures, objectives, pipelines, latency against the budget. */
final class FirstPage {
    /** Objectives on the first page; more stand on the second. */
    static final int OBJECTIVES_MAX = 7;

    /** Objectives that leave room for the capacity below them. */
    static final int OBJECTIVES_WITH_CAPACITY_MAX = 3;

    private static final double MISSES_TOLD = 0.1;

    private final ReportInput input;
    private final RunResult result;
    private final ChartBook charts;
    private final String recommended;
    private final PageRoom room;

    FirstPage(ReportInput input, ChartBook charts) {
        this.input = input;
        this.result = input.result();
        this.charts = charts;
        this.recommended = new Recommendation(input).text();
        this.room = new PageRoom(
                PlanHtml.title(input),
                subtitle(),
                Verdict.of(result, input.phases()),
                recommended,
                badges(),
                result,
                input.paper());
    }

    /** Whether it leaves out streams, which then stand in their own section. */
    boolean cutsStreams() {
        return room.streams() < result.streams().size();
    }

    String html() {
        Html page = new Html();
        page.raw("<div class=\"first\"><h1 id=\"decision\">")
                .raw(Html.escape(PlanHtml.title(input)))
                .raw("</h1>\n");
        page.element("p", "subtitle", subtitle());
        verdict(page);
        if (!recommended.isEmpty()) {
            page.raw("<p class=\"recommended\"><b>Recommended.</b> " + Html.escape(recommended) + "</p>\n");
        }
        badges().forEach(text -> page.element("p", "badge", text));
        cards(page);
        page.raw("<table class=\"two\"><tr><td class=\"left\">");
        objectives(page);
        capacity(page);
        page.raw("</td><td class=\"right\">");
        page.raw("<h2>Latency against the budget</h2>");
        page.raw(new LatencyCharts(input, charts).distribution(80, room.latencyMm()));
        page.raw("</td></tr></table>\n");
        pipelines(page);
        page.raw(new DevicePages(input, charts).hottest(room.leftMm())).raw("</div>\n");
        return page.toString();
    }

    private String subtitle() {
        String devices = result.devices().size() <= 3
                ? result.devices().stream()
                        .map(device -> device.profile() + " (" + evidence(device) + ")")
                        .distinct()
                        .collect(Collectors.joining(", "))
                : result.devices().size() + " devices";
        int streams = result.streams().size();
        return devices + " · " + streams + (streams == 1 ? " stream · " : " streams · ")
                + Numbers.duration(result.simulatedS()) + " simulated"
                + (result.replications() > 1 ? " × " + result.replications() + " replications" : "")
                // what is simulated already says so
                + (result.mode().equals(RunResult.SIMULATED) ? "" : " · " + result.mode())
                + " · seed " + result.seed() + " · sha256 "
                + PlanHtml.shortHash(result);
    }

    static String evidence(RunResult.Device device) {
        return device.evidence().toLowerCase(Locale.ROOT).replace('_', ' ').replace("tflite", "TFLite");
    }

    private void verdict(Html page) {
        Verdict verdict = Verdict.of(result, input.phases());
        String css = switch (verdict.state()) {
            case MEETS -> "verdict meets";
            case MISSES -> "verdict misses";
            case OPEN -> "verdict undecided";
        };
        page.raw("<div class=\"" + css + "\"><p class=\"sentence\">")
                .raw("<span class=\"bigmark\">" + verdict.state().mark(true) + "</span>\u00a0")
                .raw(Html.escape(verdict.sentence()))
                .raw("</p>");
        if (!verdict.detail().isEmpty()) {
            page.element("p", "detail", verdict.detail());
        }
        page.raw("</div>\n");
    }

    private void cards(Html page) {
        page.raw("<table class=\"cards\"><tr>");
        String gap = "<td class=\"gap\"></td>";
        frameRate(page);
        page.raw(gap);
        throttle(page);
        page.raw(gap);
        battery(page);
        page.raw(gap);
        power(page);
        page.raw("</tr></table>\n");
    }

    private static void card(Html page, String name, String figure, String foot) {
        page.raw("<td class=\"card\"><p class=\"name\">" + Html.escape(name) + "</p><p class=\"figure\">"
                + Html.escape(figure) + "</p><p class=\"foot\">" + Html.escape(foot) + "</p></td>");
    }

    private void frameRate(Html page) {
        BurstAndSustained phases = input.phases();
        BurstAndSustained.Phase sustained = phases == null ? null : phases.sustained();
        double processed = result.streams().stream()
                .mapToDouble(RunResult.Stream::processedFps)
                .sum();
        double requested =
                result.streams().stream().mapToDouble(this::requestedFps).sum();
        String asked = "asked: " + Numbers.withUnit(requested, "fps")
                + (result.streams().size() == 1
                        ? ""
                        : " over " + result.streams().size() + " streams");
        if (phases == null || sustained == null || result.deviceEnded()) {
            card(page, "processed frame rate", Numbers.withUnit(processed, "fps"), asked);
        } else {
            card(
                    page,
                    "sustained frame rate",
                    Numbers.withUnit(fps(sustained), "fps"),
                    asked + " · " + missed(sustained).orElse("first minute " + Numbers.plain(fps(phases.burst()))));
        }
    }

    /** A rate of results that come too late is no good news, so that they are told beside it. */
    private static Optional<String> missed(BurstAndSustained.Phase phase) {
        double most = phase.streams().stream()
                .mapToDouble(BurstAndSustained.StreamFigures::missFraction)
                .max()
                .orElse(0);
        return most < MISSES_TOLD
                ? Optional.empty()
                : Optional.of((phase.streams().size() == 1 ? "" : "up to ") + Numbers.percentSign(most) + " missed");
    }

    private static double fps(BurstAndSustained.Phase phase) {
        return phase.streams().stream()
                .mapToDouble(BurstAndSustained.StreamFigures::processedFps)
                .sum();
    }

    private double requestedFps(RunResult.Stream stream) {
        return stream.processed() == 0
                ? stream.requested() / (result.simulatedS() * result.replications())
                : stream.processedFps() * stream.requested() / stream.processed();
    }

    private void throttle(Html page) {
        Optional<RunResult.Device> first = Verdict.firstThrottled(result);
        if (first.isEmpty()) {
            card(
                    page,
                    "time to throttle",
                    Numbers.NONE,
                    "no limiter acts within " + Numbers.duration(result.simulatedS()));
            return;
        }
        RunResult.Device device = first.get();
        String foot = Verdict.reason(result, device)
                        .map(reason -> "by: " + reason + " · ")
                        .orElse("") + "throttled "
                + Numbers.percentSign(device.throttle().timeFraction()) + " of the time";
        card(page, "time to throttle", Numbers.duration(Verdict.firstS(result, device)), on(device) + foot);
    }

    private void battery(Html page) {
        Optional<RunResult.Device> least = result.devices().stream()
                .filter(device -> hours(device) != null)
                .min(Comparator.comparingDouble(device -> hours(device) == null ? Double.NaN : hours(device)));
        if (least.isPresent()) {
            RunResult.Device device = least.get();
            RunResult.Battery battery = device.battery();
            String foot = battery == null
                    ? ""
                    : "to cut-off under load · " + sure(battery) + Numbers.percent(battery.startFraction()) + " → "
                            + Numbers.percentSign(battery.endFraction()) + " in this run";
            card(page, "battery", Numbers.withUnit(hours(device), "h"), on(device) + foot);
            return;
        }
        boolean any = result.devices().stream().anyMatch(device -> device.battery() != null);
        card(page, "battery", Numbers.NONE, any ? "hours to empty are not known" : "on a fixed supply");
    }

    private static String sure(RunResult.Battery battery) {
        List<Double> interval = battery.interval95();
        return interval == null ? "" : "95 %: " + Numbers.range(interval) + "\u00a0h · ";
    }

    private static @Nullable Double hours(RunResult.Device device) {
        RunResult.Battery battery = device.battery();
        return battery == null ? null : battery.hoursToEmpty();
    }

    private void power(Html page) {
        double app = result.devices().stream()
                .mapToDouble(RunResult.Device::appPowerW)
                .sum();
        double device = result.devices().stream()
                .mapToDouble(RunResult.Device::averagePowerW)
                .sum();
        double camera = result.devices().stream()
                .mapToDouble(RunResult.Device::cameraPowerW)
                .sum();
        String scope = result.devices().size() == 1 ? "device " : "all devices ";
        card(
                page,
                "app power (above idle)",
                Numbers.power(app),
                scope + Numbers.power(device) + " · camera " + Numbers.power(camera));
    }

    private String on(RunResult.Device device) {
        return result.devices().size() == 1 ? "" : device.id() + " · ";
    }

    /** Beside the chart there is room for it below few objectives; else the verdict's detail alone says it. */
    private void capacity(Html page) {
        BurstAndSustained phases = input.phases();
        MoreFits more = phases == null ? null : phases.more();
        if (more != null && result.slo().checks().size() <= OBJECTIVES_WITH_CAPACITY_MAX) {
            HtmlTable table = more.brief();
            if (!table.isEmpty()) {
                page.raw("<h2>Capacity</h2>").raw(table.html());
            }
        }
    }

    private void objectives(Html page) {
        page.raw("<h2>Objectives</h2>");
        List<Objective> all = PlanHtml.objectivesFailedFirst(result);
        if (all.isEmpty()) {
            page.element("p", "quiet", "The scenario asks for none, so there is nothing to meet or to miss.");
            return;
        }
        page.raw(PlanHtml.objectiveTable(all.subList(0, Math.min(all.size(), OBJECTIVES_MAX)), Verdict.callsMet(result))
                .html());
        if (all.size() > OBJECTIVES_MAX) {
            page.raw("<p class=\"quiet\">" + (all.size() - OBJECTIVES_MAX)
                    + " more on page <a class=\"pageref\" href=\"#objectives\"></a>.</p>");
        }
    }

    private void pipelines(Html page) {
        page.raw("<h2>" + Html.escape("Pipelines" + StreamTables.counted(result)) + "</h2>");
        List<Integer> shown = StreamGroups.worstFirst(result);
        int most = room.streams();
        page.raw(StreamTables.outcome(
                        input,
                        cutsStreams()
                                ? shown.subList(0, most)
                                : shown.stream().sorted().toList())
                .html());
        if (cutsStreams()) {
            page.raw("<p class=\"quiet\">" + some(most, shown.size())
                    + "; all of them on page <a class=\"pageref\" href=\"#streams\"></a>.</p>");
        }
        page.raw("<p class=\"quiet\">" + Html.escape(Verdict.PERCENTILES)
                + " · what the other words mean: page <a class=\"pageref\" href=\"#method\"></a></p>\n");
    }

    /** Without misses there is no worst. */
    private String some(int most, int of) {
        boolean missed = result.streams().stream().anyMatch(stream -> stream.missFraction() > 0);
        return !missed ? most + " of " + of : (most == 1 ? "The one" : "The " + most) + " with most misses of " + of;
    }

    /** What is known of latencies other than by published TensorFlow Lite runs. */
    private List<String> badges() {
        return result.devices().stream()
                .map(FirstPage::badge)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> badge(RunResult.Device device) {
        boolean usual = device.evidence().equalsIgnoreCase(Evidence.PUBLISHED_TFLITE.name());
        String badge = device.badge();
        if (badge != null) {
            return Optional.of(device.profile() + " (" + evidence(device) + "): " + badge);
        }
        return usual ? Optional.empty() : Optional.of(device.profile() + ": latencies are " + evidence(device) + ".");
    }
}
