package org.framebudget.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/**
 * The references that profiles cite: a small reader of BibTeX as written in {@code citations.bib}, that is
 * {@code @kind{key, field = {value}, …}} with values in braces that nest and lines of {@code %} as comments.
 */
public final class Citations {
    private static final Pattern ENTRY = Pattern.compile("@(\\w+)\\s*\\{\\s*([^,\\s]+)\\s*,");
    private static final Pattern FIELD = Pattern.compile("\\s*,?\\s*(\\w+)\\s*=\\s*\\{");
    private static final List<String> SHOWN = List.of("author", "title", "howpublished", "year", "url", "note");
    private final Map<String, String> textByKey;

    /** Read once: every result names its references. */
    private static final class Shipped {
        static final Citations ALL = read("citations.bib", ProfileFiles.resource("citations.bib"));
    }

    private Citations(Map<String, String> textByKey) {
        this.textByKey = textByKey;
    }

    /** The references that ship with the product. */
    public static Citations shipped() {
        return Shipped.ALL;
    }

    /**
     * Reads a bibliography.
     *
     * @param file name for messages
     */
    public static Citations read(String file, String text) {
        String source = text.replaceAll("(?m)^%.*$", "");
        Map<String, String> byKey = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(source);
        int at = 0;
        while (entry.find(at)) {
            Map<String, String> fields = new LinkedHashMap<>();
            at = readFields(file, source, entry.end(), fields);
            if (byKey.put(entry.group(2), describe(fields)) != null) {
                throw InputException.at(
                        file,
                        lineOf(source, entry.start()),
                        entry.group(2),
                        "the key stands twice.",
                        "Rename or remove one.");
            }
        }
        return new Citations(byKey);
    }

    /** These and others; where a key stands in both, these win. */
    public Citations and(Citations others) {
        Map<String, String> all = new LinkedHashMap<>(others.textByKey);
        all.putAll(textByKey);
        return new Citations(all);
    }

    /** Every key, in file order. */
    public List<String> keys() {
        return List.copyOf(textByKey.keySet());
    }

    /** A reference as one line of text; an {@link InputException} that suggests the nearest key where it is unknown. */
    public String text(String key) {
        String text = textByKey.get(key);
        if (text == null) {
            throw new InputException("The citation '" + key + "' is not in citations.bib. " + nearest(key));
        }
        return text;
    }

    void check(String file, int line, String path, String key) {
        if (!textByKey.containsKey(key)) {
            throw InputException.at(file, line, path, "'" + key + "' is not in citations.bib.", nearest(key));
        }
    }

    private String nearest(String key) {
        return Suggestions.nearest(key, textByKey.keySet())
                .map(best -> "Maybe '" + best + "'?")
                .orElse("Add it there.");
    }

    private static int readFields(String file, String source, int start, Map<String, String> fields) {
        int at = start;
        Matcher field = FIELD.matcher(source);
        while (field.region(at, source.length()).lookingAt()) {
            int depth = 1;
            int end = field.end();
            while (end < source.length() && depth > 0) {
                char c = source.charAt(end++);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            if (depth > 0) {
                throw InputException.at(
                        file, lineOf(source, field.start(1)), field.group(1), "a brace is never closed.", null);
            }
            String value = source.substring(field.end(), end - 1);
            fields.put(
                    field.group(1),
                    value.replaceAll("[{}]", "").replaceAll("\\s+", " ").strip());
            at = end;
        }
        return at;
    }

    private static String describe(Map<String, String> fields) {
        List<String> parts = new ArrayList<>();
        for (String name : SHOWN) {
            String value = fields.get(name);
            if (value != null && !value.isEmpty()) {
                parts.add(value);
            }
        }
        return String.join(". ", parts);
    }

    private static int lineOf(String text, int offset) {
        return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }
}
