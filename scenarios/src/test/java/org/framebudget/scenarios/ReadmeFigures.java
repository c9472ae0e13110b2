package org.framebudget.scenarios;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** The table of figures in a scenario's README. */
final class ReadmeFigures {
    private final RunResult result;
    private final StringBuilder table = new StringBuilder("| figure | simulated |\n| --- | --- |\n");

    private ReadmeFigures(RunResult result) {
        this.result = result;
    }

    static String table(RunResult result) {
        ReadmeFigures figures = new ReadmeFigures(result);
        figures.frames();
        result.devices().forEach(figures::device);
        result.slo().checks().forEach(figures::objective);
        return figures.table.toString();
    }

    private void row(String what, String format, @Nullable Object... values) {
        table.append("| ").append(what).append(" | ");
        table.append(String.format(Locale.ROOT, format, values)).append(" |\n");
    }

    private void frames() {
        List<RunResult.Stream> streams = result.streams();
        String of = streams.size() == 1 ? "" : " of " + streams.size() + " cameras";
        row("frames captured" + of, "%,d", total(RunResult.Stream::captured));
        row(
                "on time, late, dropped",
                "%,d, %,d, %,d",
                total(RunResult.Stream::onTime),
                total(RunResult.Stream::late),
                total(RunResult.Stream::dropped));
        for (RunResult.Stream stream : streams) {
            for (RunResult.Failure failure :
                    stream.failures() == null ? List.<RunResult.Failure>of() : stream.failures()) {
                failure(stream, failure);
            }
        }
        String worst = streams.size() == 1 ? "" : ", slowest camera";
        RunResult.Stream slowest = streams.stream()
                .max(Comparator.comparingDouble(s -> number(s.latencyMs().mean())))
                .orElseThrow();
        latency("delivery to result" + worst, slowest.latencyMs());
        latency("photon to result" + worst, slowest.photonToResultMs());
    }

    private void failure(RunResult.Stream stream, RunResult.Failure failure) {
        row(
                failure.unit() + " lost, " + stream.id(),
                "%d lost in service, %d missed until recovery after %.0f ms",
                failure.framesLost(),
                failure.missedUntilRecovery(),
                number(failure.recoveryMs()));
        RunResult.Degraded degraded = failure.degraded();
        if (degraded != null) {
            row(
                    "meanwhile",
                    "%s: %.1f fps, %.1f %% missed, mean %.1f ms",
                    degraded.mode(),
                    degraded.processedFps(),
                    100 * degraded.missFraction(),
                    number(degraded.latencyMs().mean()));
        }
    }

    private void latency(String what, RunResult.Latency latency) {
        row(
                what,
                "mean %.1f ms, 99 of 100 within %.1f ms",
                number(latency.mean()),
                latency.p99() == null ? number(latency.max()) : number(latency.p99()));
    }

    private void device(RunResult.Device device) {
        row(
                "power",
                "%.2f W, of it %.2f W above the idle device, cameras %.2f W",
                device.averagePowerW(),
                device.appPowerW(),
                device.cameraPowerW());
        for (RunResult.Unit unit : device.units()) {
            if (unit.utilisation() > 0) {
                row("busy " + unit.id(), "%.1f %%", 100 * unit.utilisation());
                row("clock of " + unit.id(), "%s", clock(device, unit.id()));
            }
        }
        Map<String, RunResult.Temperature> nodes = new TreeMap<>(device.temperatureDegC());
        nodes.forEach((node, t) -> row("hottest " + node, "%.1f °C", t.max()));
        RunResult.Battery battery = device.battery();
        if (battery != null) {
            row(
                    "battery",
                    "%.0f %% to %.0f %%, empty after %.1f h",
                    100 * battery.startFraction(),
                    100 * battery.endFraction(),
                    number(battery.hoursToEmpty()));
        }
    }

    private static String clock(RunResult.Device device, String unit) {
        List<String> steps = new ArrayList<>();
        int shown = 4;
        for (RunResult.ThrottleStep step : device.throttle().steps()) {
            if (step.unit().equals(unit) && steps.size() <= shown) {
                steps.add(
                        steps.size() == shown
                                ? "…"
                                : String.format(
                                        Locale.ROOT, "%.0f %% from %.0f s", 100 * step.clockFraction(), step.atS()));
            }
        }
        return steps.isEmpty() ? "never lowered" : String.join(", ", steps);
    }

    private void objective(RunResult.Check check) {
        row(
                "`" + check.name() + ": " + number(check.limit()).toString().replaceAll("\\.0$", "") + "`",
                "%s%s",
                check.met() ? "met" : "**not met**",
                check.actual() == null ? "" : String.format(Locale.ROOT, " (%.4g)", check.actual()));
    }

    private long total(ToLongFunction<RunResult.Stream> count) {
        return result.streams().stream().mapToLong(count).sum();
    }

    private static Double number(@Nullable Double value) {
        if (value == null) {
            throw new IllegalStateException("A shipped scenario runs long enough for every figure.");
        }
        return value;
    }
}
