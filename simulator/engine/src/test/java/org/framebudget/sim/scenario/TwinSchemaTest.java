package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.framebudget.sim.results.Hardware;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.junit.jupiter.api.Test;

/** The shipped schema of twin reports is the generated one, takes them and refuses what is none. */
class TwinSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode example() {
        Hardware.Spread spread = new Hardware.Spread(300, 0.1, 0.2, 0.3, 0.4);
        return JSON.valueToTree(new Twin(
                Twin.SCHEMA,
                new RunResult.ScenarioRef("Small", "ab"),
                "phone",
                "local",
                "cd",
                1,
                1,
                true,
                "The twin holds.",
                List.of(new Twin.Stream(
                        "classify",
                        List.of(
                                new Twin.Quantity("latency_p50_ms", 5.0, 5.5, true, -0.09, 0.1, 0.02, true),
                                new Twin.Quantity("latency_p99_ms", null, null, true, null, 0.15, null, true)),
                        0.1,
                        List.of(new Twin.Quantile(0.5, 5, 5.5)))),
                List.of(new Twin.Network("net", 4.5, spread)),
                List.of(ResultSchema.hardware()),
                new Twin.OverTime(
                        1,
                        List.of(new Twin.Series(
                                Twin.Series.TEMPERATURE,
                                "junction",
                                Twin.Series.SIMULATED,
                                new Hardware.Range(-3, -4, 45, 44),
                                List.of(1.0, 2.0),
                                List.of(-3.0, 44.0))),
                        List.of("'phone' (local) reports no power.")),
                RunResult.REPLAYED,
                "ef",
                List.of("The prediction is another one.")));
    }

    private static List<String> problems(JsonNode twin) {
        return SchemaTest.schema("twin-v1").validate(twin.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void theShippedTwinSchemaIsTheGeneratedOne() throws IOException {
        ShippedFile.check(
                "schemas/twin-v1.json", ResultSchema.text(Twin.class, Twin.SCHEMA, "Framebudget twin report"));
    }

    @Test
    void aTwinReportPassesAndSoDoesOneOfAnOlderVersion() {
        ObjectNode twin = example();
        assertEquals(List.of(), problems(twin));
        assertTrue(twin.get("over_time").get("series").get(0).has("at_s"), twin.toString());
        twin.remove(List.of("over_time", "mode", "recorded_prediction_sha256", "remarks"));
        assertEquals(List.of(), problems(twin));
    }

    @Test
    void whatIsNoTwinReportIsRefused() {
        refused("an unknown name", twin -> twin.put("colour", "green"));
        refused("a missing part", twin -> twin.remove("verdict"));
        refused("another version", twin -> twin.put("schema", "framebudget/twin/v2"));
        refused("null where there is always a value", twin -> twin.putNull("streams"));
        refused("a negative count", twin -> twin.put("runs", -1));
        refused("a verdict that is no flag", twin -> twin.put("holds", "yes"));
        refused(
                "a series without its label",
                twin -> ((ObjectNode) twin.get("over_time").get("series").get(0)).remove("how"));
    }

    private static void refused(String what, Consumer<ObjectNode> change) {
        ObjectNode twin = example();
        change.accept(twin);
        assertFalse(problems(twin).isEmpty(), what);
    }
}
