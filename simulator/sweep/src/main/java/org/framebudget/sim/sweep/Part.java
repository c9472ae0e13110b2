package org.framebudget.sim.sweep;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a store: the rows of all points from one number to another, both included, that are not left out.
 *
 * @param from first number
 * @param to last number
 */
public record Part(long from, long to) implements Comparable<Part> {
    /** Files of results in a store, for DuckDB. */
    static final String GLOB = "points-*.parquet";

    private static final Pattern NAME = Pattern.compile("points-([0-9]{9})-([0-9]{9})\\.parquet");

    /** The part that a file of this name holds; empty for any other file. */
    static Optional<Part> named(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Part part = new Part(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        return part.from <= part.to ? Optional.of(part) : Optional.empty();
    }

    /** Points, those that are left out among them. */
    long length() {
        return to - from + 1;
    }

    String fileName() {
        return String.format(Locale.ROOT, "points-%09d-%09d.parquet", from, to);
    }

    /** The longer first where two begin with the same. */
    @Override
    public int compareTo(Part other) {
        return from == other.from ? Long.compare(other.to, to) : Long.compare(from, other.from);
    }
}
