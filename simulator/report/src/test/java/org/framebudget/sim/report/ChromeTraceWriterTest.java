package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromeTraceWriterTest {
    @TempDir
    Path folder;

    private record Frame(long startNs, long endNs) {}

    @Test
    void overlappingFramesInAnyOrderOfCompletionStillNest() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                long start = i * 33_333_333L;
                frames.add(new Frame(start, start + 1 + random.nextInt(150_000_000)));
            }
            frames.sort(Comparator.comparingLong(Frame::endNs));
            Path file = folder.resolve("trace-" + seed + ".json");
            try (ChromeTraceWriter trace = new ChromeTraceWriter(file)) {
                int track = trace.track("phone", "classify");
                for (Frame frame : frames) {
                    long third = (frame.endNs - frame.startNs) / 3;
                    trace.slice(
                            track,
                            "frame",
                            frame.startNs,
                            frame.endNs,
                            Map.of(),
                            List.of(
                                    new ChromeTraceWriter.Step("infer", frame.startNs + third, frame.endNs),
                                    new ChromeTraceWriter.Step("prepare", frame.startNs, frame.startNs + third),
                                    new ChromeTraceWriter.Step(
                                            "second inference beside it", frame.startNs + third / 2, frame.endNs)));
                }
                trace.commit();
            }
            assertEquals(4 * 300, TraceCheck.of(file).phase("X").size(), "seed " + seed);
        }
    }

    @Test
    void lanesAreNoMoreThanFramesAtATime() {
        Lanes lanes = new Lanes();
        for (long i = 0; i < 1000; i++) {
            // each lasts 2.5 periods: three are open at any time
            lanes.take(i * 10, i * 10 + 25);
        }
        assertEquals(3, lanes.count());
        assertEquals(0, new Lanes().take(5, 5));
    }

    @Test
    void timesAreExactMicroseconds() throws IOException {
        Path file = folder.resolve("trace.json");
        try (ChromeTraceWriter trace = new ChromeTraceWriter(file)) {
            trace.slice(
                    trace.track("phone", "npu"),
                    "job",
                    1_234_567_890_123_456_007L,
                    1_234_567_890_123_456_107L,
                    Map.of());
            trace.commit();
        }
        JsonNode slice = TraceCheck.of(file).phase("X").get(0);
        assertTrue(Files.readString(file).contains("\"ts\":1234567890123456.007,\"dur\":0.100"));
        assertEquals("1234567890123456.007", slice.get("ts").decimalValue().toPlainString());
        assertEquals(100, TraceCheck.ns(slice.get("dur")));
    }

    @Test
    void aDroppedFrameTellsItsQueueClockAndLimiter() throws IOException {
        Path file = folder.resolve("trace.json");
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("queue", 2);
        why.put("clock_fraction", 0.6);
        why.put("limiter", "skin \"policy\"");
        why.put("late", true);
        try (ChromeTraceWriter trace = new ChromeTraceWriter(file)) {
            trace.instant(trace.track("phone", "classify"), "dropped", 5_000, why);
            trace.commit();
        }
        JsonNode args = TraceCheck.of(file).phase("i").get(0).get("args");
        assertEquals(2, args.get("queue").asInt());
        assertEquals(0.6, args.get("clock_fraction").asDouble());
        assertEquals("skin \"policy\"", args.get("limiter").asText());
        assertTrue(args.get("late").asBoolean());
    }

    @Test
    void countersAndTracksBelongToTheirDevice() throws IOException {
        Path file = folder.resolve("trace.json");
        try (ChromeTraceWriter trace = new ChromeTraceWriter(file)) {
            for (int i = 0; i < 10; i++) {
                trace.counter("phone", "skin (°C)", i * 1_000_000L, 31 + i);
                trace.counter("box", "skin (°C)", i * 1_000_000L, i == 3 ? Double.NaN : 25);
            }
            assertEquals(trace.track("phone", "npu"), trace.track("phone", "npu"));
            assertFalse(trace.track("phone", "npu") == trace.track("box", "npu"));
            trace.commit();
        }
        assertEquals(19, TraceCheck.of(file).phase("C").size());
    }

    @Test
    void nonsenseIsRefused() throws IOException {
        Path file = folder.resolve("trace.json");
        try (ChromeTraceWriter trace = new ChromeTraceWriter(file)) {
            int track = trace.track("phone", "npu");
            assertThrows(IllegalArgumentException.class, () -> trace.slice(track, "job", 10, 9, Map.of()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> trace.slice(
                            track, "job", 10, 20, Map.of(), List.of(new ChromeTraceWriter.Step("outside", 5, 12))));
        }
        assertFalse(Files.exists(file), "not committed, so not there");
    }
}
