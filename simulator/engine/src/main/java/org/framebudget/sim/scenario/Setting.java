package org.framebudget.sim.scenario;

import java.math.BigDecimal;
import java.util.stream.Collectors;

/**
 * A value for one key of a scenario, as {@code --set} takes them, with the place where it was written, so that a mistake in it
 * is told there. Immutable.
 */
public final class Setting {
    private final Place place;
    private final String path;
    private final Node value;

    Setting(Place place, String path, Node value) {
        this.place = place;
        this.path = path;
        this.value = value;
    }

    /** Another number for the same key, told at the same place. */
    public Setting with(BigDecimal number) {
        String text = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        return new Setting(place, path, new Node.Scalar(place, Node.Kind.NUMBER, text));
    }

    /** The key, as in {@code cameras.back.fps}. */
    public String path() {
        return path;
    }

    /** The value in one line of YAML: what {@code --set} takes behind the equals sign. */
    public String text() {
        return text(value);
    }

    /** Whether the value is a mapping. */
    public boolean isMapping() {
        return value instanceof Node.Mapping;
    }

    /** Whether the value is a list. */
    public boolean isList() {
        return value instanceof Node.Items;
    }

    /** Whether it changes a scenario in the same way and is told at the same place. */
    boolean sameAs(Setting other) {
        return path.equals(other.path)
                && (value == other.value || (value instanceof Node.Scalar && value.equals(other.value)));
    }

    private static String text(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        if (node instanceof Node.Items list) {
            return list.items().stream().map(Setting::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Node.Mapping) node)
                .entries().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + ": " + text(entry.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    Place place() {
        return place;
    }

    Node value() {
        return value;
    }
}
