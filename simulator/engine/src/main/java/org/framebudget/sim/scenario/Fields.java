package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.models.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read by its {@link Section}: knows its keys, checks each value, fills in defaults and notes
 * a sentence for every default it filled in.
 */
final class Fields {
    /** Of ids of profiles, with the accelerators that are attached. */
    private static final Pattern PROFILE_PATTERN = Pattern.compile("[a-z0-9][a-z0-9_+-]*");

    /** Where nobody asks what was assumed. */
    static final List<String> UNTOLD = List.of();

    private final Node.Mapping map;
    private final String path;
    private final Section section;
    private final List<String> assumptions;

    private Fields(Node.Mapping map, String path, Section section, List<String> assumptions) {
        this.map = map;
        this.path = path;
        this.section = section;
        this.assumptions = assumptions;
    }

    /** Opens a mapping; unknown keys and keys that exclude each other are errors here. */
    static Fields open(Node node, String path, Section section, List<String> assumptions) {
        if (!(node instanceof Node.Mapping map)) {
            throw node.place()
                    .error(
                            path,
                            "is " + node.shown() + ", not a mapping.",
                            "Give a mapping with any of: " + String.join(", ", section.names()) + ".");
        }
        Fields fields = new Fields(map, path, section, assumptions);
        map.entries().forEach((key, entry) -> {
            if (!section.has(key)) {
                throw KeyAdvice.unknown(entry.keyPlace(), fields.pathOf(key), key, entry.value(), section);
            }
        });
        for (List<String> group : section.exactlyOne()) {
            fields.checkAtMostOne(group);
            if (Collections.disjoint(group, map.entries().keySet())) {
                throw map.place().error(path, "none of " + list(group) + " is given.", "Give exactly one of them.");
            }
        }
        section.atMostOne().forEach(fields::checkAtMostOne);
        return fields;
    }

    /** Looks at every key of a mapping by itself, whatever the scenario around it is. */
    static void check(Node node, String path, Section section) {
        Fields fields = open(node, path, section, new ArrayList<>());
        section.requiredNames().forEach(fields::required);
        fields.names().forEach(name -> Values.check(section.key(name), fields.required(name), fields.pathOf(name)));
    }

    private void checkAtMostOne(List<String> group) {
        int count = 0;
        for (String key : group) {
            count += has(key) ? 1 : 0;
        }
        if (count < 2) {
            return;
        }
        List<String> given = group.stream().filter(this::has).toList();
        throw placeOf(given.get(1)).error(path, list(given) + " exclude each other.", "Keep one of them.");
    }

    private static String list(List<String> names) {
        String last = names.get(names.size() - 1);
        return names.size() == 1 ? last : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
    }

    boolean has(String key) {
        return map.entries().containsKey(key);
    }

    /** The keys that are given. */
    Set<String> names() {
        return map.entries().keySet();
    }

    String path() {
        return path;
    }

    Place place() {
        return map.place();
    }

    /** What it reads. */
    Node node() {
        return map;
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where a key's value stands; the mapping's own place where the key is absent. */
    Place placeOf(String key) {
        Node node = map.find(key);
        return node == null ? map.place() : node.place();
    }

    /** An error about one key's value. */
    InputException error(String key, String problem, String advice) {
        return placeOf(key).error(pathOf(key), problem, advice);
    }

    void schema(String key) {
        Values.schema(section.key(key), required(key), pathOf(key));
    }

    String text(String key) {
        return Values.text(section.key(key), required(key), pathOf(key));
    }

    @Nullable
    String textOrNull(String key) {
        Node node = optional(key);
        return node == null ? null : Values.text(section.key(key), node, pathOf(key));
    }

    String id(String key) {
        return Values.id(section.key(key), required(key), pathOf(key));
    }

    double number(String key) {
        return Values.number(section.key(key), required(key), pathOf(key));
    }

    @Nullable
    Double numberOrNull(String key) {
        Node node = optional(key);
        return node == null ? null : (Double) Values.number(section.key(key), node, pathOf(key));
    }

    long wholeLong(String key) {
        return Values.whole(section.key(key), required(key), pathOf(key));
    }

    int whole(String key) {
        return Math.toIntExact(wholeLong(key));
    }

    @Nullable
    Integer wholeOrNull(String key) {
        Node node = optional(key);
        return node == null ? null : (Integer) Math.toIntExact(Values.whole(section.key(key), node, pathOf(key)));
    }

    boolean flag(String key) {
        return Values.flag(section.key(key), required(key), pathOf(key));
    }

    Ratio rate(String key) {
        return Values.rate(section.key(key), required(key), pathOf(key));
    }

    @Nullable
    Ratio rateOrNull(String key) {
        Node node = optional(key);
        return node == null ? null : Values.rate(section.key(key), node, pathOf(key));
    }

    int[] size(String key) {
        return Values.size(section.key(key), required(key), pathOf(key));
    }

    /** A choice as text. */
    String choice(String key) {
        return Values.choice(section.key(key), required(key), pathOf(key));
    }

    /** A choice as the enum constant of the same name in capitals. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return Enum.valueOf(type, choice(key).toUpperCase(Locale.ROOT));
    }

    /** The section below; an empty one where it is absent, so that its defaults apply. */
    Fields section(String key) {
        Node node = map.find(key);
        Node below = node == null ? new Node.Mapping(map.place(), Map.of()) : node;
        return open(below, pathOf(key), section.key(key).sub(), assumptions);
    }

    @Nullable
    Fields sectionOrNull(String key) {
        return has(key) ? section(key) : null;
    }

    /** A whole number or the section that may stand in its place. */
    @Nullable
    Fields sectionInsteadOfWhole(String key) {
        return map.find(key) instanceof Node.Mapping ? section(key) : null;
    }

    /** The sections of a list, each with its id in the path; ids must differ. */
    List<Fields> sections(String key) {
        Section below = section.key(key).sub();
        List<Fields> opened = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Node item : items(key)) {
            String name = idOf(item, opened.size());
            Fields fields = open(item, pathOf(key) + "." + name, below, assumptions);
            if (below.has("id")) {
                String id = fields.id("id");
                Place first = seen.putIfAbsent(id, fields.placeOf("id"));
                if (first != null) {
                    String where = first.line() > 0 ? ", first on line " + first.line() + "." : ".";
                    throw fields.error("id", "the id '" + id + "' is used twice" + where, "Give each its own id.");
                }
            }
            opened.add(fields);
        }
        return opened;
    }

    /** The sections of a list again, for checks after binding; what is assumed there is not noted twice. */
    List<Fields> reopen(String key) {
        return new Fields(map, path, section, new ArrayList<>()).sections(key);
    }

    /** A list of ids that differ. */
    List<String> ids(String key) {
        List<String> ids = new ArrayList<>();
        for (Node item : items(key)) {
            String id = Values.id(section.key(key), item, pathOf(key));
            if (ids.contains(id)) {
                throw item.place().error(pathOf(key), "'" + id + "' is listed twice.", "List each once.");
            }
            ids.add(id);
        }
        return ids;
    }

    /** The items of a list, counted against the key's range; empty where the key is absent and not required. */
    List<Node> items(String key) {
        Key known = section.key(key);
        Node node = map.find(key);
        if (node == null) {
            if (known.required()) {
                throw missing(known);
            }
            if (known.defaultValue() != null) {
                assume(key, known.defaultValue() + " (default)");
            }
            return List.of();
        }
        return Values.items(known, node, pathOf(key));
    }

    /** The text that names a list item in paths: its id where it has one, else the profile that it is about, else its index from 0. */
    static String idOf(Node item, int index) {
        if (item instanceof Node.Mapping map) {
            if (map.find("id") instanceof Node.Scalar id
                    && Values.ID.matcher(id.text()).matches()) {
                return id.text();
            }
            if (map.find("id") == null && map.find("profile") instanceof Node.Scalar profile) {
                return nameOf(profile.text(), index);
            }
        }
        return Integer.toString(index);
    }

    /** How a list item is named that has no id: by its profile, or by its index where that is a path, whose dots would cut the name. */
    static String nameOf(String profile, int index) {
        return PROFILE_PATTERN.matcher(profile).matches() ? profile : Integer.toString(index);
    }

    /** Notes an assumption about a key. */
    void assume(String key, String words) {
        if (assumptions != UNTOLD) {
            assumptions.add(pathOf(key) + ": " + words);
        }
    }

    private Node required(String key) {
        Node node = map.find(key);
        if (node != null) {
            return node;
        }
        Key known = section.key(key);
        String value = known.defaultValue();
        if (value == null) {
            throw missing(known);
        }
        assume(key, value + " (default)");
        Node.Kind kind = switch (known.type()) {
            case NUMBER, WHOLE, WHOLE_OR_SECTION -> Node.Kind.NUMBER;
            case FLAG -> Node.Kind.FLAG;
            default -> Node.Kind.TEXT;
        };
        return new Node.Scalar(map.place(), kind, value);
    }

    private @Nullable Node optional(String key) {
        Node node = map.find(key);
        if (node == null) {
            String absent = section.key(key).absent();
            if (absent != null) {
                assume(key, absent + " (default)");
            }
        }
        return node;
    }

    private InputException missing(Key known) {
        return map.place().error(pathOf(known.name()), "is missing.", known.wanted());
    }
}
