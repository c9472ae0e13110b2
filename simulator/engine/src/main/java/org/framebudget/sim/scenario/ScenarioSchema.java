package org.framebudget.sim.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * The JSON Schemas (draft 2020-12) of scenario and sweep file, made from the tables of keys that the readers themselves use. What a
 * schema cannot say (references, links, a queue's capacity only for FIFO) only the reader checks.
 */
final class ScenarioSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String RATE_TEXT = "^([0-9]+/[0-9]+|[0-9]+(\\.[0-9]+)?)$";

    private ScenarioSchema() {}

    /** The scenario's schema as indented text with a newline at its end. */
    static String text() {
        return text(Keys.SCENARIO);
    }

    /** The same of any file that is read by a table of keys; the section's name is the format's. */
    static String text(Section top) {
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", "urn:framebudget:" + top.name() + ":v1");
        root.put("title", "Framebudget " + top.name());
        root.setAll(section(top));
        ObjectNode defs = root.putObject("$defs");
        for (Section section : KeyAdvice.all(top)) {
            if (!section.equals(top)) {
                defs.set(section.name(), section(section));
            }
        }
        return printed(root);
    }

    /** Indented by two spaces, lines ended by a single newline, so that the file is the same on every system. */
    static String printed(JsonNode schema) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can always be written", e);
        }
    }

    private static ObjectNode section(Section section) {
        ObjectNode node = JSON.objectNode();
        node.put("description", section.meaning());
        node.put("type", "object");
        node.put("additionalProperties", false);
        if (!section.requiredNames().isEmpty()) {
            ArrayNode required = node.putArray("required");
            section.requiredNames().forEach(required::add);
        }
        ObjectNode properties = node.putObject("properties");
        section.keys().forEach(key -> properties.set(key.name(), property(key)));
        for (List<String> group : section.exactlyOne()) {
            ArrayNode oneOf = node.putArray("oneOf");
            group.forEach(name -> oneOf.addObject().putArray("required").add(name));
        }
        // a second 'not' would replace the first
        ArrayNode several = section.atMostOne().size() > 1 ? node.putArray("allOf") : null;
        for (List<String> group : section.atMostOne()) {
            ObjectNode holder = several == null ? node : several.addObject();
            ArrayNode together = holder.putObject("not").putArray("required");
            group.forEach(together::add);
        }
        return node;
    }

    private static ObjectNode property(Key key) {
        ObjectNode node = JSON.objectNode();
        node.put("description", description(key));
        switch (key.type()) {
            case SCHEMA -> node.put("const", key.choices().get(0));
            case TEXT, FILE -> {
                // YAML reads a bare 2024 as a number; the reader takes it as text
                node.putArray("type").add("string").add("number");
                node.put("minLength", 1).put("maxLength", 200);
            }
            case ID -> node.setAll(id());
            case NUMBER -> range(node.put("type", "number"), key);
            case WHOLE -> range(node.put("type", "integer"), key);
            case FLAG -> node.put("type", "boolean");
            case CHOICE -> {
                ArrayNode choices = node.putArray("enum");
                key.choices().forEach(choices::add);
            }
            case RATE -> {
                ArrayNode either = node.putArray("oneOf");
                range(either.addObject().put("type", "number"), key);
                either.addObject().put("type", "string").put("pattern", RATE_TEXT);
            }
            case SIZE -> node.put("type", "string").put("pattern", "^[0-9]+x[0-9]+$");
            case NAMES -> items(node, key).set("items", id());
            case TEXTS -> items(node, key).putObject("items").put("type", "string");
            case VALUES -> items(node, key);
            case SECTION -> node.put("$ref", ref(key));
            case SECTIONS -> items(node, key).putObject("items").put("$ref", ref(key));
            case WHOLE_OR_SECTION -> {
                ArrayNode either = node.putArray("oneOf");
                range(either.addObject().put("type", "integer"), key);
                either.addObject().put("$ref", ref(key));
            }
        }
        defaultOf(node, key);
        return node;
    }

    private static String description(Key key) {
        String unit = Units.wordsOf(key.name()).map(words -> ", " + words).orElse("");
        String absent = key.absent() == null ? "" : "; absent: " + key.absent();
        return key.meaning() + (key.type() == Key.Type.NUMBER ? unit : "") + absent;
    }

    private static ObjectNode id() {
        ObjectNode node = JSON.objectNode();
        node.putArray("type").add("string").add("integer");
        return node.put("pattern", "^" + Values.ID_PATTERN + "$")
                .put("maxLength", 200)
                .put("minimum", 0);
    }

    private static void range(ObjectNode node, Key key) {
        node.set(key.lowOpen() ? "exclusiveMinimum" : "minimum", JSON.numberNode(exact(key.low())));
        if (!Double.isInfinite(key.high())) {
            node.set("maximum", JSON.numberNode(exact(key.high())));
        }
    }

    private static BigDecimal exact(double value) {
        return new BigDecimal(Units.plain(value));
    }

    private static ObjectNode items(ObjectNode node, Key key) {
        node.put("type", "array");
        if (key.low() > 0) {
            node.put("minItems", (long) key.low());
        }
        if (!Double.isInfinite(key.high())) {
            node.put("maxItems", (long) key.high());
        }
        return node;
    }

    private static String ref(Key key) {
        return "#/$defs/" + key.sub().name();
    }

    private static void defaultOf(ObjectNode node, Key key) {
        String value = key.defaultValue();
        if (value == null) {
            return;
        }
        switch (key.type()) {
            case NUMBER, WHOLE, WHOLE_OR_SECTION -> node.set("default", JSON.numberNode(new BigDecimal(value)));
            case FLAG -> node.put("default", Boolean.parseBoolean(value));
            case SECTIONS -> node.putArray("default");
            default -> node.put("default", value);
        }
    }
}
