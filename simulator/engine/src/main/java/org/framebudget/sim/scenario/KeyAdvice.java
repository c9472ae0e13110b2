package org.framebudget.sim.scenario;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/** What to write instead of a key that does not exist. */
final class KeyAdvice {
    private KeyAdvice() {}

    /** An unknown key of a mapping: the right unit, the nearest key, or the section it belongs to, in this order. */
    static InputException unknown(Place place, String path, String key, Node value, Section section) {
        return place.error(path, "unknown key.", advice(key, value, section));
    }

    static String advice(String key, Node value, Section section) {
        if (key.equals("<<")) {
            return "Merge keys are not read: write the values out.";
        }
        Optional<Key> otherUnit = section.keys().stream()
                .filter(known -> Units.wordsOf(known.name()).isPresent())
                .filter(known -> Units.stemOf(known.name()).equals(Units.stemOf(key)))
                .findFirst();
        if (otherUnit.isPresent()) {
            return unitAdvice(otherUnit.get(), key, value);
        }
        return Suggestions.nearest(key, section.names())
                .map(best -> "Maybe '" + best + "'?")
                .orElseGet(() -> elsewhere(key, section) + "Known: " + String.join(", ", section.names()) + ".");
    }

    private static String unitAdvice(Key known, String key, Node value) {
        String unit = Units.wordsOf(known.name()).orElse("");
        String text = value instanceof Node.Scalar scalar ? scalar.text() : "";
        return Units.converted(text, key, known.name())
                .map(number -> "Write '" + known.name() + ": " + number + "' (" + unit + ").")
                .orElse("Write '" + known.name() + "' (" + unit + ").");
    }

    private static String elsewhere(String key, Section section) {
        String places = all(Keys.SCENARIO).stream()
                .filter(other -> !other.equals(section) && other.has(key))
                .map(Section::name)
                .collect(Collectors.joining(" or "));
        return places.isEmpty() ? "" : "'" + key + "' belongs to " + places + ". ";
    }

    /** A section and everything below it, each once, top first. */
    static Collection<Section> all(Section top) {
        Set<Section> found = new LinkedHashSet<>();
        collect(top, found);
        return found;
    }

    private static void collect(Section section, Set<Section> found) {
        if (found.add(section)) {
            for (Key key : section.keys()) {
                if (key.section() != null) {
                    collect(key.sub(), found);
                }
            }
        }
    }
}
