package org.framebudget.devices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a profile file with typed access, one per place in the file; ranges and choices are those of its {@link
 * Shape}. It knows its path, for messages, and the nearest {@code source:} above it, which is the source of the plain numbers
 * inside.
 */
final class Section {
    /** Ids of devices, accelerators, cases and fans. */
    static final String ID_PATTERN = "[a-z0-9][a-z0-9_-]*";

    private final String file;
    private final Citations citations;
    private final String path;
    private final ProfileNode.Mapping node;
    private final Shape shape;
    private final @Nullable DefaultSource inherited;

    private Section(
            String file,
            Citations citations,
            String path,
            ProfileNode.Mapping node,
            @Nullable DefaultSource inherited,
            Shape general) {
        this.file = file;
        this.citations = citations;
        this.path = path;
        this.node = node;
        this.shape = general.kindKey() == null ? general : variant(general, general.kindKey());
        List<String> known = new ArrayList<>(shape.names());
        known.add("source");
        node.fields().forEach((key, value) -> {
            if (!known.contains(key)) {
                throw error(key, "unknown key.", Suggestions.advice(key, known));
            }
        });
        checkTogether();
        ProfileNode own = node.fields().get("source");
        this.inherited = own == null ? inherited : DefaultSource.read(file, citations, keyPath("source"), own);
    }

    /** A whole file. What it says to be comes first, since its keys mean nothing in another format. */
    static Section root(String file, Citations citations, ProfileNode.Mapping node, Shape shape) {
        String schema = shape.key("schema").choices().get(0);
        ProfileNode given = node.fields().get("schema");
        if (!(given instanceof ProfileNode.Scalar scalar && scalar.text().equals(schema))) {
            String problem = given == null ? "is missing." : given.kind() + " is unknown.";
            String advice = given == null ? "Write 'schema: " + schema + "'." : "This version reads '" + schema + "'.";
            throw InputException.at(file, given == null ? node.line() : given.line(), "schema", problem, advice);
        }
        return new Section(file, citations, "", node, null, shape);
    }

    private Shape variant(Shape general, String kindKey) {
        if (!(node.fields().get(kindKey) instanceof ProfileNode.Scalar kind)) {
            throw error(kindKey, "is missing.", "Known: " + String.join(", ", general.kinds()) + ".");
        }
        int index = general.kinds().indexOf(kind.text());
        if (index < 0) {
            throw error(kindKey, kind.kind() + " is unknown.", Suggestions.advice(kind.text(), general.kinds()));
        }
        return general.variants().get(index);
    }

    private void checkTogether() {
        List<String> rivals = shape.exactlyOne().stream().filter(this::has).toList();
        if (rivals.size() > 1) {
            throw error(rivals.get(1), "stands beside '" + rivals.get(0) + "'.", "Keep one of the two.");
        }
        if (rivals.isEmpty() && !shape.exactlyOne().isEmpty()) {
            throw error(
                    shape.exactlyOne().get(0),
                    "is missing.",
                    "Give one of " + String.join(", ", shape.exactlyOne()) + ".");
        }
        List<String> given = shape.allOrNone().stream().filter(this::has).toList();
        if (!given.isEmpty() && given.size() < shape.allOrNone().size()) {
            throw error(
                    given.get(0),
                    "stands without the others of " + String.join(", ", shape.allOrNone()) + ".",
                    "Give all of them or none.");
        }
    }

    String file() {
        return file;
    }

    boolean has(String key) {
        return node.fields().containsKey(key);
    }

    String text(String key) {
        known(key, ProfileKey.Type.TEXT, ProfileKey.Type.REFERENCE);
        return textOf(key);
    }

    @Nullable
    String textOrNull(String key) {
        return absent(key) ? null : text(key);
    }

    String id(String key) {
        known(key, ProfileKey.Type.ID);
        String id = textOf(key);
        if (!id.matches(ID_PATTERN)) {
            throw error(key, "'" + id + "' is not an id.", "Use lower-case letters, digits, '-' and '_'.");
        }
        return id;
    }

    /** Which variant of a shape this is. */
    String kind(String kindKey) {
        known(kindKey, ProfileKey.Type.CONSTANT);
        return textOf(kindKey);
    }

    /** A text that is one of a few. */
    String choice(String key) {
        List<String> choices = known(key, ProfileKey.Type.CHOICE).choices();
        String text = textOf(key);
        if (!choices.contains(text)) {
            throw error(key, "'" + text + "' is unknown.", Suggestions.advice(text, choices));
        }
        return text;
    }

    /** A choice that is a constant of an enumeration, written as in the code. */
    <E extends Enum<E>> E constant(String key, Class<E> type) {
        return Enum.valueOf(type, choice(key));
    }

    /** A whole number that needs no source. */
    int integer(String key) {
        return (int) plain(key, "a whole number", number -> number == Math.rint(number));
    }

    /** A number that needs no source. */
    double plain(String key) {
        return plain(key, "a number", number -> true);
    }

    private double plain(String key, String what, DoublePredicate right) {
        ProfileKey known = known(key, ProfileKey.Type.PLAIN);
        ProfileNode value = required(key);
        if (!(value instanceof ProfileNode.Scalar scalar) || scalar.number() == null) {
            throw error(key, "expected " + what + ", found " + value.kind() + ".", null);
        }
        double number = scalar.number();
        if (!right.test(number) || !(number >= known.min() && number <= known.max())) {
            throw error(
                    key,
                    scalar.text() + " is not " + what + " from " + bound(known.min()) + " to " + bound(known.max())
                            + ".",
                    null);
        }
        return number;
    }

    private static String bound(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** A sourced number whose value and range lie between the key's bounds, both included. */
    Sourced number(String key) {
        ProfileKey known = known(key, ProfileKey.Type.NUMBER);
        return numberReader().read(keyPath(key), required(key), known);
    }

    @Nullable
    Sourced numberOrNull(String key) {
        return absent(key) ? null : number(key);
    }

    List<Sourced> numbers(String key) {
        ProfileKey known = known(key, ProfileKey.Type.NUMBERS);
        List<Sourced> numbers = new ArrayList<>();
        for (ProfileNode item : items(key)) {
            numbers.add(numberReader().read(keyPath(key) + "[" + numbers.size() + "]", item, known));
        }
        return List.copyOf(numbers);
    }

    /** As {@link #numbers}; empty where the key is absent. */
    List<Sourced> numbersOrNone(String key) {
        return absent(key) ? List.of() : numbers(key);
    }

    /** As {@link #numbers} where an item may be {@code null}; the list is not copied since it may hold nulls. */
    List<@Nullable Sourced> numbersOrNulls(String key) {
        ProfileKey known = known(key, ProfileKey.Type.NUMBERS_OR_NULLS);
        List<@Nullable Sourced> numbers = new ArrayList<>();
        for (ProfileNode item : items(key)) {
            String itemPath = keyPath(key) + "[" + numbers.size() + "]";
            numbers.add(
                    item instanceof ProfileNode.Empty ? null : numberReader().read(itemPath, item, known));
        }
        return numbers;
    }

    List<String> texts(String key) {
        known(key, ProfileKey.Type.TEXTS);
        List<String> texts = new ArrayList<>();
        for (ProfileNode item : items(key)) {
            if (!(item instanceof ProfileNode.Scalar scalar) || scalar.text().isBlank()) {
                throw error(key, "expected a list of texts, found " + item.kind() + " in it.", null);
            }
            texts.add(scalar.text());
        }
        return List.copyOf(texts);
    }

    Section section(String key) {
        return section(key, known(key, ProfileKey.Type.SECTION).sub());
    }

    /** The section with another shape than the table's, where the file itself decides what may stand in it. */
    Section section(String key, Shape below) {
        known(key, ProfileKey.Type.SECTION);
        return child(keyPath(key), required(key), below);
    }

    @Nullable
    Section sectionOrNull(String key) {
        return absent(key) ? null : section(key);
    }

    List<Section> sections(String key) {
        Shape below = known(key, ProfileKey.Type.SECTIONS).sub();
        List<Section> sections = new ArrayList<>();
        if (!absent(key)) {
            for (ProfileNode item : items(key)) {
                sections.add(child(keyPath(key) + "[" + sections.size() + "]", item, below));
            }
        }
        return sections;
    }

    /** The keys of the mapping in file order, {@code source} left out. */
    List<String> keys() {
        return node.fields().keySet().stream()
                .filter(key -> !key.equals("source"))
                .toList();
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

    private Section child(String childPath, ProfileNode value, Shape below) {
        if (!(value instanceof ProfileNode.Mapping mapping)) {
            List<String> names = below.kindKey() == null
                    ? below.names()
                    : below.variants().get(0).names();
            throw InputException.at(
                    file,
                    value.line(),
                    childPath,
                    "expected keys with values, found " + value.kind() + ".",
                    "It holds " + String.join(", ", names) + ".");
        }
        return new Section(file, citations, childPath, mapping, inherited, below);
    }

    private List<ProfileNode> items(String key) {
        ProfileKey known = shape.key(key);
        if (!(required(key) instanceof ProfileNode.Items items)) {
            throw error(key, "expected a list, found " + required(key).kind() + ".", null);
        }
        int count = items.items().size();
        if (count < known.fewest() || count > known.most()) {
            String wanted = known.fewest() == known.most() ? Integer.toString(known.most()) : "at least one";
            throw error(
                    key,
                    count == 0 ? "there is none." : count + " entries.",
                    "It needs " + wanted + ": " + known.meaning() + ".");
        }
        return items.items();
    }

    private String textOf(String key) {
        ProfileNode value = required(key);
        if (!(value instanceof ProfileNode.Scalar scalar) || scalar.text().isBlank()) {
            throw error(key, "expected a text, found " + value.kind() + ".", null);
        }
        return scalar.text();
    }

    /** The table's entry of a key; a reader that asks for another kind of value is wrong itself. */
    private ProfileKey known(String key, ProfileKey.Type... types) {
        ProfileKey known = shape.key(key);
        if (!Arrays.asList(types).contains(known.type())) {
            throw new IllegalStateException(shape.name() + "." + key + " is " + known.type());
        }
        return known;
    }

    /** True where a key is absent that may be. */
    private boolean absent(String key) {
        return !has(key) && !shape.key(key).required();
    }

    private ProfileNode required(String key) {
        ProfileNode value = node.fields().get(key);
        if (value == null) {
            throw error(key, "is missing.", "Add it: " + shape.key(key).meaning() + ".");
        }
        if (value instanceof ProfileNode.Empty) {
            throw error(key, "has no value.", shape.key(key).required() ? null : "Give it one or remove the key.");
        }
        return value;
    }

    private String keyPath(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
