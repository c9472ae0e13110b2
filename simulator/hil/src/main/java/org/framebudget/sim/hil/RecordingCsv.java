package org.framebudget.sim.hil;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.framebudget.models.SafeFiles;
import org.jspecify.annotations.Nullable;

/** A recording as tables, described in {@code simulator/hil/RECORDING.md}. */
final class RecordingCsv {
    private static final String ANSWERS =
            "job,stream,stage,network,frame,start_ns,lateness_ns,follows,end_ns,invoke_ns,convert_ns,transport_ns";
    private static final String SAMPLES = "at_ns,clock_mhz,power_w,power_source,memory_mb,busy_fraction,steal_fraction";

    private RecordingCsv() {}

    /** A line for each inference, in the order of their ends. */
    static SafeFiles.Content answers(Recording recording) {
        Recording.Head head = recording.head();
        return out -> {
            line(out, List.of(ANSWERS));
            for (InferenceRecord each : recording.inferences()) {
                line(
                        out,
                        List.of(
                                Long.toString(each.id()),
                                quoted(stream(head, each)),
                                quoted(stage(head, each)),
                                quoted(network(head, each)),
                                Long.toString(each.frame()),
                                Long.toString(each.startNs()),
                                Long.toString(each.releaseNs()),
                                each.follows() ? "1" : "0",
                                each.endNs() < 0 ? "" : Long.toString(each.endNs()),
                                Long.toString(each.invokeNs()),
                                Long.toString(each.convertNs()),
                                Long.toString(each.transportNs())));
            }
        };
    }

    /** A line for each sample; a zone that one sample or another shows has a column, empty where it shows none. */
    static SafeFiles.Content samples(Recording recording) {
        TreeSet<String> zones = new TreeSet<>();
        recording
                .samples()
                .forEach(sample -> zones.addAll(sample.what().zonesDegC().keySet()));
        return out -> {
            List<String> columns = new ArrayList<>(List.of(SAMPLES));
            zones.forEach(zone -> columns.add(quoted(zone + "_deg_c")));
            line(out, columns);
            for (Recording.Sample sample : recording.samples()) {
                DeviceSample what = sample.what();
                String source = what.powerSource();
                List<String> cells = new ArrayList<>(List.of(
                        Long.toString(sample.atNs()),
                        number(what.clockMhz()),
                        number(what.powerW()),
                        source == null ? "" : quoted(source),
                        number(what.memoryMb()),
                        number(what.busyFraction()),
                        number(what.stealFraction())));
                zones.forEach(zone -> cells.add(number(what.zonesDegC().get(zone))));
                line(out, cells);
            }
        };
    }

    /** Its id, or its position where the recording has no names. */
    private static String stream(Recording.Head head, InferenceRecord each) {
        return each.stream() >= 0 && each.stream() < head.streams().size()
                ? head.streams().get(each.stream()).id()
                : Integer.toString(each.stream());
    }

    private static String stage(Recording.Head head, InferenceRecord each) {
        List<String> stages =
                each.stream() >= 0 && each.stream() < head.streams().size()
                        ? head.streams().get(each.stream()).stages()
                        : List.of();
        return each.stage() >= 0 && each.stage() < stages.size()
                ? stages.get(each.stage())
                : Integer.toString(each.stage());
    }

    private static String network(Recording.Head head, InferenceRecord each) {
        return each.network() >= 0 && each.network() < head.networks().size()
                ? head.networks().get(each.network()).label()
                : Integer.toString(each.network());
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : BigDecimal.valueOf(value).toPlainString();
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static void line(OutputStream out, List<String> cells) throws IOException {
        out.write((String.join(",", cells) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
