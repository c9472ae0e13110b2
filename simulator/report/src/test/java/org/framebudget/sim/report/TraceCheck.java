package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks a Chrome trace: valid JSON, slices of a track nest, counters run forward, everything has a name. */
final class TraceCheck {
    private static final ObjectMapper EXACT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private record Slice(long startNs, long endNs, String name) {}

    final List<JsonNode> events = new ArrayList<>();

    static TraceCheck of(Path file) throws IOException {
        TraceCheck check = new TraceCheck();
        JsonNode root = EXACT.readTree(file.toFile());
        root.get("traceEvents").forEach(check.events::add);
        check.everythingIsNamed();
        check.slicesNest();
        check.countersRunForward();
        return check;
    }

    static long ns(JsonNode micros) {
        BigDecimal value = micros.decimalValue();
        assertTrue(value.scale() <= 3, "at most three decimals: " + value);
        return value.movePointRight(3).longValueExact();
    }

    List<JsonNode> phase(String phase) {
        return events.stream().filter(e -> e.get("ph").asText().equals(phase)).toList();
    }

    private static String track(JsonNode event) {
        return event.get("pid").asInt() + "/" + event.get("tid").asInt();
    }

    private void everythingIsNamed() {
        Set<Integer> pids = new HashSet<>();
        Set<String> tids = new HashSet<>();
        for (JsonNode event : phase("M")) {
            if (event.get("name").asText().equals("process_name")) {
                assertTrue(pids.add(event.get("pid").asInt()), "one name for a process");
            }
            if (event.get("name").asText().equals("thread_name")) {
                assertTrue(tids.add(track(event)), "one name for a track");
            }
        }
        for (JsonNode event : events) {
            assertTrue(pids.contains(event.get("pid").asInt()), "process without a name: " + event);
            assertTrue(tids.contains(track(event)), "track without a name: " + event);
        }
    }

    private void slicesNest() {
        Map<String, List<Slice>> byTrack = new TreeMap<>();
        for (JsonNode event : phase("X")) {
            long start = ns(event.get("ts"));
            byTrack.computeIfAbsent(track(event), key -> new ArrayList<>())
                    .add(new Slice(
                            start,
                            start + ns(event.get("dur")),
                            event.get("name").asText()));
        }
        for (List<Slice> slices : byTrack.values()) {
            slices.sort(Comparator.comparingLong(Slice::startNs)
                    .thenComparing(Comparator.comparingLong(Slice::endNs).reversed()));
            Deque<Slice> open = new ArrayDeque<>();
            for (Slice slice : slices) {
                while (!open.isEmpty() && open.peek().endNs() <= slice.startNs()) {
                    open.pop();
                }
                assertTrue(
                        open.isEmpty() || slice.endNs() <= open.peek().endNs(),
                        () -> slice + " crosses the end of " + open.peek());
                open.push(slice);
            }
        }
    }

    private void countersRunForward() {
        Map<String, Long> last = new HashMap<>();
        for (JsonNode event : phase("C")) {
            String key = event.get("pid").asInt() + "/" + event.get("name").asText();
            long now = ns(event.get("ts"));
            assertTrue(now >= last.getOrDefault(key, 0L), "counter runs backwards: " + event);
            assertTrue(event.get("args").get("value").isNumber(), "counter without a number: " + event);
            last.put(key, now);
        }
    }
}
