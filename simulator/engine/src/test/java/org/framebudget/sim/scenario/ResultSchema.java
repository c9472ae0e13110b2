package org.framebudget.sim.scenario;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.sim.results.Hardware;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of the result, made from the {@link RunResult} record and the names Jackson writes. */
final class ResultSchema {
    /** Added to the contract: results that were written before are still right. */
    private static final Set<String> ADDED = Set.of(
            "perFrame",
            "invoke",
            "field",
            "adaptation",
            "camera",
            "fairnessIndex",
            "overdue",
            "hardware",
            "zonesDegC",
            "convertMs",
            "overTime",
            "otherCores",
            "recordedPredictionSha256",
            "remarks",
            "hoursToEmptyCi95",
            "hoursToEmptyPrediction95");

    private ResultSchema() {}

    static String text() {
        return text(RunResult.class, RunResult.SCHEMA, "Framebudget result");
    }

    /** Of a record that holds parts of a result. */
    static String text(Class<?> type, String schemaId, String title) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        // every component is written, null or not; jspecify annotates the type, not the field
        config.forFields()
                .withRequiredCheck(field -> !ADDED.contains(field.getDeclaredName())
                        && !(field.getRawMember().getDeclaringClass() == Twin.class
                                && field.getDeclaredName().equals("mode")));
        config.forFields()
                .withNullableCheck(
                        field -> field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        config.forFields().withNumberInclusiveMinimumResolver(field -> low(field.getDeclaredName(), field.getType()));
        config.forFields()
                .withNumberInclusiveMaximumResolver(
                        field -> number(field.getType()) && share(field.getDeclaredName()) ? BigDecimal.ONE : null);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(type);
        ObjectNode root = schema.objectNode();
        root.set("$schema", schema.remove("$schema"));
        root.put("$id", "urn:" + schemaId.replace('/', ':'));
        root.put("title", title);
        root.setAll(schema);
        ((ObjectNode) root.get("properties")).putObject("schema").put("const", schemaId);
        return ScenarioSchema.printed(root);
    }

    /** Counts, shares, lengths and rates are not negative; a seed, a temperature or a power above idle may be. */
    private static @Nullable BigDecimal low(String name, ResolvedType type) {
        boolean whole = type.isInstanceOf(Long.class)
                || type.getErasedType() == long.class
                || type.getErasedType() == int.class;
        boolean length = name.matches(".*(Ms|Fps|AtS|[a-z]S|Mb|Hours|Fraction|Mean)") || name.equals("utilisation");
        boolean notNegative = whole && !name.equals("seed") || number(type) && (length || share(name));
        return notNegative ? BigDecimal.ZERO : null;
    }

    /** Shares that are quotients of counts; others may pass 1 by a rounding error. */
    private static boolean share(String name) {
        return name.matches("(late|dropped|stale|jank|miss)Fraction.*|probabilityMeets|accuracy");
    }

    private static boolean number(ResolvedType type) {
        return type.getErasedType() == double.class || type.getErasedType() == Double.class;
    }

    /** A result with every part present. */
    static RunResult example() {
        RunResult.Latency latency = new RunResult.Latency(5.0, 4.0, 6.0, 7.0, 8.0, null, 9.0);
        RunResult.Stream stream = new RunResult.Stream(
                "classify",
                "phone",
                300,
                300,
                299,
                298,
                1,
                0,
                0,
                1,
                29.9,
                29.8,
                0.003,
                0,
                null,
                null,
                0.003,
                List.of(0.001, 0.005),
                null,
                null,
                true,
                "delivery",
                33.3,
                1,
                34.0,
                null,
                latency,
                latency,
                latency,
                List.of(new RunResult.Stage(
                        "run",
                        "npu",
                        3.8,
                        null,
                        0.1,
                        new RunResult.Invoke(
                                3.8,
                                List.of(3.5, 4.1),
                                "measured",
                                new RunResult.Field("app.csv", 300, 2, List.of(1.9, 2.1))),
                        new RunResult.PerFrame(2, "SERIAL"))),
                4096L,
                List.of(new RunResult.Failure(
                        "phone",
                        "npu",
                        5,
                        8.0,
                        100,
                        1,
                        4,
                        121.0,
                        new RunResult.Degraded("run on cpu", 2.9, 87, 87, 0, 0, 0, 30, 0, latency))),
                List.of(new RunResult.Adaptation(1, "throttled", "15 fps", "not throttled", 1, 0.5, 5.0)),
                "back",
                1L);
        RunResult.Device device = new RunResult.Device(
                "phone",
                "pixel-4",
                "PUBLISHED_TFLITE",
                null,
                2.0,
                0.5,
                1.1,
                20,
                Map.of("npu", 1.0),
                0,
                12.0,
                10.0,
                new RunResult.Battery(0.9, 0.89, 5.0, List.of(4.9, 5.1), List.of(4.0, 6.0)),
                Map.of("skin", new RunResult.Temperature(31, 30.5)),
                25,
                new RunResult.Throttle(3.0, 0.1, List.of(new RunResult.ThrottleStep(3, "cpu", 0.8, "skin policy"))),
                List.of(new RunResult.Unit("npu", 0.1, 1)),
                null,
                null,
                4096L,
                0.98);
        return new RunResult(
                RunResult.SCHEMA,
                "simulated",
                new RunResult.ScenarioRef("Small", "ab"),
                1,
                1,
                10,
                0.1,
                1000,
                List.of(stream),
                List.of(device),
                new RunResult.SloVerdict(true, List.of(new RunResult.Check("miss_fraction_max", 0.01, 0.003, true))),
                new RunResult.Bottleneck("phone", "npu", null, null, "busiest", null),
                List.of(),
                List.of("seed: 1"),
                3,
                List.of("a paper"),
                List.of(hardware()));
    }

    static Hardware hardware() {
        Hardware.Spread spread = new Hardware.Spread(300, 0.1, 0.2, 0.3, 0.4);
        Hardware.Range range = new Hardware.Range(40, 39, 45, 44);
        return new Hardware(
                "phone",
                "local",
                new Hardware.Machine("Linux", "amd64", null, 2, "TensorFlow Lite"),
                Map.of("inference", "measured"),
                "open loop in heat",
                new Hardware.Pacing(900, 0.1, 0.5, 2, List.of(0.1, 2.0), List.of(800L, 100L), spread),
                spread,
                List.of(new Hardware.Network("net", "ab", 1, "classify.infer", spread, 20.0, spread)),
                new Hardware.Load(20, 0.5, 0.001, range, Map.of("cpu", range), null, 0.1),
                true,
                "");
    }
}
