package org.framebudget.sim.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/**
 * A CSV file read row by row: comma-separated, UTF-8, one header line that names each column once; further columns, blank
 * lines and lines that begin with {@code #} are skipped. A comma within double quotes is part of its cell. At most
 * {@value #MOST_MB} MB, and at least one row.
 */
final class CsvFile implements AutoCloseable {
    static final int MOST_MB = 64;
    private static final int LONGEST_LINE = 10_000;

    private final String name;
    private final BufferedReader reader;
    private int line;
    private List<String> header = List.of();
    private int headerLine;
    private List<String> cells = List.of();
    private boolean anyRow;

    private CsvFile(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /** Opens the file that {@code key} names, relative to {@code baseDir}, and reads its header. */
    static CsvFile open(Fields fields, String key, Path baseDir) throws IOException {
        String name = fields.text(key);
        Path path;
        try {
            path = baseDir.resolve(name);
        } catch (InvalidPathException e) {
            throw fields.error(key, "'" + name + "' is not a path.", "Give the path of a CSV file.");
        }
        if (!Files.exists(path)) {
            throw fields.error(key, "there is no file '" + name + "'.", "Paths are relative to the scenario file.");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw fields.error(key, "'" + name + "' cannot be read.", "Give a CSV file with read permission.");
        }
        if (Files.size(path) > (long) MOST_MB << 20) {
            throw fields.error(key, "'" + name + "' is larger than " + MOST_MB + " MB.", "Give a shorter trace.");
        }
        CsvFile csv = new CsvFile(name, Files.newBufferedReader(path, StandardCharsets.UTF_8));
        if (csv.readRow()) {
            csv.header = csv.cells;
            csv.headerLine = csv.line;
            csv.checkHeader();
        }
        return csv;
    }

    private void checkHeader() {
        for (String column : header) {
            if (!column.isEmpty() && header.indexOf(column) < header.lastIndexOf(column)) {
                String shown = column.length() < 100 ? column : column.substring(0, 100) + "…";
                throw InputException.at(
                        name, line, null, "names the column '" + shown + "' twice.", "Give each its own name.");
            }
        }
    }

    /** What a failed read means to the user. */
    static InputException unreadable(Fields fields, String key, IOException e) {
        if (e instanceof CharacterCodingException) {
            return fields.error(key, "'" + fields.text(key) + "' is not UTF-8 text.", "Save it as UTF-8.");
        }
        return fields.error(key, "'" + fields.text(key) + "' cannot be read.", "Give a CSV file with read permission.");
    }

    /** Position of the first of these columns that the header has. */
    int column(String... names) {
        if (header.isEmpty()) {
            throw noRows();
        }
        for (String wanted : names) {
            int index = header.indexOf(wanted);
            if (index >= 0) {
                return index;
            }
        }
        String near = Suggestions.nearest(
                        names[0], header.stream().filter(h -> h.length() < 100).toList())
                .map(found -> " instead of '" + found + "'")
                .orElse("");
        throw InputException.at(
                name,
                headerLine,
                null,
                "has no column '" + String.join("' or '", names) + "'.",
                "Name it in the first line" + near + ".");
    }

    /** Goes to the next row; false at the end. */
    boolean next() throws IOException {
        boolean row = readRow();
        if (!row && !anyRow) {
            throw noRows();
        }
        if (row && cells.size() > header.size()) {
            throw InputException.at(
                    name,
                    line,
                    null,
                    "the row has " + cells.size() + " cells for " + header.size() + " named in the first line.",
                    "Is a comma used as decimal mark? Write 0.5.");
        }
        anyRow |= row;
        return row;
    }

    /** A cell of the row, without quotes around it. */
    String cell(int column) {
        if (column >= cells.size()) {
            throw error(column, "the row has " + cells.size() + " of " + header.size() + " columns.", "Complete it.");
        }
        return cells.get(column);
    }

    /** An error in the row. */
    InputException error(int column, String problem, String advice) {
        return InputException.at(name, line, header.get(column), problem, advice);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private InputException noRows() {
        return new InputException(name + ": has no rows. Give a header line and at least one row.");
    }

    private boolean readRow() throws IOException {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (text.length() > LONGEST_LINE) {
                throw InputException.at(
                        name,
                        line,
                        null,
                        "the line is longer than " + LONGEST_LINE + " characters.",
                        "Is it a CSV file?");
            }
            String bare = (line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
            if (!bare.isEmpty() && !bare.startsWith("#")) {
                cells = cells(bare);
                return true;
            }
        }
        return false;
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < row.length(); i++) {
            quoted ^= row.charAt(i) == '"';
            if (row.charAt(i) == ',' && !quoted) {
                cells.add(unquoted(row.substring(start, i)));
                start = i + 1;
            }
        }
        cells.add(unquoted(row.substring(start)));
        return cells;
    }

    private static String unquoted(String cell) {
        String bare = cell.strip();
        return bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).strip()
                : bare;
    }
}
