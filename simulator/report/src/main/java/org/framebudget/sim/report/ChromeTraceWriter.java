package org.framebudget.sim.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.jspecify.annotations.Nullable;

/**
 * A run in the Chrome trace event format, which Perfetto opens: one process for each device, one track for each stream or
 * unit, counters beside them. Events go to the file as they come; memory holds the names and open lanes only. Frames that
 * overlap in time get lanes, so slices on one track always nest. Instants are nanoseconds of simulated time, written as
 * microseconds with three decimals, exactly.
 */
public final class ChromeTraceWriter implements Closeable {
    /** A step inside a slice; it must lie within it. */
    public record Step(String name, long startNs, long endNs, Map<String, ?> args) {
        /** A step without further details. */
        public Step(String name, long startNs, long endNs) {
            this(name, startNs, endNs, Map.of());
        }
    }

    private record Track(int pid, String name, Lanes lanes, List<Integer> laneTids) {}

    private final Path file;
    private final SafeFiles.Pending pending;
    private final JsonGenerator json;
    private final Map<String, Integer> pids = new HashMap<>();
    private final Map<String, Integer> trackIds = new HashMap<>();
    private final List<Track> tracks = new ArrayList<>();
    private int lastTid;

    /**
     * Starts a trace file, which appears whole on {@link #commit()}.
     *
     * @throws InputException for a directory, or a folder that does not exist
     * @throws MachineException where the file cannot be written
     */
    public ChromeTraceWriter(Path file) {
        this.file = file;
        this.pending = SafeFiles.begin(file);
        try {
            OutputStream out = pending.open();
            this.json = new JsonFactory().createGenerator(out);
            json.writeStartObject();
            json.writeStringField("displayTimeUnit", "ms");
            json.writeArrayFieldStart("traceEvents");
        } catch (IOException e) {
            pending.close();
            throw SafeFiles.cannotWrite(file, e);
        }
    }

    /**
     * A track of a device, made on first use; give its number to {@link #slice}.
     *
     * @param name a stream or a unit
     */
    public int track(String device, String name) {
        return trackIds.computeIfAbsent(device + "\n" + name, key -> {
            tracks.add(new Track(pid(device), name, new Lanes(), new ArrayList<>()));
            return tracks.size() - 1;
        });
    }

    /** One slice on the lowest free lane of a track. */
    public void slice(int track, String name, long startNs, long endNs, Map<String, ?> args) {
        slice(track, name, startNs, endNs, args, List.of());
    }

    /**
     * One slice with steps inside it. Steps that overlap each other without nesting (parallel inferences) move to lanes
     * of their own.
     *
     * @param args what a click shows: for a late or dropped frame its queue, clock fraction and limiter
     * @throws IllegalArgumentException where something ends before it starts or a step leaves its slice
     */
    public void slice(int track, String name, long startNs, long endNs, Map<String, ?> args, List<Step> steps) {
        check(name, startNs, endNs);
        Track on = tracks.get(track);
        int tid = tid(on, on.lanes.take(startNs, endNs));
        complete(on.pid, tid, name, startNs, endNs, args);
        List<Step> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparingLong(Step::startNs)
                .thenComparing(Comparator.comparingLong(Step::endNs).reversed()));
        long[] openEndsNs = {endNs};
        for (Step step : sorted) {
            check(step.name, step.startNs, step.endNs);
            if (step.startNs < startNs || step.endNs > endNs) {
                throw new IllegalArgumentException("Step '" + step.name + "' leaves its slice '" + name + "'.");
            }
            int depth = openEndsNs.length;
            while (depth > 1 && openEndsNs[depth - 1] <= step.startNs) {
                depth--;
            }
            if (step.endNs > openEndsNs[depth - 1]) {
                int lane = on.lanes.take(step.startNs, step.endNs);
                complete(on.pid, tid(on, lane), step.name, step.startNs, step.endNs, step.args);
                continue;
            }
            openEndsNs = Arrays.copyOf(openEndsNs, depth + 1);
            openEndsNs[depth] = step.endNs;
            complete(on.pid, tid, step.name, step.startNs, step.endNs, step.args);
        }
    }

    /** A moment on a track, as a dropped frame or a throttle step. */
    public void instant(int track, String name, long timeNs, Map<String, ?> args) {
        Track on = tracks.get(track);
        // a free lane exists from the start; instants do not take it
        int tid = tid(on, 0);
        event("i", on.pid, tid, name, timeNs, null, args, true);
    }

    /**
     * A counter of a device: temperature, clock, power, queue length, battery. Give each counter's instants in rising
     * order; a value that is not finite is left out.
     *
     * @param name with its unit, as in {@code skin (°C)}
     */
    public void counter(String device, String name, long timeNs, double value) {
        if (Double.isFinite(value)) {
            event("C", pid(device), 0, name, timeNs, null, Map.of("value", value), false);
        }
    }

    /** Ends the document and puts the file in its place. */
    public void commit() {
        try {
            json.writeEndArray();
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw SafeFiles.cannotWrite(file, e);
        }
        pending.commit();
    }

    /** Without {@link #commit()} nothing remains. */
    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            // commit() reports what fails; here the file is thrown away anyway
            lastTid = 0;
        } finally {
            pending.close();
        }
    }

    private static void check(String name, long startNs, long endNs) {
        if (startNs < 0 || endNs < startNs) {
            throw new IllegalArgumentException(
                    "'" + name + "' runs from " + startNs + " to " + endNs + " ns, which is no interval.");
        }
    }

    private int pid(String device) {
        Integer known = pids.get(device);
        if (known != null) {
            return known;
        }
        int pid = pids.size() + 1;
        pids.put(device, pid);
        metadata("process_name", pid, 0, Map.of("name", device));
        metadata("process_sort_index", pid, 0, Map.of("sort_index", pid));
        metadata("thread_name", pid, 0, Map.of("name", "counters"));
        return pid;
    }

    private int tid(Track track, int lane) {
        while (track.laneTids.size() <= lane) {
            int tid = ++lastTid;
            int number = track.laneTids.size() + 1;
            track.laneTids.add(tid);
            metadata(
                    "thread_name",
                    track.pid,
                    tid,
                    Map.of("name", number == 1 ? track.name : track.name + " (" + number + ")"));
            // lanes of one track stay together, tracks keep the order they were made in
            int order = tracks.indexOf(track) * 1000 + Math.min(number, 999);
            metadata("thread_sort_index", track.pid, tid, Map.of("sort_index", order));
        }
        return track.laneTids.get(lane);
    }

    private void complete(int pid, int tid, String name, long startNs, long endNs, Map<String, ?> args) {
        event("X", pid, tid, name, startNs, endNs - startNs, args, false);
    }

    private void metadata(String name, int pid, int tid, Map<String, ?> args) {
        event("M", pid, tid, name, 0, null, args, false);
    }

    private void event(
            String phase,
            int pid,
            int tid,
            String name,
            long timeNs,
            @Nullable Long durationNs,
            Map<String, ?> args,
            boolean onThread) {
        try {
            json.writeRaw('\n');
            json.writeStartObject();
            json.writeStringField("ph", phase);
            json.writeStringField("name", name);
            json.writeNumberField("pid", pid);
            json.writeNumberField("tid", tid);
            json.writeFieldName("ts");
            json.writeNumber(micros(timeNs));
            if (durationNs != null) {
                json.writeFieldName("dur");
                json.writeNumber(micros(durationNs));
            }
            if (onThread) {
                json.writeStringField("s", "t");
            }
            writeArgs(args);
            json.writeEndObject();
        } catch (IOException e) {
            throw SafeFiles.cannotWrite(file, e);
        }
    }

    private void writeArgs(Map<String, ?> args) throws IOException {
        if (args.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("args");
        for (Map.Entry<String, ?> entry : args.entrySet()) {
            Object value = entry.getValue();
            if (value instanceof Integer || value instanceof Long) {
                json.writeNumberField(entry.getKey(), ((Number) value).longValue());
            } else if (value instanceof Double number && Double.isFinite(number)) {
                json.writeFieldName(entry.getKey());
                json.writeNumber(BigDecimal.valueOf(number).toPlainString());
            } else if (value instanceof Boolean truth) {
                json.writeBooleanField(entry.getKey(), truth);
            } else {
                json.writeStringField(entry.getKey(), String.valueOf(value));
            }
        }
        json.writeEndObject();
    }

    /** Nanoseconds as microseconds with three decimals; every long is exact this way. */
    private static String micros(long ns) {
        long whole = ns / 1000;
        int rest = (int) (ns % 1000);
        return whole + "." + (rest < 10 ? "00" : rest < 100 ? "0" : "") + rest;
    }
}
