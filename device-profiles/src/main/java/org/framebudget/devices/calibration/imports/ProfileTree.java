package org.framebudget.devices.calibration.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/** A profile's file as a tree that can be changed and written again; comments are lost. */
final class ProfileTree {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String SOURCE = "source";
    private static final String KIND = "kind";
    private static final String NOTE = "note";
    private static final String SPREAD = "spread_fraction";
    private static final String FILE = "file";
    private static final String FITTED_SETS = "fitted_sets";
    private static final String LATENCY = "latency";
    private static final String REFERENCE = "reference";
    private static final String ASSUMED = "ASSUMED";
    /** ASSUMED: how far a number of one device may be from that of another of its kind. */
    private static final double CARRIED_SPREAD = 0.5;
    /** ASSUMED: the same for temperatures at which a device slows down, which differ by a few degrees. */
    private static final double LIMITER_SPREAD = 0.1;

    private final ObjectNode root;

    private ProfileTree(ObjectNode root) {
        this.root = root;
    }

    /** Of a file that was read as a profile before. */
    static ProfileTree read(String file, String text) {
        try {
            if (YAML.readTree(text) instanceof ObjectNode root) {
                return new ProfileTree(root);
            }
        } catch (JsonProcessingException e) {
            throw new InputException(file + ": cannot be copied: " + e.getOriginalMessage(), e);
        }
        throw InputException.at(file, 0, null, "is no profile.", null);
    }

    void put(String key, String value) {
        root.put(key, value);
    }

    void remove(String key) {
        root.remove(key);
    }

    /** The reference citations of a unit; empty where there are none. */
    List<String> reference(String unit) {
        return root.path(LATENCY).path(REFERENCE).path(unit).isArray()
                ? java.util.stream.StreamSupport.stream(
                                root.path(LATENCY).path(REFERENCE).path(unit).spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of();
    }

    /** Replaces where latencies stand and which are the reference of the units named. */
    void latency(String file, Map<String, List<String>> references, boolean dropOthers) {
        ObjectNode latency = root.withObject("/" + LATENCY);
        latency.put(FILE, file);
        ObjectNode reference = dropOthers || !(latency.get(REFERENCE) instanceof ObjectNode)
                ? latency.putObject(REFERENCE)
                : latency.withObject("/" + REFERENCE);
        references.forEach((unit, cites) -> {
            ArrayNode list = reference.putArray(unit);
            cites.forEach(list::add);
        });
    }

    /** Changes the names of the files it reads besides its latencies. */
    void files(UnaryOperator<String> renamed) {
        files(root, renamed);
        if (root.path(FITTED_SETS).isTextual()) {
            root.put(FITTED_SETS, renamed.apply(root.get(FITTED_SETS).asText()));
        }
    }

    private static void files(JsonNode node, UnaryOperator<String> renamed) {
        if (node instanceof ObjectNode object && object.path(FILE).isTextual()) {
            object.put(FILE, renamed.apply(object.get(FILE).asText()));
        }
        node.forEach(child -> files(child, renamed));
    }

    /** Makes every number an assumption: it is another device's, and so is what a fit to that device left open. */
    void assume(String baseId) {
        root.remove(FITTED_SETS);
        root.properties().forEach(field -> {
            double spread = field.getKey().equals("limiters") ? LIMITER_SPREAD : CARRIED_SPREAD;
            if (!field.getKey().equals(LATENCY)) {
                assume(field.getValue(), baseId, spread, false);
            }
        });
    }

    /**
     * @param assumedAbove whether the numbers of the section around it were ASSUMED before
     */
    private static void assume(JsonNode node, String baseId, double spread, boolean assumedAbove) {
        boolean assumed = assumedAbove;
        if (node instanceof ObjectNode object) {
            JsonNode source = object.get(SOURCE);
            if (source instanceof ObjectNode given) {
                assumed = given.path(KIND).asText().equals(ASSUMED);
                object.set(SOURCE, carried(given, baseId, spread, assumed));
            }
            if (object.has("value") && !assumed) {
                // a narrow range of the other device says little of this one
                object.remove(List.of("low", "high"));
            }
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals(SOURCE)) {
                assume(field.getValue(), baseId, spread, assumed);
            }
        }
        if (node instanceof ArrayNode items) {
            for (JsonNode item : items) {
                assume(item, baseId, spread, assumed);
            }
        }
    }

    private static ObjectNode carried(ObjectNode given, String baseId, double spread, boolean assumed) {
        String note = given.path(NOTE).asText("");
        ObjectNode source = given.objectNode();
        source.put(KIND, ASSUMED);
        source.put("cite", "framebudget_assumed");
        source.put(NOTE, "carried over from " + baseId + (note.isEmpty() ? "" : ": " + note));
        source.put(
                SPREAD,
                assumed && given.path(SPREAD).isNumber() ? given.get(SPREAD).asDouble() : spread);
        return source;
    }

    /** As YAML, below some lines of comment. */
    String text(List<String> comment) {
        StringBuilder text = new StringBuilder();
        comment.forEach(line -> text.append("# ").append(line).append('\n'));
        try {
            return text.append(YAML.writeValueAsString(root)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** Name of the file of its latencies. */
    @Nullable
    String latencyFile() {
        JsonNode file = root.path(LATENCY).path(FILE);
        return file.isTextual() ? file.asText() : null;
    }
}
