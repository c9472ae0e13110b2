package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that may stand in one mapping.
 *
 * @param name name in the JSON Schema
 * @param meaning what it describes
 * @param keys in the order of the documentation
 * @param exactlyOne groups of keys of which exactly one must be there
 * @param atMostOne groups of keys of which only one may be there
 */
record Section(
        String name, String meaning, List<Key> keys, List<List<String>> exactlyOne, List<List<String>> atMostOne) {

    static Section of(String name, String meaning, Key... keys) {
        return new Section(name, meaning, List.of(keys), List.of(), List.of());
    }

    Section exactlyOneOf(String... names) {
        return new Section(name, meaning, keys, List.of(List.of(names)), atMostOne);
    }

    Section atMostOneOf(String... names) {
        List<List<String>> groups = new ArrayList<>(atMostOne);
        groups.add(List.of(names));
        return new Section(name, meaning, keys, exactlyOne, List.copyOf(groups));
    }

    /** The keys that may not stand beside {@code key}. */
    List<String> rivalsOf(String key) {
        return Stream.concat(exactlyOne.stream(), atMostOne.stream())
                .filter(group -> group.contains(key))
                .flatMap(List::stream)
                .filter(other -> !other.equals(key))
                .toList();
    }

    boolean has(String key) {
        return keys.stream().anyMatch(known -> known.name().equals(key));
    }

    Key key(String key) {
        return keys.stream()
                .filter(known -> known.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " has no key " + key));
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    List<String> requiredNames() {
        return keys.stream().filter(Key::required).map(Key::name).toList();
    }
}
