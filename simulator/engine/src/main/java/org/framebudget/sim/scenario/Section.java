package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that may stand in one mapping.
 *
 * @param name name in the JSON Schema
 * @param meaning what it describes
 * @param keys in the order of the documentation
 * @param exactlyOne groups of keys of which exactly one must be there
 * @param atMostOne groups of keys of which only one may be there
 * @param byName the same keys by their names
 */
record Section(
        String name,
        String meaning,
        List<Key> keys,
        List<List<String>> exactlyOne,
        List<List<String>> atMostOne,
        Map<String, Key> byName) {

    static Section of(String name, String meaning, Key... keys) {
        Map<String, Key> byName = new HashMap<>();
        for (Key key : keys) {
            byName.put(key.name(), key);
        }
        return new Section(name, meaning, List.of(keys), List.of(), List.of(), byName);
    }

    Section exactlyOneOf(String... names) {
        return new Section(name, meaning, keys, List.of(List.of(names)), atMostOne, byName);
    }

    Section atMostOneOf(String... names) {
        List<List<String>> groups = new ArrayList<>(atMostOne);
        groups.add(List.of(names));
        return new Section(name, meaning, keys, exactlyOne, List.copyOf(groups), byName);
    }

    /** The keys that may not stand beside {@code key}. */
    List<String> rivalsOf(String key) {
        List<String> rivals = new ArrayList<>();
        for (List<List<String>> groups : List.of(exactlyOne, atMostOne)) {
            for (List<String> group : groups) {
                if (group.contains(key)) {
                    group.stream().filter(other -> !other.equals(key)).forEach(rivals::add);
                }
            }
        }
        return rivals;
    }

    boolean has(String key) {
        return byName.containsKey(key);
    }

    Key key(String key) {
        Key known = byName.get(key);
        if (known == null) {
            throw new IllegalStateException(name + " has no key " + key);
        }
        return known;
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    List<String> requiredNames() {
        return keys.stream().filter(Key::required).map(Key::name).toList();
    }
}
