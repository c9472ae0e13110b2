package org.framebudget.devices.calibration.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The tables of {@code benchmark_model --enable_op_profiling}, as text with tabs or as CSV. Of several the last summary by node type
 * is taken: that of the inferences, after that of the initialisation.
 */
final class OperatorTable {
    private static final String TITLE = "Summary by node type";
    private static final int COLUMNS = 4;

    private OperatorTable() {}

    /** Times by type of operator, most time first; empty where the text has no such table. */
    static List<OperatorShare> read(String file, List<String> lines) {
        return read(file, lines, 0);
    }

    /** The same, of what follows an index. */
    static List<OperatorShare> read(String file, List<String> lines, int from) {
        List<OperatorShare> last = List.of();
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).contains(TITLE)) {
                List<OperatorShare> table = table(file, lines, i + 1);
                last = table.isEmpty() ? last : table;
            }
        }
        return last;
    }

    private static List<OperatorShare> table(String file, List<String> lines, int from) {
        List<OperatorShare> shares = new ArrayList<>();
        boolean header = true;
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (header) {
                String titles = line.toLowerCase(Locale.ROOT);
                if (!titles.contains("node type") || !titles.contains("count")) {
                    throw InputException.at(
                            file, i + 1, null, "a table by node type has no header.", "Take the tool's own output.");
                }
                header = false;
                continue;
            }
            List<String> cells = cells(line);
            if (cells.size() < COLUMNS) {
                break;
            }
            Double count = number(cells.get(1));
            Double ms = number(cells.get(2));
            Double percent = number(cells.get(3));
            if (count == null || ms == null || percent == null) {
                throw InputException.at(
                        file,
                        i + 1,
                        cells.get(0),
                        "expected count, milliseconds and percent, found '" + line.strip() + "'.",
                        null);
            }
            shares.add(new OperatorShare(cells.get(0), (int) Math.round(count), ms, percent / 100));
        }
        return shares;
    }

    private static List<String> cells(String line) {
        String[] parts = line.contains("\t") ? line.split("\t") : line.split(",");
        List<String> cells = new ArrayList<>();
        for (String part : parts) {
            if (!part.isBlank()) {
                cells.add(part.strip());
            }
        }
        return cells;
    }

    private static @Nullable Double number(String cell) {
        try {
            return Double.valueOf(cell.replace("%", ""));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
