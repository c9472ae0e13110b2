package org.framebudget.sim.hil.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.scenario.Schemas;
import org.junit.jupiter.api.Test;

/** The shipped schema is the generated one, takes records of benchmark_model and refuses what is none. */
class RemoteSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RemoteRecord.Times TIMES = new RemoteRecord.Times(50L, 10.1, 10.0, 10.4, 0.1, 9.0, 10.0, 10.3);

    /** With every part that a record can have, as it is written. */
    private static ObjectNode example() throws IOException {
        DeviceState state = new DeviceState(
                "2026-01-01T00:00:00Z",
                Map.of("cpu-thermal", -3.5),
                "cpu-thermal",
                -3.5,
                List.of(600.0, 1800.0),
                List.of(1800.0),
                List.of("ondemand"),
                new DeviceState.Battery(0.83, 30.1, "charging", -2.5));
        RemoteRecord.Run run = new RemoteRecord.Run(
                "net",
                "net.tflite",
                "ab",
                5_000,
                "gpu",
                1,
                "TFLite benchmark_model",
                List.of("--num_threads=1"),
                "GPU",
                "whole",
                3.5,
                12.0,
                10.5,
                TIMES,
                new RemoteRecord.Memory(1.0, 2.0, 3.0),
                new RemoteRecord.Cooled(40, 600, 12, true, 45.0, -1.0),
                state,
                state,
                new RemoteRecord.Series(60, 5, 0.9, 1.2, List.of(new RemoteRecord.Window(0, 5, TIMES, 1800.0, state))),
                List.of(new RemoteRecord.Operator("CONV_2D", 5, 8.5, 0.85)),
                List.of("a note"));
        RemoteRecord record = new RemoteRecord(
                RemoteRecord.SCHEMA,
                "2026-01-01T00:00:00Z",
                "ssh://pi@pi",
                new RemoteRecord.Device("Pi", "Linux", "aarch64", "Cortex", 4),
                new RemoteRecord.Program("benchmark_model", "cd"),
                List.of(run),
                List.of(new RemoteRecord.Refused("other", "npu", "no delegate")),
                List.of("a warning"),
                "the connection was cut");
        return (ObjectNode) JSON.readTree(ResultJson.text(record));
    }

    /** Of a record as it is written. */
    static List<String> problems(RemoteRecord record) throws IOException {
        return problems((ObjectNode) JSON.readTree(ResultJson.text(record)));
    }

    private static List<String> problems(ObjectNode record) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Schemas.text("remote-v1"), InputFormat.JSON)
                .validate(record.toString(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void theShippedRemoteSchemaIsTheGeneratedOne() throws IOException {
        // all schemas lie in one folder, that of the engine; Maven runs tests in the module's folder
        Path file = Path.of("../engine/src/main/resources/schemas/remote-v1.json");
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(file, RemoteSchema.text());
        }
        assertEquals(
                RemoteSchema.text(),
                Files.readString(file),
                "remote-v1.json is out of date; run the tests with -Dframebudget.regenerate=true and look at the change");
    }

    @Test
    void aRecordPassesWithEveryPartAndWithoutWhatADeviceDoesNotShow() throws IOException {
        ObjectNode record = example();
        assertEquals(List.of(), problems(record));
        record.remove("failure");
        ((ObjectNode) record.get("device")).remove(List.of("model", "processor"));
        run(record).remove(List.of("delegated", "first_ms", "memory", "cool_down", "sustained"));
        ((ObjectNode) run(record).get("latency_ms")).remove(List.of("n", "min", "max", "sd", "p5", "p50", "p95"));
        ((ObjectNode) run(record).get("before")).remove(List.of("hottest_zone", "hottest_deg_c", "battery"));
        assertEquals(List.of(), problems(record));
    }

    @Test
    void whatIsNoRecordIsRefused() throws IOException {
        refused("an unknown name", record -> record.put("colour", "green"));
        refused("a missing part", record -> record.remove("runs"));
        refused("another version", record -> record.put("schema", "framebudget/remote/v2"));
        refused("null where it is left out", record -> record.putNull("failure"));
        refused("a negative time", record -> run(record).put("init_ms", -1));
        refused("a time that is no number", record -> run(record).put("init_ms", "1"));
        refused(
                "a temperature in words",
                record -> ((ObjectNode) run(record).get("before").get("zones_deg_c")).put("cpu-thermal", "hot"));
    }

    private static ObjectNode run(ObjectNode record) {
        return (ObjectNode) record.get("runs").get(0);
    }

    private static void refused(String what, Consumer<ObjectNode> change) throws IOException {
        ObjectNode record = example();
        assertTrue(problems(record).isEmpty(), what);
        change.accept(record);
        assertFalse(problems(record).isEmpty(), what);
    }
}
