package org.framebudget.sim.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a scenario stand, so that a mistake found after reading, as against a device profile, is told like
 * one found while reading. Keys are dotted paths as {@code --set} takes them; list items go by their id, or by {@link #item}.
 */
public final class Places {
    /** Of a scenario that was not read from a text: errors say {@code scenario} where a file would stand. */
    public static final Places NONE = new Places(new Node.Scalar(new Place("scenario", 0), Node.Kind.NOTHING, ""));

    private final Node root;

    Places(Node root) {
        this.root = root;
    }

    /** How a list item without an id is named in a key: by the profile it is about, or by its index where that is a path. */
    public static String item(String profile, int index) {
        return Fields.nameOf(profile, index);
    }

    /**
     * An error about the value of a key, at its line; where the key is absent, at the nearest part above it.
     *
     * @param problem what is wrong, with the value in it
     * @param advice what would be right, absent where the problem says it
     */
    public InputException error(String key, String problem, @Nullable String advice) {
        Node node = root;
        for (String name : key.split("\\.")) {
            Node below = below(node, name);
            if (below == null) {
                break;
            }
            node = below;
        }
        return node.place().error(key, problem, advice);
    }

    /** A single value as it was written; empty where the text has none there. */
    public Optional<String> written(String key) {
        @Nullable Node node = root;
        for (String name : key.split("\\.")) {
            node = node == null ? null : below(node, name);
        }
        return node instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    /** What {@code read} gives; where it complains, the complaint with the place of the key that led there. */
    public <T> T blame(String key, Supplier<T> read) {
        try {
            return read.get();
        } catch (InputException e) {
            InputException placed = error(key, String.valueOf(e.getMessage()), null);
            placed.initCause(e);
            throw placed;
        }
    }

    private static @Nullable Node below(Node node, String name) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.find(name);
        }
        if (node instanceof Node.Items list) {
            List<Node> items = list.items();
            for (int i = 0; i < items.size(); i++) {
                if (Fields.idOf(items.get(i), i).equals(name)) {
                    return items.get(i);
                }
            }
        }
        return null;
    }
}
