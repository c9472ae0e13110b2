package org.framebudget.sim.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of the scenario file. Reader, error messages, {@code --set} paths and the shipped JSON Schema all come from
 * this, so that they cannot disagree.
 *
 * @param name as in the file, unit included
 * @param type what it holds
 * @param meaning what it means, a noun phrase
 * @param required true where there is neither a default nor a meaning of its absence
 * @param low smallest value (numbers), or fewest items
 * @param lowOpen true where {@code low} itself is not allowed
 * @param high largest value, or most items
 * @param choices allowed texts, for {@link Type#CHOICE}; the one id, for {@link Type#SCHEMA}
 * @param section what stands below, for sections
 * @param defaultValue as it would be written; absent for none
 * @param absent what it means to leave it out, told as an assumption; absent where nothing is assumed
 */
record Key(
        String name,
        Type type,
        String meaning,
        boolean required,
        double low,
        boolean lowOpen,
        double high,
        List<String> choices,
        @Nullable Section section,
        @Nullable String defaultValue,
        @Nullable String absent) {

    /** What a key holds. */
    enum Type {
        /** The schema's own id. */
        SCHEMA,
        TEXT,
        ID,
        NUMBER,
        WHOLE,
        FLAG,
        CHOICE,
        /** Events per second: a number, or text with a fraction of whole numbers. */
        RATE,
        /** Pixels, {@code 224x224}. */
        SIZE,
        /** Path of a CSV file. */
        FILE,
        /** A list of ids. */
        NAMES,
        /** A list of lines of text. */
        TEXTS,
        /** A list of anything. */
        VALUES,
        SECTION,
        /** A list of sections. */
        SECTIONS,
        /** A whole number, or a section. */
        WHOLE_OR_SECTION
    }

    static Key of(String name, Type type, String meaning) {
        return new Key(name, type, meaning, false, 0, false, Double.POSITIVE_INFINITY, List.of(), null, null, null);
    }

    /** Names the version of the file's format. */
    static Key schema(String id) {
        return new Key(
                "schema",
                Type.SCHEMA,
                "version of this format",
                true,
                0,
                false,
                Double.POSITIVE_INFINITY,
                List.of(id),
                null,
                null,
                null);
    }

    static Key number(String name, String meaning) {
        return of(name, Type.NUMBER, meaning);
    }

    static Key whole(String name, String meaning) {
        return of(name, Type.WHOLE, meaning);
    }

    static Key section(String name, Section section) {
        return of(name, Type.SECTION, section.meaning()).below(section);
    }

    static Key sections(String name, Section section) {
        return of(name, Type.SECTIONS, section.meaning()).below(section);
    }

    static Key choice(String name, String meaning, String... choices) {
        Key k = of(name, Type.CHOICE, meaning);
        return new Key(name, k.type, meaning, false, 0, false, k.high, List.of(choices), null, null, null);
    }

    Key asRequired() {
        return new Key(name, type, meaning, true, low, lowOpen, high, choices, section, defaultValue, absent);
    }

    Key asOptional() {
        return new Key(name, type, meaning, false, low, lowOpen, high, choices, section, defaultValue, absent);
    }

    Key from(double lowest) {
        return new Key(name, type, meaning, required, lowest, false, high, choices, section, defaultValue, absent);
    }

    Key above(double lowest) {
        return new Key(name, type, meaning, required, lowest, true, high, choices, section, defaultValue, absent);
    }

    Key to(double highest) {
        return new Key(name, type, meaning, required, low, lowOpen, highest, choices, section, defaultValue, absent);
    }

    Key below(Section below) {
        return new Key(name, type, meaning, required, low, lowOpen, high, choices, below, defaultValue, absent);
    }

    Key defaults(String value) {
        return new Key(name, type, meaning, required, low, lowOpen, high, choices, section, value, absent);
    }

    Key absentMeans(String words) {
        return new Key(name, type, meaning, required, low, lowOpen, high, choices, section, defaultValue, words);
    }

    /** The section below; only for keys that have one. */
    Section sub() {
        if (section == null) {
            throw new IllegalStateException(name + " has no section");
        }
        return section;
    }

    /** What would be right, as a sentence. */
    String wanted() {
        return switch (type) {
            case SCHEMA -> "Write 'schema: " + choices.get(0) + "'.";
            case TEXT -> "Give text: " + meaning + ".";
            case ID -> "Use lower-case letters, digits, '_' and '-', beginning with a letter or digit.";
            case NUMBER ->
                "Give " + Units.wordsOf(name).map(unit -> unit + ", ").orElse("a number ") + range() + ".";
            case WHOLE -> "Give a whole number " + range() + ".";
            case FLAG -> "Give true or false.";
            case CHOICE -> "Known: " + String.join(", ", choices) + ".";
            case RATE ->
                "Give " + Units.wordsOf(name).orElse("a rate") + " " + range()
                        + ", such as 30, 29.97 or \"30000/1001\".";
            case SIZE -> "Give width x height in pixels " + range() + ", such as 224x224.";
            case FILE -> "Give the path of a CSV file, relative to the scenario.";
            case NAMES -> "Give a list of ids, such as [front, back].";
            case TEXTS -> "Give a list of texts: " + meaning + ".";
            case VALUES -> "Give a list: " + meaning + ".";
            case SECTION -> "Give a mapping with any of: " + String.join(", ", sub().names()) + ".";
            case SECTIONS -> "Give a list of mappings, each with " + String.join(", ", sub().requiredNames()) + ".";
            case WHOLE_OR_SECTION ->
                "Give a whole number " + range() + ", or a mapping with one of: " + String.join(", ", sub().names())
                        + ".";
        };
    }

    private String range() {
        String from = (lowOpen ? "above " : "from ") + Units.plain(low);
        if (Double.isInfinite(high)) {
            return from;
        }
        return from + (lowOpen ? " and at most " : " to ") + Units.plain(high);
    }
}
