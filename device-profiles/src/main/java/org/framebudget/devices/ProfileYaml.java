package org.framebudget.devices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.TextInput;

/** Reads YAML, or JSON from a {@code .json} file, into {@link ProfileNode}s that know their lines. Duplicate keys and aliases are errors. */
final class ProfileYaml {
    private static final int MOST_CHARACTERS = 1 << 20;

    private final String file;
    private final JsonParser parser;

    private ProfileYaml(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static ProfileNode.Mapping read(String file, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw InputException.at(
                    file,
                    0,
                    null,
                    "is larger than " + (MOST_CHARACTERS >> 20) + " MB.",
                    "A profile is a few pages; measurements go into a CSV beside it.");
        }
        TextInput.checkCharacters(file, text);
        JsonFactory format = file.endsWith(".json") ? new JsonFactory() : new YAMLFactory();
        try (JsonParser parser = format.createParser(text)) {
            ProfileYaml reader = new ProfileYaml(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw InputException.at(
                        file, 0, null, "the file is empty.", "Begin with 'schema: framebudget/profile/v1'.");
            }
            ProfileNode root = reader.value(first, reader.line(), "");
            if (!(root instanceof ProfileNode.Mapping mapping)) {
                throw InputException.at(
                        file,
                        root.line(),
                        null,
                        "expected keys with values, found " + root.kind() + ".",
                        "Begin with 'schema: framebudget/profile/v1'.");
            }
            if (parser.nextToken() != null) {
                throw InputException.at(
                        file, reader.line(), null, "a second document begins here.", "Keep one per file.");
            }
            return mapping;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw SyntaxAdvice.of(e, file, at == null ? 0 : Math.max(0, at.getLineNr()), format.getFormatName());
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string cannot fail", e);
        }
    }

    private ProfileNode value(JsonToken token, int line, String path) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw InputException.at(file, line, path, "aliases ('*name') are not read.", "Write the value out.");
        }
        return switch (token) {
            case START_OBJECT -> mapping(line, path);
            case START_ARRAY -> items(line, path);
            case VALUE_NULL -> new ProfileNode.Empty(line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(line);
            default -> new ProfileNode.Scalar(line, parser.getText(), null);
        };
    }

    private ProfileNode number(int line) throws IOException {
        String text = parser.getText();
        try {
            double value = parser.getDoubleValue();
            return new ProfileNode.Scalar(line, text, Double.isFinite(value) ? Double.valueOf(value) : null);
        } catch (JsonProcessingException notFinite) {
            // YAML's '.nan' and '.inf' are numbers to the parser until it is asked for them; the key's reader names
            // them
            return new ProfileNode.Scalar(line, text, null);
        }
    }

    private ProfileNode mapping(int line, String path) throws IOException {
        Map<String, ProfileNode> fields = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String key = parser.currentName();
            int keyLine = line();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            ProfileNode earlier = fields.get(key);
            if (earlier != null) {
                throw InputException.at(
                        file,
                        keyLine,
                        keyPath,
                        "the key stands twice, first in line " + earlier.line() + ".",
                        "Remove one.");
            }
            fields.put(key, value(parser.nextToken(), keyLine, keyPath));
        }
        return new ProfileNode.Mapping(line, Collections.unmodifiableMap(fields));
    }

    private ProfileNode items(int line, String path) throws IOException {
        List<ProfileNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, line(), path + "[" + items.size() + "]"));
        }
        return new ProfileNode.Items(line, List.copyOf(items));
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
