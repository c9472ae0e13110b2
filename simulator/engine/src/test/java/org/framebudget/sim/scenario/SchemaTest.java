package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** The shipped schemas are the generated ones, take what is right and refuse what is wrong. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Schema schema(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Schemas.text(name), InputFormat.JSON);
    }

    private static List<String> problems(Schema schema, JsonNode document) {
        return schema.validate(document.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode tree(String yaml) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }

    @Test
    void theShippedScenarioSchemaIsTheGeneratedOne() throws IOException {
        ShippedFile.check("schemas/scenario-v1.json", ScenarioSchema.text());
    }

    @Test
    void theShippedSweepSchemaIsTheGeneratedOne() throws IOException {
        ShippedFile.check("schemas/sweep-v1.json", ScenarioSchema.text(SweepKeys.SWEEP));
    }

    @Test
    void theSweepSchemaTakesASweepAndRefusesChangedOnes() throws IOException {
        Schema schema = schema("sweep-v1");
        String good = """
                schema: framebudget/sweep/v1
                name: Rates
                scenario: scenario.yaml
                replications: 2
                axes:
                  - {key: cameras.back.fps, name: fps, values: [10, "30000/1001"]}
                  - {key: environment.ambient_deg_c, from: -10, to: 40}
                  - {key: duration_s, from: 1, to: 100, count: 3, scale: log}
                sample: {method: sobol, count: 10}
                exclude: [fps > 20]
                results: [meets]
                objective: {minimise: miss_fraction}
                limits: [miss_fraction < 0.1]
                """;
        assertEquals(List.of(), problems(schema, tree(good)));
        String[][] slips = {
            {"sweep/v1", "scenario/v1"},
            {"name: Rates\n", ""},
            {"replications: 2", "replications: 0"},
            {"values: [10, \"30000/1001\"]", "values: []"},
            {"values: [10, \"30000/1001\"]", "values: [10], from: 1"},
            {"values: [10, \"30000/1001\"]", "values: [10], step: 1"},
            {"count: 3,", "count: 3, step: 1,"},
            {"scale: log", "scale: logarithmic"},
            {"method: sobol", "method: random"},
            {"minimise: miss_fraction", "minimise: a, maximise: b"},
            {"exclude: [fps > 20]", "exclude: {fps: 20}"},
            {"sample:", "samples:"},
        };
        for (String[] slip : slips) {
            assertTrue(good.contains(slip[0]), slip[0]);
            assertFalse(problems(schema, tree(good.replace(slip[0], slip[1]))).isEmpty(), slip[1]);
        }
    }

    @Test
    void theShippedResultSchemaIsTheGeneratedOne() throws IOException {
        ShippedFile.check("schemas/result-v1.json", ResultSchema.text());
    }

    @Test
    void everyNamedSchemaIsThereAndSaysItsName() throws IOException {
        for (String name : Schemas.names()) {
            JsonNode document = JSON.readTree(Schemas.text(name));
            assertEquals(
                    "urn:framebudget:" + name.replace('-', ':'),
                    document.path("$id").asText(),
                    name);
        }
    }

    @Test
    void theScenarioSchemaTakesEveryTemplateAndExample() throws IOException {
        Schema schema = schema("scenario-v1");
        List<String> files = new ArrayList<>(List.of(ScenarioReaderTest.BASE, ScenarioReaderTest.SMALL));
        ScenarioTemplates.names().forEach(name -> files.add(ScenarioTemplates.text(name)));
        for (String file : files) {
            assertEquals(
                    List.of(),
                    problems(schema, tree(file)),
                    file.lines().skip(1).findFirst().orElse(""));
        }
    }

    @Test
    void theScenarioSchemaRefusesWhatItCanSee() throws IOException {
        Schema schema = schema("scenario-v1");
        String small = ScenarioReaderTest.SMALL;
        String[][] slips = {
            {"duration_s: 10", "duration: 10"},
            {"duration_s: 10", "duration_s: 0"},
            {"duration_s: 10", "duration_s: '10'"},
            {"schema: framebudget/scenario/v1", "schema: framebudget/scenario/v2"},
            {"id: phone", "id: Phone"},
            {"fps: 30", "fps: 0"},
            {"fps: 30", "fps: 30 fps"},
            {"width_px: 1280", "width_px: 1.5"},
            {"width_px: 1280, ", ""},
            {"camera: back", "camera: back\n    cameras: [back]"},
            {"camera: back", "priority: 1"},
            {"preprocess: {unit: cpu}", "preprocess: {unit: dsp}"},
            {"preprocess: {unit: cpu}", "preprocess: {unit: cpu}, infer: {}"},
            {"input: 224x192", "input: 224"},
            {"budget_ms: 33.3", "budget_ms: 33.3\n    budget_from: photon"},
            {"name: Small", "name: Small\nadaptation: [{}]"},
            {"name: Small", "name: Small\nenvironment: {ambient_deg_c: 1, ambient_trace: a.csv}"},
        };
        for (String[] slip : slips) {
            assertTrue(small.contains(slip[0]), slip[0]);
            assertFalse(problems(schema, tree(small.replace(slip[0], slip[1]))).isEmpty(), slip[1]);
        }
    }

    @Test
    void whatTheSchemaRefusesTheReaderRefusesToo() throws IOException {
        Schema schema = schema("scenario-v1");
        int refused = 0;
        for (BrokenScenarioTest.Case broken : BrokenScenarioTest.cases()) {
            if (!broken.sets().isEmpty()) {
                continue;
            }
            try {
                refused += problems(schema, tree(broken.text())).isEmpty() ? 0 : 1;
            } catch (IOException notYaml) {
                continue;
            }
            assertThrows(InputException.class, () -> ScenarioReaderTest.read(broken.text()), broken.what());
        }
        assertTrue(refused > 60, "the schema saw only " + refused);
    }

    @Test
    void theResultSchemaHasExactlyTheNamesThatAreWritten() throws IOException {
        Map<String, Object> written = JSON.convertValue(ResultSchema.example(), new TypeReference<>() {});
        JsonNode schema = JSON.readTree(Schemas.text("result-v1"));
        assertEquals(new TreeMap<>(written).keySet(), names(schema.get("properties")));
        JsonNode defs = schema.get("$defs");
        JsonNode example = JSON.valueToTree(ResultSchema.example());
        assertEquals(
                names(example.get("streams").get(0)), names(defs.get("Stream").get("properties")));
        assertEquals(
                names(example.get("devices").get(0)), names(defs.get("Device").get("properties")));
        assertTrue(names(defs.get("Stream").get("properties"))
                .containsAll(List.of("miss_fraction_ci95", "result_gap_p99_ms", "photon_to_result_ms")));
    }

    private static java.util.Set<String> names(JsonNode object) {
        java.util.Set<String> names = new java.util.TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theResultSchemaTakesAResultAndRefusesChangedOnes() {
        Schema schema = schema("result-v1");
        ObjectNode good = JSON.valueToTree(ResultSchema.example());
        assertEquals(List.of(), problems(schema, good));

        ObjectNode unknown = good.deepCopy();
        unknown.put("colour", "green");
        assertFalse(problems(schema, unknown).isEmpty());

        ObjectNode missing = good.deepCopy();
        missing.remove("seed");
        assertFalse(problems(schema, missing).isEmpty());

        ObjectNode wrongType = good.deepCopy();
        ((ObjectNode) wrongType.get("streams").get(0)).put("late", "3");
        assertFalse(problems(schema, wrongType).isEmpty());

        ObjectNode nullWhereNone = good.deepCopy();
        ((ObjectNode) nullWhereNone.get("streams").get(0)).putNull("miss_fraction");
        assertFalse(problems(schema, nullWhereNone).isEmpty());

        for (String[] slip : new String[][] {
            {"late", "-1"},
            {"miss_fraction", "1.01"},
            {"miss_fraction", "-0.1"},
            {"processed_fps", "-1"},
            {"requested", "1.5"}
        }) {
            ObjectNode outside = good.deepCopy();
            ((ObjectNode) outside.get("streams").get(0)).put(slip[0], Double.parseDouble(slip[1]));
            assertFalse(problems(schema, outside).isEmpty(), slip[0] + ": " + slip[1]);
        }
        ObjectNode interval = good.deepCopy();
        ((ObjectNode) interval.get("streams").get(0))
                .putArray("miss_fraction_ci95")
                .add(-0.5)
                .add(0.5);
        assertFalse(problems(schema, interval).isEmpty());

        ObjectNode otherVersion = good.deepCopy();
        otherVersion.put("schema", "framebudget/result/v2");
        assertFalse(problems(schema, otherVersion).isEmpty());
    }

    @Test
    void anUnknownSchemaNamesTheNearest() {
        assertEquals(
                "'scenario' is not a known schema. Maybe 'scenario-v1'?",
                assertThrows(InputException.class, () -> Schemas.text("scenario"))
                        .getMessage());
        assertEquals(RunResult.SCHEMA, ResultSchema.example().schema());
    }
}
