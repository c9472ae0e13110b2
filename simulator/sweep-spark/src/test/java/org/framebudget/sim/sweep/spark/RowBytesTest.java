package org.framebudget.sim.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.sweep.Row;
import org.junit.jupiter.api.Test;

class RowBytesTest {
    @Test
    void rowsComeBackAsTheyWent() {
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("p99", Double.MIN_VALUE);
        latency.put("p999", null);
        List<Object> results =
                Arrays.asList(0.1, -0.0, Double.NaN, null, 1L << 60, true, false, "µ", List.of(latency), List.of());
        List<Row> rows = List.of(new Row(17, results, null), new Row(1L << 40, List.of(), "line 1\nline 2"));
        List<Row> back = RowBytes.rows(RowBytes.of(rows));
        assertEquals(rows, back);
        assertEquals(
                List.of("p99", "p999"),
                List.copyOf(((Map<?, ?>) ((List<?>) back.get(0).results().get(8)).get(0)).keySet()));
        assertEquals(List.of(), RowBytes.rows(RowBytes.of(List.of())));
    }

    @Test
    void whatNoResultCanBeIsAFault() {
        assertThrows(
                IllegalArgumentException.class, () -> RowBytes.of(List.of(new Row(0, List.of(new Object()), null))));
    }
}
