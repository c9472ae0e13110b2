package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed YAML or JSON value that knows where it was written. Immutable, so an alias may share it. */
sealed interface Node {

    /** Where it begins. */
    Place place();

    /** What it is, for a message: {@code '30 fps'}, {@code a list}. */
    String shown();

    /** What the file format took a scalar for. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        NOTHING
    }

    /**
     * A single value.
     *
     * @param text as written, without quotes
     */
    record Scalar(Place place, Kind kind, String text) implements Node {
        private static final int SHOWN_CHARS = 60;

        @Override
        public String shown() {
            if (kind == Kind.NOTHING) {
                return "an empty value";
            }
            String line = text.replaceAll("\\p{Cntrl}", " ");
            String cut = line.length() > SHOWN_CHARS ? line.substring(0, SHOWN_CHARS) + "…" : line;
            return kind == Kind.TEXT ? "'" + cut + "'" : cut;
        }
    }

    /** A list. */
    record Items(Place place, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }

        Items with(int index, Node item) {
            List<Node> changed = new ArrayList<>(items);
            changed.set(index, item);
            return new Items(place, changed);
        }
    }

    /** A value with the place of its key. */
    record Entry(Place keyPlace, Node value) {}

    /** A mapping, in the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String shown() {
            return "a mapping";
        }

        @Nullable
        Node find(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        Mapping with(String key, Place keyPlace, Node value) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            Entry old = entries.get(key);
            changed.put(key, new Entry(old == null ? keyPlace : old.keyPlace(), value));
            return new Mapping(place, changed);
        }

        Mapping without(Collection<String> keys) {
            if (Collections.disjoint(entries.keySet(), keys)) {
                return this;
            }
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.keySet().removeAll(keys);
            return new Mapping(place, changed);
        }
    }
}
