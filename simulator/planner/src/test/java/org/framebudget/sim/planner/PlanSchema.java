package org.framebudget.sim.planner;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of the plan, made from the {@link PlanResult} record and the names Jackson writes. */
final class PlanSchema {
    /** Added since the first version: absent where they say nothing. */
    private static final Set<String> LATER = Set.of(
            "adaptation",
            "acceleratorsNeeded",
            "population",
            "contradictions",
            "nearest",
            "recommended",
            "boundRestsOn",
            "rankSustained",
            "energyPerFrameMj",
            "rankEnergyPerFrame",
            "sustainedPrediction95",
            "meetsTogether",
            "atLeast",
            "fieldTraces",
            "countSustained",
            "open");

    private PlanSchema() {}

    static String text() throws JsonProcessingException {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        // every component of the first version is written, null or not; jspecify annotates the type, not the field
        config.forFields().withRequiredCheck(field -> !LATER.contains(field.getDeclaredName()));
        config.forFields()
                .withNullableCheck(
                        field -> field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        config.forFields().withNumberInclusiveMinimumResolver(field -> low(field.getDeclaredName(), field.getType()));
        config.forFields()
                .withNumberInclusiveMaximumResolver(
                        field -> number(field.getType()) && share(field.getDeclaredName()) ? BigDecimal.ONE : null);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(PlanResult.class);
        ObjectNode root = schema.objectNode();
        root.set("$schema", schema.remove("$schema"));
        root.put("$id", "urn:framebudget:plan:v1");
        root.put("title", "Framebudget plan");
        root.setAll(schema);
        ((ObjectNode) root.get("properties")).putObject("schema").put("const", PlanResult.SCHEMA);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    }

    /** Counts and pixels are whole and not negative; so are shares, rates and durations, but whole. */
    private static @Nullable BigDecimal low(String name, ResolvedType type) {
        boolean whole = type.getErasedType() == int.class || type.getErasedType() == Integer.class;
        boolean notNegative = whole
                || number(type)
                        && (share(name)
                                || name.matches(
                                        ".*(Ms|Hours|[pP]owerW)|fps|cost.*|lowerBound|hours|purchase|energy.*|price|utilisation"));
        return notNegative ? BigDecimal.ZERO : null;
    }

    private static boolean share(String name) {
        return name.matches(
                "missFraction.*|probability(Meets|Enough)|utilisation|accuracyTop1|map|share|usefulFraction|gapFraction"
                        + "|(users|frames)Meeting.*");
    }

    private static boolean number(ResolvedType type) {
        return type.getErasedType() == double.class || type.getErasedType() == Double.class;
    }

    /** A plan with every part present, as later versions fill it. */
    static PlanResult example() {
        List<Double> pair = List.of(30.0, 40.0);
        return new PlanResult(
                PlanResult.SCHEMA,
                new RunResult.ScenarioRef("Small", "ab"),
                -7,
                new PlanResult.Verdict(true, "1 of 1 objective is met.", false),
                List.of(new PlanResult.Headroom(
                        "phone", "classify", "fps", 30, 45.0, 38.0, pair, null, 0.9, "npu", null, pair)),
                List.of(new PlanResult.FrontierPoint(
                        "phone", "classify", 30, List.of(224, 224), 0.001, 98.0, 3.4, null, true, false)),
                new PlanResult.Fleet(
                        4,
                        List.of(new PlanResult.MixItem("raspberry-pi-4", 2, List.of("a", "b"))),
                        null,
                        null,
                        12.0,
                        true,
                        null,
                        false,
                        26_280,
                        0.3,
                        150,
                        94.6,
                        List.of(new PlanResult.Box("raspberry-pi-4", List.of("a", "b"), 5.5, 0.8, "cpu")),
                        List.of(new PlanResult.Spare("raspberry-pi-4", 1, 2.7)),
                        List.of(new PlanResult.BoxType(
                                "raspberry-pi-4",
                                75,
                                null,
                                20,
                                List.of(new PlanResult.Alone("a", 2, true)),
                                List.of("In int8."))),
                        0.01,
                        200.0,
                        true,
                        0.9,
                        3,
                        7,
                        "OR-Tools CP-SAT",
                        List.of(),
                        List.of("unit_time")),
                List.of(
                        new PlanResult.Alternative("24 fps", 0.0, 31.0, 3.1, 5.9, 0.744, null, true, true, null),
                        new PlanResult.Alternative("20 fps", 0.0, 31.0, 3.1, 5.9, 0.744, null, false, false, true)),
                List.of(new PlanResult.DeviceRank("pixel-4", true, null, 1, null, 1, 120.0, 2)),
                List.of(new PlanResult.Sensitivity("thermal.skin", 1, 2, 0, 0.1, 0.02, true)),
                new PlanResult.Naive(4.5),
                List.of(),
                3,
                List.of("a paper"),
                new PlanResult.Adaptation(
                        "adaptation: [{when: {throttled: true}, do: {fps: 15}}]",
                        30,
                        2,
                        14,
                        14.5,
                        15,
                        12,
                        17,
                        15,
                        1,
                        true),
                new PlanResult.Population(
                        List.of(new PlanResult.PopulationCell(
                                "pixel-4", 25.0, 1, "npu", "int8", true, true, null, 0.99, 0.01, 0.9, null)),
                        1,
                        List.of(0.0, 1.0),
                        1,
                        null,
                        0.99,
                        null,
                        "weather service",
                        List.of("The shares of devices are ASSUMED: no source is given for them.")),
                List.of(new PlanResult.AcceleratorsNeeded(
                        "nvr", "coral-usb", 1, 2, List.of(2.0, 2.0), List.of(1.0, 3.0), 0.6, 0.9, "tpu of nvr", 2)),
                new PlanResult.Recommendation("pixel-4", "sustained", "pixel-4 does best in steady state."),
                List.of("30 useful results a second are asked for, and the camera back gives no more than 15 frames"),
                new PlanResult.Nearest(null, List.of(new RunResult.Check("useful_fps_min", 30, 15.0, false))),
                List.of(new PlanResult.FieldTimes("classify", "see", "app.csv", 300, 2.03, List.of(1.95, 2.11))));
    }
}
