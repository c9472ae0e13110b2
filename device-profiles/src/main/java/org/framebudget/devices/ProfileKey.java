package org.framebudget.devices;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of a profile file. The reader and the shipped JSON Schema both come from this, so that they cannot disagree.
 *
 * @param name as in the file, unit included
 * @param type what it holds
 * @param meaning what it means, a noun phrase
 * @param required true where it may not be left out
 * @param min smallest value of a number, or of each number of a list
 * @param max largest value
 * @param whole true where a number must be a whole one
 * @param fewest fewest items of a list
 * @param most most items of a list
 * @param choices allowed texts of a {@link Type#CHOICE}, or those a {@link Type#REFERENCE} can have at all
 * @param below what stands below, for sections
 */
record ProfileKey(
        String name,
        Type type,
        String meaning,
        boolean required,
        double min,
        double max,
        boolean whole,
        int fewest,
        int most,
        List<String> choices,
        @Nullable Shape below) {

    /** What a key holds. */
    enum Type {
        /** The text that says what the mapping is. */
        CONSTANT,
        TEXT,
        TEXTS,
        ID,
        CHOICE,
        /** A name that something else in the file has; {@link ProfileChecks} follows it. */
        REFERENCE,
        /** A number that needs no source. */
        PLAIN,
        /** A number with a source. */
        NUMBER,
        NUMBERS,
        /** Numbers in a list that may have {@code null} among them. */
        NUMBERS_OR_NULLS,
        SECTION,
        SECTIONS
    }

    private static ProfileKey of(String name, Type type, String meaning) {
        return new ProfileKey(
                name, type, meaning, true, 0, Double.POSITIVE_INFINITY, false, 0, Integer.MAX_VALUE, List.of(), null);
    }

    static ProfileKey constant(String name, String value, String meaning) {
        return of(name, Type.CONSTANT, meaning).among(List.of(value));
    }

    static ProfileKey text(String name, String meaning) {
        return of(name, Type.TEXT, meaning);
    }

    static ProfileKey texts(String name, String meaning) {
        return of(name, Type.TEXTS, meaning).count(1, Integer.MAX_VALUE);
    }

    static ProfileKey id(String name, String meaning) {
        return of(name, Type.ID, meaning);
    }

    static ProfileKey choice(String name, String meaning, List<String> choices) {
        return of(name, Type.CHOICE, meaning).among(choices);
    }

    static <E extends Enum<E>> ProfileKey choice(String name, String meaning, Class<E> type) {
        return choice(
                name,
                meaning,
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    }

    static ProfileKey reference(String name, String meaning, List<String> choices) {
        return of(name, Type.REFERENCE, meaning).among(choices);
    }

    static ProfileKey plain(String name, String meaning, double min, double max) {
        return of(name, Type.PLAIN, meaning).between(min, max);
    }

    static ProfileKey number(String name, String meaning, double min, double max) {
        return of(name, Type.NUMBER, meaning).between(min, max);
    }

    static ProfileKey numbers(String name, String meaning, double min, double max) {
        return of(name, Type.NUMBERS, meaning).between(min, max);
    }

    static ProfileKey numbersOrNulls(String name, String meaning, double min, double max) {
        return of(name, Type.NUMBERS_OR_NULLS, meaning).between(min, max);
    }

    static ProfileKey section(String name, Shape below) {
        return of(name, Type.SECTION, below.meaning()).over(below);
    }

    /** A list of sections with at least one in it. */
    static ProfileKey sections(String name, String meaning, Shape below) {
        return of(name, Type.SECTIONS, meaning).over(below).count(1, Integer.MAX_VALUE);
    }

    /** A list of sections that may be empty or left out. */
    static ProfileKey anyNumberOf(String name, String meaning, Shape below) {
        return of(name, Type.SECTIONS, meaning).over(below).optional();
    }

    ProfileKey optional() {
        return new ProfileKey(name, type, meaning, false, min, max, whole, fewest, most, choices, below);
    }

    ProfileKey asWhole() {
        return new ProfileKey(name, type, meaning, required, min, max, true, fewest, most, choices, below);
    }

    ProfileKey count(int least, int largest) {
        return new ProfileKey(name, type, meaning, required, min, max, whole, least, largest, choices, below);
    }

    private ProfileKey between(double lowest, double highest) {
        return new ProfileKey(name, type, meaning, required, lowest, highest, whole, fewest, most, choices, below);
    }

    private ProfileKey among(List<String> texts) {
        return new ProfileKey(name, type, meaning, required, min, max, whole, fewest, most, texts, below);
    }

    private ProfileKey over(Shape shape) {
        return new ProfileKey(name, type, meaning, required, min, max, whole, fewest, most, choices, shape);
    }

    /** The shape below; only for keys that have one. */
    Shape sub() {
        if (below == null) {
            throw new IllegalStateException(name + " has no section");
        }
        return below;
    }
}
