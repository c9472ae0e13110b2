package org.framebudget.devices;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.framebudget.models.CsvTable;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Sets of numbers of a profile that fit the same measurements about as well. The single numbers of a set hang together, so what a fit
 * leaves open is drawn by taking a set, not one number after the other from its range.
 */
public final class FittedSets {
    private static final String PATH = "path";

    private final Map<String, double[]> valuesByPath;
    private final int count;

    private FittedSets(Map<String, double[]> valuesByPath, int count) {
        this.valuesByPath = valuesByPath;
        this.count = count;
    }

    /** How many sets there are, at least 1. */
    public int count() {
        return count;
    }

    /**
     * A number of a set in the unit of the profile's number, null where the sets do not hold it.
     *
     * @param set which, from 0
     * @param path as in {@link ProfileNumbers#numbers()}
     */
    public @Nullable Double value(int set, String path) {
        double[] values = valuesByPath.get(path);
        return values == null ? null : values[set];
    }

    /** Paths of the numbers that the sets hold. */
    public Set<String> paths() {
        return valuesByPath.keySet();
    }

    /**
     * Reads a table with a line for each number, {@code path} first, and a column {@code set_1}, {@code set_2} and so on for each set.
     *
     * @param numbers of the profile that names the file
     */
    static FittedSets read(String file, String text, Map<String, Sourced> numbers) {
        int count = (int) text.lines()
                .findFirst()
                .orElse("")
                .chars()
                .filter(c -> c == ',')
                .count();
        if (count == 0) {
            throw InputException.at(file, 1, null, "there is no set in it.", "The columns are path, set_1, set_2, …");
        }
        List<String> sets =
                IntStream.rangeClosed(1, count).mapToObj(set -> "set_" + set).toList();
        List<String> columns = new ArrayList<>(sets);
        columns.add(0, PATH);
        Map<String, double[]> values = new LinkedHashMap<>();
        for (CsvTable.Row row : CsvTable.read(file, text, columns, List.of()).rows()) {
            String path = row.text(PATH);
            if (!numbers.containsKey(path)) {
                throw row.error(
                        PATH,
                        "the profile has no number '" + path + "'.",
                        "Write it as in thermal.nodes[board].capacity_j_per_k.");
            }
            double[] set = sets.stream()
                    .mapToDouble(name -> row.number(name, -1e12, 1e12))
                    .toArray();
            if (values.put(path, set) != null) {
                throw row.error(PATH, "'" + path + "' stands twice.", "Remove one.");
            }
        }
        return new FittedSets(Collections.unmodifiableMap(values), count);
    }
}
