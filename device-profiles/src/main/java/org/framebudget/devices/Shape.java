package org.framebudget.devices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that may stand in one mapping of a profile file. A {@code source} may stand in every one.
 *
 * @param name name in the JSON Schema
 * @param meaning what it describes
 * @param keys in the order of the documentation; none where there are variants
 * @param kindKey key that says which of the variants a mapping is; absent where there are none
 * @param variants shapes that each have their own constant under {@code kindKey}
 * @param exactlyOne keys of which exactly one must be there; may be empty
 * @param allOrNone keys that stand together or not at all; may be empty
 */
record Shape(
        String name,
        String meaning,
        List<ProfileKey> keys,
        @Nullable String kindKey,
        List<Shape> variants,
        List<String> exactlyOne,
        List<String> allOrNone) {

    static Shape of(String name, String meaning, ProfileKey... keys) {
        return new Shape(name, meaning, List.of(keys), null, List.of(), List.of(), List.of());
    }

    static Shape oneOf(String name, String meaning, String kindKey, Shape... variants) {
        return new Shape(name, meaning, List.of(), kindKey, List.of(variants), List.of(), List.of());
    }

    Shape exactlyOneOf(String... names) {
        return new Shape(name, meaning, keys, kindKey, variants, List.of(names), allOrNone);
    }

    Shape allOrNoneOf(String... names) {
        return new Shape(name, meaning, keys, kindKey, variants, exactlyOne, List.of(names));
    }

    /** The same with only those keys. */
    Shape only(List<String> names) {
        List<ProfileKey> left =
                keys.stream().filter(key -> names.contains(key.name())).toList();
        return new Shape(name, meaning, left, kindKey, variants, exactlyOne, allOrNone);
    }

    List<String> names() {
        return keys.stream().map(ProfileKey::name).toList();
    }

    ProfileKey key(String key) {
        return keys.stream()
                .filter(known -> known.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " has no key " + key));
    }

    /** What {@link #kindKey} can say, by position in {@link #variants}. */
    List<String> kinds() {
        return variants.stream()
                .map(variant -> variant.keys().get(0).choices().get(0))
                .toList();
    }
}
