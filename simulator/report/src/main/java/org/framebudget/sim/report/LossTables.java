package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** What losses of units cost, and what left the devices over links; empty where there was neither. */
final class LossTables {
    private static final double BYTES_PER_MB = 1e6;

    private LossTables() {}

    /** One row for each loss and each stream that it hit, for the terminal. */
    static TextTable losses(RunResult result, TextStyle style) {
        TextTable table = new TextTable(style)
                .words("lost unit")
                .words("from")
                .words("to")
                .words("stream")
                .numbers("lost in service")
                .numbers("missed till recovery")
                .numbers("recovery ms")
                .words("meanwhile")
                .numbers("fps")
                .numbers("missed %");
        for (RunResult.Stream stream : result.streams()) {
            for (RunResult.Failure failure : failures(stream)) {
                RunResult.Degraded degraded = failure.degraded();
                table.row()
                        .cell(failure.device() + " " + failure.unit())
                        .cell(Numbers.duration(failure.atS()))
                        .cell(back(failure))
                        .cell(stream.id())
                        .cell(Numbers.count(failure.framesLost()))
                        .cell(Numbers.count(failure.missedUntilRecovery()))
                        .cell(Numbers.plain(failure.recoveryMs()))
                        .cell(degraded == null ? Numbers.NONE : degraded.mode())
                        .cell(Numbers.plain(degraded == null ? null : degraded.processedFps()))
                        .cell(Numbers.percent(degraded == null ? null : degraded.missFraction()));
            }
        }
        return table;
    }

    /** As {@link #losses(RunResult, TextStyle)}, for the plan. */
    static HtmlTable losses(RunResult result) {
        HtmlTable table = new HtmlTable()
                .words("stream", 24)
                .words("lost unit", 18)
                .numbers("from", 13)
                .numbers("to", 13)
                .numbers("lost in service", 14)
                .numbers("missed till recovery", 16)
                .numbers("recovery ms", 16)
                .words("meanwhile", 38)
                .numbers("fps", 12)
                .numbers("missed %", 14);
        for (RunResult.Stream stream : result.streams()) {
            for (RunResult.Failure failure : failures(stream)) {
                RunResult.Degraded degraded = failure.degraded();
                table.row()
                        .cell(stream.id())
                        .cell(failure.device() + " " + failure.unit())
                        .cell(Numbers.duration(failure.atS()))
                        .cell(back(failure))
                        .cell(Numbers.count(failure.framesLost()))
                        .cell(Numbers.count(failure.missedUntilRecovery()))
                        .cell(Numbers.plain(failure.recoveryMs()))
                        .cell(degraded == null ? Numbers.NONE : degraded.mode())
                        .cell(Numbers.plain(degraded == null ? null : degraded.processedFps()))
                        .cell(Numbers.percent(degraded == null ? null : degraded.missFraction()));
            }
        }
        return table;
    }

    /** Streams of which anything left the camera's device, and devices that sent anything, for the terminal. */
    static TextTable sent(RunResult result, TextStyle style) {
        TextTable table =
                new TextTable(style).words("sent over links by").words("what").numbers("MB");
        sentBy(result).forEach(row -> table.row().cell(row.by).cell(row.what).cell(row.mb));
        return table;
    }

    /** As {@link #sent(RunResult, TextStyle)}, for the plan. */
    static HtmlTable sent(RunResult result) {
        HtmlTable table = new HtmlTable()
                .words("sent over links by", 60)
                .words("what", 90)
                .numbers("MB", 32);
        sentBy(result).forEach(row -> table.row().cell(row.by).cell(row.what).cell(row.mb));
        return table;
    }

    private record Sent(String by, String what, String mb) {}

    private static List<Sent> sentBy(RunResult result) {
        List<Sent> rows = new ArrayList<>();
        for (RunResult.Stream stream : result.streams()) {
            if (any(stream.bytesSent())) {
                rows.add(new Sent(stream.device(), "frames of " + stream.id(), mb(stream.bytesSent())));
            }
        }
        for (RunResult.Device device : result.devices()) {
            if (any(device.bytesSent())) {
                rows.add(new Sent(device.id(), "all, a replication", mb(device.bytesSent())));
            }
        }
        return rows;
    }

    private static List<RunResult.Failure> failures(RunResult.Stream stream) {
        List<RunResult.Failure> failures = stream.failures();
        return failures == null ? List.of() : failures;
    }

    private static String back(RunResult.Failure failure) {
        Double backAtS = failure.backAtS();
        return backAtS == null ? "the end" : Numbers.duration(backAtS);
    }

    private static boolean any(@Nullable Long bytes) {
        return bytes != null && bytes > 0;
    }

    private static String mb(@Nullable Long bytes) {
        return Numbers.plain(bytes == null ? null : bytes / BYTES_PER_MB);
    }
}
