package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.framebudget.models.InputException;
import org.framebudget.models.runtime.MeasureReport;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.scenario.Schemas;
import org.junit.jupiter.api.Test;

/** The shipped schema is the generated one, takes measurements and refuses what is none. */
class MeasureSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode example() {
        MeasureRequest all = new MeasureRequest(
                Path.of("net.tflite"), null, 2, false, 5, 100, 5, List.of(5.0), 60, true, false, 1, null);
        return JSON.valueToTree(MeasureReport.of(
                Measurements.MACHINE,
                List.of(Measurements.of(all), Measurements.of(MeasureRequest.of(Path.of("net.tflite"))))));
    }

    private static void check(ObjectNode document) {
        SchemaCheck.validate(Path.of("m.json"), document.toString(), MeasureReport.SCHEMA);
    }

    @Test
    void theShippedMeasureSchemaIsTheGeneratedOne() throws IOException {
        // all schemas lie in one folder, that of the engine; Maven runs tests in the module's folder
        Path file = Path.of("../engine/src/main/resources/schemas/measure-v1.json");
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(file, MeasureSchema.text());
        }
        assertEquals(
                MeasureSchema.text(),
                Files.readString(file),
                "measure-v1.json is out of date; run the tests with -Dframebudget.regenerate=true and look at the change");
        assertTrue(Schemas.names().contains("measure-v1"));
    }

    @Test
    void measurementsPass() {
        check(example());
    }

    @Test
    void namesCarryUnitsInTheJson() {
        ObjectNode run = (ObjectNode) example().get("runs").get(0);
        for (String name : List.of("latency_ms", "first_ms", "load_ms", "initialise_ms", "weights_bytes")) {
            assertTrue(run.has(name), name);
        }
        assertTrue(run.get("rates").get(0).has("response_ms"));
        assertTrue(run.get("sustained").get("windows").get(0).has("temperature_deg_c"));
        assertEquals(64, run.get("runtime").get("delegated_operators").asInt());
    }

    @Test
    void whatIsNoMeasurementIsRefused() {
        refused(document -> document.put("schema", "framebudget/measure/v2"));
        refused(document -> document.put("colour", "green"));
        refused(document -> run(document).remove("latency_ms"));
        refused(document -> run(document).putNull("first_ms"));
        refused(document -> ((ObjectNode) run(document).get("latency_ms")).put("mean", -1));
        refused(document -> ((ObjectNode) run(document).get("operators").get(0)).put("share_fraction", 1.5));
    }

    private static ObjectNode run(ObjectNode document) {
        return (ObjectNode) document.get("runs").get(0);
    }

    private static void refused(Consumer<ObjectNode> change) {
        ObjectNode document = example();
        change.accept(document);
        assertThrows(InputException.class, () -> check(document));
    }
}
