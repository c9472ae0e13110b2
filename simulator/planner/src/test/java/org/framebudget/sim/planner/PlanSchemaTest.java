package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.framebudget.sim.scenario.Schemas;
import org.junit.jupiter.api.Test;

/** The shipped schema is the generated one, takes plans and refuses what is none. */
class PlanSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> problems(JsonNode plan) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Schemas.text("plan-v1"), InputFormat.JSON)
                .validate(plan.toString(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static ObjectNode example() {
        return JSON.valueToTree(PlanSchema.example());
    }

    @Test
    void theShippedPlanSchemaIsTheGeneratedOne() throws IOException {
        // all schemas lie in one folder, that of the engine; Maven runs tests in the module's folder
        Path file = Path.of("../engine/src/main/resources/schemas/plan-v1.json");
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(file, PlanSchema.text());
        }
        assertEquals(
                PlanSchema.text(),
                Files.readString(file),
                "plan-v1.json is out of date; run the tests with -Dframebudget.regenerate=true and look at the change");
    }

    @Test
    void aPlanWithEveryPartPasses() {
        assertEquals(List.of(), problems(example()));
    }

    @Test
    void aPlanWithNothingBeyondItsVerdictPasses() {
        ObjectNode plan = example();
        plan.putNull("fleet").putNull("naive");
        for (String list : List.of("headroom", "frontier", "alternatives", "devices", "sensitivity", "citations")) {
            plan.putArray(list);
        }
        assertEquals(List.of(), problems(plan));
    }

    @Test
    void theNamesOfTheContractAreTheOnesWritten() {
        ObjectNode plan = example();
        assertTrue(plan.get("headroom").get(0).has("max_sustained"));
        assertTrue(plan.get("headroom").get(0).has("prediction95"));
        assertTrue(plan.get("frontier").get(0).has("photon_to_result_p99_ms"));
        assertTrue(plan.get("fleet").has("n_plus_1"));
        assertTrue(plan.get("alternatives").get(0).has("accuracy_top1"));
        assertTrue(plan.get("devices").get(0).has("rank_minute_30"));
        assertTrue(plan.get("naive").has("cameras_by_1000_over_latency"));
        assertTrue(plan.get("accelerators_needed").get(0).has("prediction95"));
        assertTrue(plan.get("verdict").has("meets_together"));
        assertTrue(plan.get("fleet").get("types").get(0).get("alone").get(0).has("at_least"));
        assertTrue(plan.get("field_traces").get(0).has("ratio95"));
    }

    @Test
    void whatIsNoPlanIsRefused() {
        refused("an unknown name", plan -> plan.put("colour", "green"));
        refused("a missing part", plan -> plan.remove("verdict"));
        refused("another version", plan -> plan.put("schema", "framebudget/plan/v2"));
        refused("null where there is always a value", plan -> plan.putNull("warnings"));
        refused("a negative count", plan -> plan.put("assumed_values", -1));
        refused("a verdict that is no flag", plan -> ((ObjectNode) plan.get("verdict")).put("meets", "yes"));
        refused("a share above 1", plan -> first(plan, "alternatives").put("miss_fraction", 1.5));
        refused("a probability below 0", plan -> first(plan, "headroom").put("probability_meets", -0.1));
        refused("a rank that is not whole", plan -> first(plan, "devices").put("rank_minute_1", 1.5));
    }

    private static ObjectNode first(ObjectNode plan, String list) {
        return (ObjectNode) plan.get(list).get(0);
    }

    private static void refused(String what, Consumer<ObjectNode> change) {
        ObjectNode plan = example();
        change.accept(plan);
        assertFalse(problems(plan).isEmpty(), what);
    }
}
