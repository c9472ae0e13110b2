package org.framebudget.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small comma-separated file with a header line: fields may stand in double quotes (a quote inside is doubled), empty
 * lines and lines that begin with {@code #} are skipped. Every problem is an {@link InputException} with file and line.
 */
public final class CsvTable {
    private final String file;
    private final List<String> header;
    private final List<Row> rows;

    private CsvTable(String file, List<String> header, List<Row> rows) {
        this.file = file;
        this.header = header;
        this.rows = rows;
    }

    /**
     * Reads a table whose header must hold every required column, may hold the optional ones and nothing else.
     *
     * @param file name for messages
     * @param text the file's content
     */
    public static CsvTable read(String file, String text, List<String> required, List<String> optional) {
        List<String> header = List.of();
        List<Row> rows = new ArrayList<>();
        CsvTable table = null;
        int line = 0;
        for (String content : text.split("\n", -1)) {
            line++;
            String trimmed = content.endsWith("\r") ? content.substring(0, content.length() - 1) : content;
            if (trimmed.isBlank() || trimmed.startsWith("#")) {
                continue;
            }
            List<String> fields = split(file, line, trimmed);
            if (table == null) {
                header = fields;
                checkHeader(file, line, header, required, optional);
                table = new CsvTable(file, header, rows);
            } else if (fields.size() != header.size()) {
                throw InputException.at(
                        file,
                        line,
                        null,
                        fields.size() + " fields, but the header names " + header.size() + " columns.",
                        "Put a field that holds a comma in double quotes.");
            } else {
                rows.add(table.new Row(line, fields));
            }
        }
        if (table == null) {
            throw InputException.at(
                    file, 0, null, "the file is empty.", "Begin with a header: " + String.join(",", required) + ".");
        }
        return table;
    }

    private static void checkHeader(
            String file, int line, List<String> header, List<String> required, List<String> optional) {
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!known.contains(column)) {
                throw InputException.at(file, line, column, "unknown column.", Suggestions.advice(column, known));
            }
            if (!seen.add(column)) {
                throw InputException.at(file, line, column, "the column stands twice.", "Remove one.");
            }
        }
        for (String column : required) {
            if (!seen.contains(column)) {
                throw InputException.at(file, line, column, "the column is missing.", null);
            }
        }
    }

    private static List<String> split(String file, int line, String content) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quoted && c == '"' && i + 1 < content.length() && content.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw InputException.at(file, line, null, "a double quote is never closed.", null);
        }
        fields.add(field.toString().strip());
        return fields;
    }

    /** The file's name as given. */
    public String file() {
        return file;
    }

    /** The rows in file order. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** One row. */
    public final class Row {
        private final int line;
        private final List<String> fields;

        private Row(int line, List<String> fields) {
            this.line = line;
            this.fields = fields;
        }

        /** Name of the file the row stands in. */
        public String file() {
            return file;
        }

        /** Line in the file, from 1. */
        public int line() {
            return line;
        }

        /** The field, or an empty text where the file has no such column. */
        public String textOrEmpty(String column) {
            int at = header.indexOf(column);
            return at < 0 ? "" : fields.get(at);
        }

        /** The field, which must not be empty. */
        public String text(String column) {
            String text = textOrEmpty(column);
            if (text.isEmpty()) {
                throw error(column, "the field is empty.", null);
            }
            return text;
        }

        /** A finite number between two bounds, both included; absent where the field is empty. */
        public @Nullable Double numberOrNull(String column, double min, double max) {
            return textOrEmpty(column).isEmpty() ? null : number(column, min, max);
        }

        /** A finite number between two bounds, both included. */
        public double number(String column, double min, double max) {
            String text = text(column);
            double value;
            try {
                value = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw error(column, "'" + text + "' is not a number.", null);
            }
            if (!(value >= min && value <= max)) {
                throw error(
                        column,
                        text + " is out of range.",
                        "It must lie between " + TextInput.plain(min) + " and " + TextInput.plain(max) + ".");
            }
            return value;
        }

        /** A whole number between two bounds, both included. */
        public int integer(String column, int min, int max) {
            double value = number(column, min, max);
            if (value != Math.rint(value)) {
                throw error(column, text(column) + " is not a whole number.", null);
            }
            return (int) value;
        }

        /** An error at this row and column, ready to throw. */
        public InputException error(String column, String problem, @Nullable String advice) {
            return InputException.at(file, line, column, problem, advice);
        }
    }
}
