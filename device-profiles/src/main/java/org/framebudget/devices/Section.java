package org.framebudget.devices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a profile file with typed access, one per place in the file. It knows its path, for messages, and the
 * nearest {@code source:} above it, which is the source of the plain numbers inside.
 */
final class Section {
    private final String file;
    private final Citations citations;
    private final String path;
    private final ProfileNode.Mapping node;
    private final @Nullable DefaultSource inherited;

    private Section(
            String file,
            Citations citations,
            String path,
            ProfileNode.Mapping node,
            @Nullable DefaultSource inherited,
            List<String> keys) {
        this.file = file;
        this.citations = citations;
        this.path = path;
        this.node = node;
        List<String> known = new ArrayList<>(keys);
        known.add("source");
        for (var entry : node.fields().entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw InputException.at(
                        file,
                        entry.getValue().line(),
                        keyPath(entry.getKey()),
                        "unknown key.",
                        Suggestions.advice(entry.getKey(), known));
            }
        }
        ProfileNode own = node.fields().get("source");
        this.inherited = own == null ? inherited : DefaultSource.read(file, citations, keyPath("source"), own);
    }

    static Section root(String file, Citations citations, ProfileNode.Mapping node, String... keys) {
        return new Section(file, citations, "", node, null, Arrays.asList(keys));
    }

    String file() {
        return file;
    }

    boolean has(String key) {
        ProfileNode value = node.fields().get(key);
        return value != null && !(value instanceof ProfileNode.Empty);
    }

    String text(String key) {
        if (!(required(key) instanceof ProfileNode.Scalar scalar)) {
            throw error(key, "expected a text, found " + required(key).kind() + ".", null);
        }
        return scalar.text();
    }

    @Nullable
    String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    /** A text that is one of a few. */
    String oneOf(String key, List<String> known) {
        String text = text(key);
        if (!known.contains(text)) {
            throw error(key, "'" + text + "' is unknown.", Suggestions.advice(text, known));
        }
        return text;
    }

    /** A constant of an enumeration, written as in the code. */
    <E extends Enum<E>> E constant(String key, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return Enum.valueOf(type, oneOf(key, names));
    }

    int integer(String key, int min, int max) {
        ProfileNode value = required(key);
        if (!(value instanceof ProfileNode.Scalar scalar) || scalar.number() == null) {
            throw error(key, "expected a whole number, found " + value.kind() + ".", null);
        }
        double number = scalar.number();
        if (number != Math.rint(number) || number < min || number > max) {
            throw error(key, scalar.text() + " is not a whole number from " + min + " to " + max + ".", null);
        }
        return (int) number;
    }

    /** A sourced number whose value and range lie between two bounds, both included. */
    Sourced number(String key, double min, double max) {
        return numberReader().read(keyPath(key), required(key), min, max);
    }

    @Nullable
    Sourced numberOrNull(String key, double min, double max) {
        return has(key) ? number(key, min, max) : null;
    }

    List<Sourced> numbers(String key, double min, double max) {
        List<Sourced> numbers = new ArrayList<>();
        for (ProfileNode item : items(key)) {
            numbers.add(numberReader().read(keyPath(key) + "[" + numbers.size() + "]", item, min, max));
        }
        return List.copyOf(numbers);
    }

    /** As {@link #numbers} where an item may be {@code null}; the list is not copied since it may hold nulls. */
    List<@Nullable Sourced> numbersOrNulls(String key, double min, double max) {
        List<@Nullable Sourced> numbers = new ArrayList<>();
        for (ProfileNode item : items(key)) {
            String itemPath = keyPath(key) + "[" + numbers.size() + "]";
            numbers.add(
                    item instanceof ProfileNode.Empty ? null : numberReader().read(itemPath, item, min, max));
        }
        return numbers;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (ProfileNode item : items(key)) {
            if (!(item instanceof ProfileNode.Scalar scalar)) {
                throw error(key, "expected a list of texts, found " + item.kind() + " in it.", null);
            }
            texts.add(scalar.text());
        }
        return List.copyOf(texts);
    }

    Section section(String key, String... keys) {
        return child(keyPath(key), required(key), keys);
    }

    @Nullable
    Section sectionOrNull(String key, String... keys) {
        return has(key) ? section(key, keys) : null;
    }

    List<Section> sections(String key, String... keys) {
        List<Section> sections = new ArrayList<>();
        if (has(key)) {
            for (ProfileNode item : items(key)) {
                sections.add(child(keyPath(key) + "[" + sections.size() + "]", item, keys));
            }
        }
        return sections;
    }

    /** The same place with other keys allowed, for a section whose kind decides what it holds. */
    Section as(String... keys) {
        return new Section(file, citations, path, node, inherited, Arrays.asList(keys));
    }

    /** The keys of the mapping in file order, {@code source} left out. */
    List<String> keys() {
        return node.fields().keySet().stream()
                .filter(key -> !key.equals("source"))
                .toList();
    }

    /** The keys of the mapping under a key, in file order; none where it is absent or no mapping. */
    List<String> keysOf(String key) {
        return node.fields().get(key) instanceof ProfileNode.Mapping mapping
                ? List.copyOf(mapping.fields().keySet())
                : List.of();
    }

    /** The source that plain numbers of this section have. */
    Source source() {
        if (inherited == null) {
            throw InputException.at(
                    file, node.line(), path.isEmpty() ? null : path, "there is no source.", DefaultSource.ADVICE);
        }
        return inherited.source();
    }

    Citations citations() {
        return citations;
    }

    InputException error(String key, String problem, @Nullable String advice) {
        ProfileNode value = node.fields().get(key);
        return InputException.at(file, value == null ? node.line() : value.line(), keyPath(key), problem, advice);
    }

    private SourcedReader numberReader() {
        return new SourcedReader(file, citations, inherited);
    }

    private Section child(String childPath, ProfileNode value, String... keys) {
        if (!(value instanceof ProfileNode.Mapping mapping)) {
            throw InputException.at(
                    file,
                    value.line(),
                    childPath,
                    "expected keys with values, found " + value.kind() + ".",
                    "It holds " + String.join(", ", keys).toLowerCase(Locale.ROOT) + ".");
        }
        return new Section(file, citations, childPath, mapping, inherited, Arrays.asList(keys));
    }

    private List<ProfileNode> items(String key) {
        if (!(required(key) instanceof ProfileNode.Items items)) {
            throw error(key, "expected a list, found " + required(key).kind() + ".", null);
        }
        return items.items();
    }

    private ProfileNode required(String key) {
        ProfileNode value = node.fields().get(key);
        if (value == null || value instanceof ProfileNode.Empty) {
            throw error(key, "is missing.", null);
        }
        return value;
    }

    private String keyPath(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
