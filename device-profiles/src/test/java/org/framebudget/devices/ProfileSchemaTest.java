package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** The shipped schema is the generated one, and it and the reader agree on everything a schema can see. */
class ProfileSchemaTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Path FILE = Path.of("src/main/resources/schemas/profile-v1.json");

    /** What the reader says where the form of the file is wrong, and not what the file says. */
    private static final Pattern FORM = Pattern.compile("unknown key|is missing|has no value|expected |is out of range"
            + "|is not a whole number|is not a share|entries\\.|there is none|is unknown|is not an id"
            + "|stands beside|stands without");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ProfileSchema.text(), InputFormat.JSON);

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheFilesBesideTheProfile() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), resource("rows.csv"));
        String recorded =
                IntStream.range(0, 100).mapToObj(i -> (i % 7 + 1) + "\n").reduce("", String::concat);
        Files.writeString(folder.resolve("trace.csv"), "latency_ms\n" + recorded);
        Files.writeString(folder.resolve("slowdown.csv"), "slowdown\n" + recorded);
    }

    @Test
    void theShippedSchemaIsTheGeneratedOne() throws IOException {
        // Maven runs tests in the module's folder
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(FILE, ProfileSchema.text());
        }
        assertEquals(
                ProfileSchema.text(),
                Files.readString(FILE),
                "profile-v1.json is out of date; run the tests with -Dframebudget.regenerate=true and look at the change");
    }

    @Test
    void everyShippedProfilePasses() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of("src/main/resources/profiles"))) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertTrue(files.size() >= 4, "found " + files);
        for (Path file : files) {
            assertEquals(List.of(), problems(tree(Files.readString(file))), file.toString());
        }
    }

    @Test
    void theCompleteProfileHasEveryKeyAndPassesBoth() throws IOException {
        JsonNode complete = tree(resource("complete.yaml"));
        assertEquals(List.of(), problems(complete));
        assertEquals("", readerSays(complete));
        Set<String> left = new TreeSet<>();
        ProfileSchema.all().forEach(shape -> shape.keys().forEach(key -> left.add(shape.name() + "." + key.name())));
        meet(ProfileKeys.PROFILE, complete, left);
        // the list of citations is the same for each unit
        left.removeIf(key -> key.startsWith("reference."));
        assertEquals(Set.of(), left, "complete.yaml lacks keys");
    }

    @Test
    void readerAndSchemaAgreeOnEverySlip() throws IOException {
        JsonNode complete = tree(resource("complete.yaml"));
        List<String> disagreements = new ArrayList<>();
        int[] refused = new int[2];
        slips(complete, complete, "", (slip, document) -> {
            String reader = readerSays(document);
            List<String> problems = problems(document);
            refused[0] += reader.isEmpty() ? 0 : 1;
            refused[1] += problems.isEmpty() ? 0 : 1;
            if (problems.isEmpty() && FORM.matcher(reader).find()) {
                disagreements.add(slip + ": only the reader refuses it: " + reader);
            }
            if (!problems.isEmpty() && reader.isEmpty()) {
                disagreements.add(slip + ": only the schema refuses it: " + problems);
            }
        });
        assertEquals("", String.join("\n", disagreements));
        assertTrue(refused[0] > 1000 && refused[1] > 1000, refused[0] + " and " + refused[1] + " slips refused");
    }

    @Test
    void aBrokenProfileOfTheWrongFormIsRefused() throws IOException {
        String sound = resource("sound.yaml");
        int refused = 0;
        for (Object broken : BrokenProfileTest.brokenProfiles()) {
            Object[] change = ((Arguments) broken).get();
            JsonNode document;
            try {
                document = tree(sound.replace((String) change[0], (String) change[1]));
            } catch (IOException notYaml) {
                continue;
            }
            String message = (String) change[2];
            boolean refuses = !problems(document).isEmpty();
            refused += refuses ? 1 : 0;
            // a key that stands twice is lost before a schema sees it
            boolean visible = FORM.matcher(message).find() && !message.contains("stands twice");
            // units that the profile lacks are no units for it, which a schema cannot know
            if (visible && !message.contains("latency.reference.gpu") && !message.contains(".nan")) {
                assertTrue(refuses, message);
            }
        }
        assertTrue(refused > 30, "the schema saw only " + refused);
    }

    @Test
    void theShapeOfANumberIsRefusedWhereItIsWrong() throws IOException {
        String complete = resource("complete.yaml");
        for (String slip : List.of(
                "{value: 4, low: 3}",
                "{value: 4, low: 3, high: 5, source: {kind: ASSUMED, cite: framebudget_assumed}}",
                "4")) {
            assertEquals(List.of(), problems(tree(complete.replace("capacity_ah: 4", "capacity_ah: " + slip))), slip);
        }
        for (String slip : List.of(
                "{low: 3, high: 5}",
                "{value: four}",
                "{value: 4, unit: Ah}",
                "{value: 4, low: -1}",
                "{value: 4, source: {kind: ASSUMED, cite: framebudget_assumed}}",
                "{value: 4, source: {kind: GUESSED, cite: framebudget_assumed}}",
                "{value: 4, source: {kind: PAPER}}",
                "{value: 4, source: framebudget_assumed}",
                "'4'",
                "[4]")) {
            JsonNode document = tree(complete.replace("capacity_ah: 4", "capacity_ah: " + slip));
            assertTrue(!problems(document).isEmpty(), slip);
            assertTrue(!readerSays(document).isEmpty(), slip);
        }
    }

    @Test
    void aReaderThatAsksForAnotherKindOfValueIsWrong() throws IOException {
        Section root = Section.root(
                "p.yaml",
                Citations.shipped(),
                ProfileYaml.read("p.yaml", resource("complete.yaml")),
                ProfileKeys.PROFILE);
        assertThrows(IllegalStateException.class, () -> root.number("name"));
        assertThrows(IllegalStateException.class, () -> root.text("colour"));
    }

    private interface Slip {
        void of(String name, JsonNode document);
    }

    /** Every single change of a document: a key renamed or removed, a value of another kind or size. */
    private static void slips(JsonNode document, JsonNode node, String path, Slip slip) {
        if (node instanceof ObjectNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                JsonNode value = object.get(key);
                String place = path + "." + key;
                object.remove(key);
                slip.of(place + " removed", document);
                object.set(key + "_x", value);
                slip.of(place + " renamed", document);
                object.remove(key + "_x");
                for (JsonNode other : others()) {
                    object.set(key, other);
                    slip.of(place + " = " + other, document);
                }
                object.set(key, value);
                slips(document, value, place, slip);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                String place = path + "[" + i + "]";
                for (JsonNode other : others()) {
                    array.set(i, other);
                    slip.of(place + " = " + other, document);
                }
                array.set(i, value);
                slips(document, value, place, slip);
            }
        }
    }

    private static List<JsonNode> others() {
        return List.of(
                JSON.textNode("zzz"),
                JSON.textNode(" "),
                JSON.numberNode(-1e7),
                JSON.numberNode(1_000_000_000_000L),
                JSON.numberNode(0.7),
                JSON.booleanNode(true),
                JSON.nullNode(),
                JSON.objectNode(),
                JSON.arrayNode());
    }

    private static void meet(Shape shape, JsonNode node, Set<String> left) {
        if (shape.kindKey() != null) {
            int kind = shape.kinds().indexOf(node.path(shape.kindKey()).asText());
            meet(shape.variants().get(kind), node, left);
        }
        for (ProfileKey key : shape.keys()) {
            JsonNode value = node.get(key.name());
            if (value != null) {
                left.remove(shape.name() + "." + key.name());
                if (key.type() == ProfileKey.Type.SECTION) {
                    meet(key.sub(), value, left);
                } else if (key.type() == ProfileKey.Type.SECTIONS) {
                    value.forEach(item -> meet(key.sub(), item, left));
                }
            }
        }
    }

    private List<String> problems(JsonNode document) {
        return schema.validate(document).stream().map(Object::toString).toList();
    }

    /** The reader's message; empty where it takes the document. */
    private String readerSays(JsonNode document) {
        try {
            new ProfileReader(ProfileFiles.beside(folder)).read("p.json", document.toString());
            return "";
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static JsonNode tree(String yaml) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ProfileSchemaTest.class.getResourceAsStream("/profiles-test/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
