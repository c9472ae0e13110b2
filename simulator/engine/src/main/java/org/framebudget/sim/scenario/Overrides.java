package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --set path=value}, or one value of a sweep. A path names keys, and list items by their id, by the profile where they have none, or by their index from 0:
 * {@code pipelines.classify.stages.classify.infer.input=192x192}. The value is read as YAML. An optional key or section
 * that is not in the file is created; a list item is not. A key that excludes another replaces it, as {@code cameras} does {@code camera}.
 */
final class Overrides {
    private final Place place;
    private final String path;
    private final Node value;

    private Overrides(Setting setting) {
        this.place = setting.place();
        this.path = setting.path();
        this.value = setting.value();
    }

    /** The tree with the override; its value keeps the argument as its place, so later errors name it. */
    static Node apply(Node root, String set) {
        Place place = new Place("--set " + set, 0);
        int equals = set.indexOf('=');
        if (equals <= 0) {
            throw place.error("", "is not PATH=VALUE.", "Write it as in --set cameras.back.fps=15.");
        }
        String path = set.substring(0, equals).strip();
        String text = set.substring(equals + 1);
        if (text.isBlank()) {
            throw place.error(path, "has no value.", "Write it as in --set cameras.back.fps=15.");
        }
        return apply(root, new Setting(place, path, NodeParser.argument(text, place.source())));
    }

    /** The tree with another value, wherever that was written. */
    static Node apply(Node root, Setting setting) {
        return new Overrides(setting)
                .inSection(root, Keys.SCENARIO, List.of(setting.path().split("\\.", -1)), "");
    }

    private Node inSection(Node node, Section section, List<String> rest, String above) {
        if (!(node instanceof Node.Mapping whole)) {
            throw node.place().error(above, "is " + node.shown() + ", not a mapping.", "Correct it in the file first.");
        }
        String name = rest.get(0);
        if (!section.has(name)) {
            throw unknown(name, above, section);
        }
        Node.Mapping map = whole.without(section.rivalsOf(name));
        Key key = section.key(name);
        String here = join(above, name);
        if (rest.size() == 1) {
            return map.with(name, place, value);
        }
        List<String> below = rest.subList(1, rest.size());
        if (key.section() == null) {
            throw place.error(path, "'" + here + "' is a single value.", "Write '" + here + "=" + shownValue() + "'.");
        }
        Node child = map.find(name);
        if (key.type() == Key.Type.SECTIONS) {
            return map.with(name, place, inList(child, key, below, here));
        }
        boolean create = child == null || (key.type() == Key.Type.WHOLE_OR_SECTION && child instanceof Node.Scalar);
        Node opened = create || child == null ? new Node.Mapping(place, Map.of()) : child;
        return map.with(name, place, inSection(opened, key.sub(), below, here));
    }

    private Node inList(@Nullable Node node, Key key, List<String> rest, String above) {
        if (!(node instanceof Node.Items list)) {
            throw place.error(path, "there are no " + key.name() + " in the file.", "Add them to the file first.");
        }
        List<String> ids = ids(list);
        String name = rest.get(0);
        int index = ids.indexOf(name);
        if (index != ids.lastIndexOf(name)) {
            throw place.error(
                    path,
                    "'" + join(above, name) + "' is there more than once.",
                    "Name it by its index: " + index + " is the first, " + ids.lastIndexOf(name) + " the last.");
        }
        index = find(ids, name);
        if (index < 0) {
            throw place.error(path, "there is no '" + join(above, name) + "'.", Suggestions.advice(name, ids));
        }
        if (rest.size() == 1) {
            throw place.error(
                    path,
                    "names a whole list item.",
                    "Name a key in it: " + String.join(", ", key.sub().names()) + ".");
        }
        Node changed = inSection(
                list.items().get(index), key.sub(), rest.subList(1, rest.size()), join(above, ids.get(index)));
        return list.with(index, changed);
    }

    /** Names of a list's items. */
    static List<String> ids(Node.Items list) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            ids.add(Fields.idOf(list.items().get(i), i));
        }
        return ids;
    }

    /** The item of that name or, where none has it, of that index; −1 for none. */
    static int find(List<String> ids, String name) {
        int index = ids.indexOf(name);
        return index < 0 && name.matches("[0-9]{1,5}") && Integer.parseInt(name) < ids.size()
                ? Integer.parseInt(name)
                : index;
    }

    private InputException unknown(String name, String above, Section section) {
        return place.error(
                path, "there is no key '" + join(above, name) + "'.", KeyAdvice.advice(name, value, section));
    }

    private String shownValue() {
        return value instanceof Node.Scalar scalar ? scalar.text() : "…";
    }

    private static String join(String above, String name) {
        return above.isEmpty() ? name : above + "." + name;
    }
}
