package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of a scenario file, with the section that it stands in at every step: two paths may name one value, since an item of a list has
 * an id and an index.
 *
 * @param names with items by their ids, and by their indexes where two have the same
 * @param sections of the names; absent for an item of a list, and for what is no key
 */
record KeyPath(List<String> names, List<@Nullable Section> sections) {
    static KeyPath of(Node root, String path) {
        List<String> names = new ArrayList<>();
        List<@Nullable Section> sections = new ArrayList<>();
        @Nullable Node node = root;
        @Nullable Section section = Keys.SCENARIO;
        String[] given = path.split("\\.", -1);
        for (int i = 0; i < given.length; i++) {
            names.add(given[i]);
            boolean known = section != null && section.has(given[i]);
            sections.add(known ? section : null);
            Key key = known && section != null ? section.key(given[i]) : null;
            section = key == null ? null : key.section();
            node = node instanceof Node.Mapping map ? map.find(given[i]) : null;
            if (key != null && key.type() == Key.Type.SECTIONS && i + 1 < given.length) {
                i++;
                List<String> ids = node instanceof Node.Items list ? Overrides.ids(list) : List.of();
                int index = Overrides.find(ids, given[i]);
                names.add(index < 0 ? given[i] : name(ids, index));
                sections.add(null);
                node = index >= 0 && node instanceof Node.Items list
                        ? list.items().get(index)
                        : null;
            }
        }
        return new KeyPath(names, sections);
    }

    private static String name(List<String> ids, int index) {
        String id = ids.get(index);
        return ids.indexOf(id) == ids.lastIndexOf(id) ? id : Integer.toString(index);
    }

    String text() {
        return String.join(".", names);
    }

    /** Whether one of two keys in the same mapping takes the place of the other. */
    boolean replaces(KeyPath other) {
        for (int i = 0; i < Math.min(names.size(), other.names.size()); i++) {
            if (!names.get(i).equals(other.names.get(i))) {
                Section section = sections.get(i);
                return section != null
                        && other.sections.get(i) != null
                        && section.rivalsOf(names.get(i)).contains(other.names.get(i));
            }
        }
        return false;
    }
}
