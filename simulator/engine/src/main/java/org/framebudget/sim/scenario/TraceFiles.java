package org.framebudget.sim.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.scenario.Scenario.TracePoint;

/**
 * The CSV files a scenario may point to: frame start times, inference counts, ambient temperatures. Comma-separated,
 * UTF-8, one header line; further columns, blank lines and lines that begin with {@code #} are skipped. At most 64 MB.
 */
final class TraceFiles {
    private static final long MOST_BYTES = 64L << 20;
    private static final BigDecimal LONGEST_S = BigDecimal.valueOf(31_536_000);

    private final String file;
    private final List<String[]> rows = new ArrayList<>();
    private final List<Integer> rowLines = new ArrayList<>();
    private String[] header = {};
    private int headerLine;

    private TraceFiles(String file) {
        this.file = file;
    }

    /** Frame start times in whole nanoseconds, strictly rising. */
    static List<Long> frameStarts(Fields fields, String key, Path baseDir) {
        TraceFiles csv = open(fields, key, baseDir);
        int column = csv.column("frame_start_s", "time_s");
        List<Long> starts = new ArrayList<>(csv.rows.size());
        for (int row = 0; row < csv.rows.size(); row++) {
            long ns = csv.seconds(row, column)
                    .movePointRight(9)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            csv.checkRising(row, column, row > 0 && ns <= starts.get(row - 1));
            starts.add(ns);
        }
        return List.copyOf(starts);
    }

    /** Inferences per frame, whole numbers from 0 to 1000. */
    static List<Integer> counts(Fields fields, String key, Path baseDir) {
        TraceFiles csv = open(fields, key, baseDir);
        int column = csv.column("count");
        List<Integer> counts = new ArrayList<>(csv.rows.size());
        for (int row = 0; row < csv.rows.size(); row++) {
            String cell = csv.cell(row, column);
            if (!cell.matches("[0-9]{1,4}") || Integer.parseInt(cell) > 1_000) {
                throw csv.bad(row, column, "'" + cell + "' is not a count.", "Give a whole number from 0 to 1000.");
            }
            counts.add(Integer.valueOf(cell));
        }
        return List.copyOf(counts);
    }

    /** Ambient temperatures over time, strictly rising in time. */
    static List<TracePoint> ambient(Fields fields, String key, Path baseDir) {
        TraceFiles csv = open(fields, key, baseDir);
        int time = csv.column("time_s");
        int ambient = csv.column("ambient_deg_c");
        Key range = Keys.ENVIRONMENT.key("ambient_deg_c");
        List<TracePoint> points = new ArrayList<>(csv.rows.size());
        for (int row = 0; row < csv.rows.size(); row++) {
            double timeS = csv.seconds(row, time).doubleValue();
            csv.checkRising(row, time, row > 0 && timeS <= points.get(row - 1).timeS());
            double degC = csv.decimal(row, ambient, range.wanted()).doubleValue();
            if (degC < range.low() || degC > range.high()) {
                throw csv.bad(row, ambient, csv.cell(row, ambient) + " is out of range.", range.wanted());
            }
            points.add(new TracePoint(timeS, degC));
        }
        return List.copyOf(points);
    }

    private static TraceFiles open(Fields fields, String key, Path baseDir) {
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
        TraceFiles csv = new TraceFiles(name);
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw fields.error(key, "'" + name + "' is larger than 64 MB.", "Give a shorter trace.");
            }
            csv.read(path);
        } catch (CharacterCodingException e) {
            throw new InputException(name + ": is not UTF-8 text. Save it as UTF-8.", e);
        } catch (IOException e) {
            throw fields.error(key, "'" + name + "' cannot be read: " + e.getMessage() + ".", "Check the file.");
        }
        if (csv.rows.isEmpty()) {
            throw new InputException(name + ": has no rows. Give a header line and at least one row.");
        }
        return csv;
    }

    private void read(Path path) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String bare = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
                if (bare.isEmpty() || bare.startsWith("#")) {
                    continue;
                }
                String[] cells = Arrays.stream(bare.split(",", -1))
                        .map(TraceFiles::unquoted)
                        .toArray(String[]::new);
                if (header.length == 0) {
                    header = cells;
                    headerLine = number;
                } else {
                    rows.add(cells);
                    rowLines.add(number);
                }
            }
        }
    }

    private static String unquoted(String cell) {
        String bare = cell.strip();
        return bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).strip()
                : bare;
    }

    private int column(String... names) {
        for (String name : names) {
            int index = Arrays.asList(header).indexOf(name);
            if (index >= 0) {
                return index;
            }
        }
        String wanted = "'" + String.join("' or '", names) + "'";
        String near = Suggestions.nearest(names[0], Arrays.asList(header))
                .map(found -> " instead of '" + found + "'")
                .orElse("");
        throw InputException.at(
                file, headerLine, null, "has no column " + wanted + ".", "Name it in the first line" + near + ".");
    }

    private String cell(int row, int column) {
        String[] cells = rows.get(row);
        if (column >= cells.length) {
            throw bad(
                    row, column, "the row has " + cells.length + " of " + header.length + " columns.", "Complete it.");
        }
        return cells[column];
    }

    private BigDecimal decimal(int row, int column, String advice) {
        String cell = cell(row, column);
        if (!Values.PLAIN_NUMBER.matcher(cell).matches()) {
            throw bad(row, column, "'" + cell + "' is not a plain number.", advice);
        }
        return new BigDecimal(cell);
    }

    private BigDecimal seconds(int row, int column) {
        String advice = "Give seconds from 0 to " + LONGEST_S + ".";
        BigDecimal value = decimal(row, column, advice);
        if (value.signum() < 0 || value.compareTo(LONGEST_S) > 0) {
            throw bad(row, column, cell(row, column) + " is out of range.", advice);
        }
        return value;
    }

    private void checkRising(int row, int column, boolean broken) {
        if (broken) {
            String problem = cell(row, column) + " is not later than the row before, " + cell(row - 1, column) + ".";
            throw bad(row, column, problem, "Sort the rows by time, each time once.");
        }
    }

    private InputException bad(int row, int column, String problem, String advice) {
        return InputException.at(file, rowLines.get(row), header[column], problem, advice);
    }
}
