package org.framebudget.sim.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.devices.SyntaxAdvice;
import org.framebudget.models.InputException;
import org.framebudget.models.TextInput;
import org.jspecify.annotations.Nullable;

/**
 * YAML or JSON text to a {@link Node}. JSON where the name ends in {@code .json}, else YAML. Anchors and aliases work
 * for lists and mappings (the parser does not tell anchors of single values); an alias shares its node, so that a file of nested aliases costs nothing. Limits: {@value #MAX_DEPTH} levels,
 * {@value #MAX_ALIASES} aliases; the caller limits the text's length.
 */
final class NodeParser {
    static final int MAX_DEPTH = 50;
    static final int MAX_ALIASES = 100;
    private static final int LONGEST_KEY = 100;

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .build())
            .build();

    private final JsonParser parser;
    private final String source;
    private final boolean lines;
    private final Map<String, Node> anchors = new HashMap<>();
    private int aliases;

    private NodeParser(JsonParser parser, String source, boolean lines) {
        this.parser = parser;
        this.source = source;
        this.lines = lines;
    }

    /** The document in a file's text; throws {@link InputException} where there is none, or more than one. */
    static Node file(String text, String fileName) {
        TextInput.checkCharacters(fileName, text);
        boolean json = fileName.toLowerCase(Locale.ROOT).endsWith(".json");
        return parse(text, fileName, true, json ? "JSON" : "YAML");
    }

    /** The value of a {@code --set} argument, read as YAML. */
    static Node argument(String text, String argument) {
        return parse(text, argument, false, "YAML");
    }

    private static Node parse(String text, String source, boolean lines, String format) {
        try (JsonParser parser = format.equals("JSON") ? JSON.createParser(text) : YAML.createParser(text)) {
            return new NodeParser(parser, source, lines).document();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            int line = at == null || !lines ? 0 : Math.max(0, at.getLineNr());
            throw SyntaxAdvice.of(e, source, line, format);
        } catch (IOException e) {
            throw new InputException(source + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Node document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw InputException.at(
                    source, 0, null, "is empty.", lines ? "'framebudget new' prints a template to start from." : null);
        }
        Node root = node(first, 1, "");
        if (parser.nextToken() != null) {
            throw place().error(
                            "",
                            "something follows after the end of the document.",
                            "Only one document is read: remove it.");
        }
        return root;
    }

    private Node node(JsonToken token, int depth, String path) throws IOException {
        Place place = place();
        if (depth > MAX_DEPTH) {
            throw place.error("", "is nested more than " + MAX_DEPTH + " levels deep.", "Fewer than 10 are enough.");
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return alias(place, parser.getText());
        }
        String anchor = parser instanceof YAMLParser ? (String) parser.getObjectId() : null;
        if (parser instanceof YAMLParser && parser.getTypeId() != null) {
            throw place.error(path, "has the tag '" + parser.getTypeId() + "'.", "No YAML tags are read: remove it.");
        }
        Node node = switch (token) {
            case START_OBJECT -> mapping(place, depth, path);
            case START_ARRAY -> list(place, depth, path);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Scalar(place, Node.Kind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> flag(place, parser.getText());
            case VALUE_NULL -> new Node.Scalar(place, Node.Kind.NOTHING, "");
            default -> new Node.Scalar(place, Node.Kind.TEXT, parser.getText());
        };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    /** YAML 1.1 also takes yes, no, on and off for flags; here they are text, so that an id or a name may be 'no'. */
    private static Node flag(Place place, String text) {
        boolean plain = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return new Node.Scalar(place, plain ? Node.Kind.FLAG : Node.Kind.TEXT, text);
    }

    private Node alias(Place place, String name) {
        if (++aliases > MAX_ALIASES) {
            throw place.error(
                    "", "this is alias number " + aliases + ".", "At most " + MAX_ALIASES + " aliases are read.");
        }
        Node target = anchors.get(name);
        if (target == null) {
            throw place.error(
                    "",
                    "the alias '*" + name + "' has no anchored list or mapping before it.",
                    "Anchor one as '&" + name + "', or write the value out.");
        }
        return target;
    }

    private Node mapping(Place place, int depth, String path) throws IOException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Place keyPlace = place();
            String key = parser.currentName();
            if (key.length() > LONGEST_KEY) {
                throw keyPlace.error(path, "has a key of " + key.length() + " characters.", "No key is that long.");
            }
            String keyPath = path.isEmpty() ? key : path + "." + key;
            Node.Entry earlier = entries.get(key);
            if (earlier != null) {
                throw keyPlace.error(
                        keyPath,
                        lines
                                ? "this key is here twice, first on line "
                                        + earlier.keyPlace().line() + "."
                                : "this key is here twice.",
                        "Keep one of them.");
            }
            entries.put(key, new Node.Entry(keyPlace, node(next(), depth + 1, keyPath)));
        }
        return new Node.Mapping(place, entries);
    }

    private Node list(Place place, int depth, String path) throws IOException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(node(token, depth + 1, (path.isEmpty() ? "" : path + ".") + items.size()));
        }
        return new Node.Items(place, items);
    }

    private JsonToken next() throws IOException {
        @Nullable JsonToken token = parser.nextToken();
        if (token == null) {
            throw place().error("", "ends in the middle of a value.", "Close every bracket.");
        }
        return token;
    }

    private Place place() {
        return new Place(source, lines ? parser.currentTokenLocation().getLineNr() : 0);
    }
}
