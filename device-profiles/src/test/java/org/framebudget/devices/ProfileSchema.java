package org.framebudget.devices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schema (draft 2020-12) of the profile file, made from {@link ProfileKeys}, the table the reader itself uses. What a
 * schema cannot say (references, sources given further up, order of numbers, the CSV files) only the reader checks.
 */
final class ProfileSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("ms", "milliseconds");
        UNITS.put("s", "seconds");
        UNITS.put("w", "watts");
        UNITS.put("mw", "milliwatts");
        UNITS.put("mw_per_k", "milliwatts per kelvin");
        UNITS.put("mw_per_k_poll", "milliwatts per kelvin and look");
        UNITS.put("mw_s_per_k", "milliwatt-seconds per kelvin");
        UNITS.put("mhz", "megahertz");
        UNITS.put("fps", "frames per second");
        UNITS.put("mb", "megabytes");
        UNITS.put("mb_per_s", "megabytes per second");
        UNITS.put("ns_per_px", "nanoseconds per pixel");
        UNITS.put("nj_per_px", "nanojoules per pixel");
        UNITS.put("deg_c", "degrees Celsius");
        UNITS.put("k", "kelvin");
        UNITS.put("per_k", "per kelvin");
        UNITS.put("j_per_k", "joules per kelvin");
        UNITS.put("k_per_w", "kelvin per watt");
        UNITS.put("ah", "ampere-hours");
        UNITS.put("ohm", "ohms");
        UNITS.put("v", "volts");
        for (String plain : List.of(
                "fraction", "factor", "cv", "jobs", "intervals", "state", "by_severity", "weights", "generation")) {
            UNITS.put(plain, "");
        }
    }

    private ProfileSchema() {}

    /** The schema as indented text with a newline at its end. */
    static String text() {
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", "urn:framebudget:profile:v1");
        root.put("title", "Framebudget device profile");
        root.setAll(section(ProfileKeys.PROFILE));
        ObjectNode defs = root.putObject("$defs");
        defs.set(ProfileKeys.SOURCE.name(), source());
        defs.set(ProfileKeys.SOURCED.name(), sourced());
        for (Shape shape : all()) {
            if (!shape.equals(ProfileKeys.PROFILE)) {
                defs.set(shape.name(), shape.kindKey() == null ? section(shape) : variants(shape, shape.kindKey()));
            }
        }
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can always be written", e);
        }
    }

    /** Every shape of the profile file once, top first. */
    static Set<Shape> all() {
        Set<Shape> found = new LinkedHashSet<>();
        collect(ProfileKeys.PROFILE, found);
        return found;
    }

    private static void collect(Shape shape, Set<Shape> found) {
        if (found.add(shape)) {
            shape.variants().forEach(variant -> collect(variant, found));
            shape.keys().stream().filter(key -> key.below() != null).forEach(key -> collect(key.sub(), found));
        }
    }

    private static ObjectNode section(Shape shape) {
        ObjectNode node = mapping(shape);
        ((ObjectNode) node.get("properties")).set("source", ref(ProfileKeys.SOURCE));
        if (!shape.exactlyOne().isEmpty()) {
            ArrayNode oneOf = node.putArray("oneOf");
            shape.exactlyOne()
                    .forEach(name -> oneOf.addObject().putArray("required").add(name));
        }
        if (!shape.allOrNone().isEmpty()) {
            ObjectNode dependent = node.putObject("dependentRequired");
            for (String name : shape.allOrNone()) {
                ArrayNode others = dependent.putArray(name);
                shape.allOrNone().stream().filter(other -> !other.equals(name)).forEach(others::add);
            }
        }
        return node;
    }

    private static ObjectNode mapping(Shape shape) {
        ObjectNode node = JSON.objectNode();
        node.put("description", shape.meaning());
        node.put("type", "object");
        node.put("additionalProperties", false);
        List<String> required = shape.keys().stream()
                .filter(ProfileKey::required)
                .map(ProfileKey::name)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(node.putArray("required")::add);
        }
        ObjectNode properties = node.putObject("properties");
        shape.keys().forEach(key -> properties.set(key.name(), property(key)));
        return node;
    }

    private static ObjectNode variants(Shape shape, String kindKey) {
        ObjectNode node = JSON.objectNode();
        node.put("description", shape.meaning());
        node.put("type", "object");
        node.putArray("required").add(kindKey);
        shape.kinds().forEach(node.putObject("properties").putObject(kindKey).putArray("enum")::add);
        ArrayNode oneOf = node.putArray("oneOf");
        shape.variants().forEach(variant -> oneOf.add(ref(variant)));
        return node;
    }

    private static ObjectNode source() {
        return mapping(ProfileKeys.SOURCE);
    }

    /** A plain number or a mapping; the limits of each key stand with the key. */
    private static ObjectNode sourced() {
        ObjectNode node = mapping(ProfileKeys.SOURCED);
        node.putArray("type").add("number").add("object");
        ((ObjectNode) node.get("properties")).set("source", ref(ProfileKeys.SOURCE));
        ObjectNode assumed = node.putObject("if");
        assumed.putArray("required").add("source");
        ObjectNode source = assumed.putObject("properties").putObject("source");
        source.putArray("required").add("kind");
        source.putObject("properties").putObject("kind").put("const", SourceKind.ASSUMED.name());
        source.putObject("not").putArray("required").add("spread_fraction");
        node.putObject("then").putArray("required").add("low").add("high");
        return node;
    }

    private static ObjectNode property(ProfileKey key) {
        ObjectNode node = JSON.objectNode();
        node.put("description", key.meaning() + unit(key));
        switch (key.type()) {
            case CONSTANT -> node.put("const", key.choices().get(0));
            case TEXT -> node.setAll(words());
            case TEXTS -> items(node, key).set("items", words());
            case ID -> {
                node.putArray("type").add("string").add("integer").add("boolean");
                node.put("pattern", "^" + Section.ID_PATTERN + "$").put("minimum", 0);
            }
            case CHOICE, REFERENCE -> key.choices().forEach(node.putArray("enum")::add);
            case PLAIN -> limits(node.put("type", key.whole() ? "integer" : "number"), key);
            case NUMBER -> number(node, key);
            case NUMBERS -> items(node, key).set("items", number(JSON.objectNode(), key));
            case NUMBERS_OR_NULLS -> {
                ArrayNode either = items(node, key).putObject("items").putArray("anyOf");
                either.add(number(JSON.objectNode(), key));
                either.addObject().put("type", "null");
            }
            case SECTION -> node.setAll(ref(key.sub()));
            case SECTIONS -> items(node, key).set("items", ref(key.sub()));
        }
        return node;
    }

    private static ObjectNode words() {
        // YAML reads a bare 2024 as a number and a bare true as a boolean; the reader takes both as text
        ObjectNode node = JSON.objectNode();
        node.putArray("type").add("string").add("number").add("boolean");
        return node.put("pattern", "\\S");
    }

    private static ObjectNode number(ObjectNode node, ProfileKey key) {
        node.setAll(ref(ProfileKeys.SOURCED));
        limits(node, key);
        ObjectNode properties = node.putObject("properties");
        ProfileKeys.SOURCED.names().forEach(name -> limits(properties.putObject(name), key));
        return node;
    }

    private static void limits(ObjectNode node, ProfileKey key) {
        if (!Double.isInfinite(key.min())) {
            node.set("minimum", JSON.numberNode(plain(key.min())));
        }
        if (!Double.isInfinite(key.max())) {
            node.set("maximum", JSON.numberNode(plain(key.max())));
        }
        if (key.whole() && key.type() != ProfileKey.Type.PLAIN) {
            node.put("multipleOf", 1);
        }
    }

    private static BigDecimal plain(double value) {
        return new BigDecimal(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }

    private static ObjectNode items(ObjectNode node, ProfileKey key) {
        node.put("type", "array");
        if (key.fewest() > 0) {
            node.put("minItems", key.fewest());
        }
        if (key.most() < Integer.MAX_VALUE) {
            node.put("maxItems", key.most());
        }
        return node;
    }

    private static String unit(ProfileKey key) {
        if (!List.of(ProfileKey.Type.NUMBER, ProfileKey.Type.NUMBERS, ProfileKey.Type.NUMBERS_OR_NULLS)
                .contains(key.type())) {
            return "";
        }
        String words = UNITS.keySet().stream()
                .filter(suffix -> key.name().equals(suffix) || key.name().endsWith("_" + suffix))
                .max(Comparator.comparingInt(String::length))
                .map(UNITS::get)
                .orElseThrow(() -> new IllegalStateException(key.name() + " names no known unit"));
        return words.isEmpty() ? "" : ", " + words;
    }

    private static ObjectNode ref(Shape shape) {
        return JSON.objectNode().put("$ref", "#/$defs/" + shape.name());
    }
}
