package org.framebudget.sim.scenario;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.scenario.Scenario.FieldTrace;
import org.framebudget.sim.scenario.Scenario.TracePoint;

/** The CSV files a scenario may point to: frame start times, inference counts, ambient temperatures. */
final class TraceFiles {
    private static final BigDecimal LONGEST_S = BigDecimal.valueOf(31_536_000);
    private static final int MOST_PER_FRAME = 1_000;

    /** Ten batches of five, the fewest that a mean's interval is taken from. */
    private static final int FEWEST_LATENCIES = 50;

    private static final int MOST_LATENCIES = 100_000;

    private TraceFiles() {}

    /** Frame start times in whole nanoseconds, strictly rising; column {@code frame_start_s} or {@code time_s}. */
    static List<Long> frameStarts(Fields fields, String key, Path baseDir) {
        List<Long> startsNs = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(fields, key, baseDir)) {
            int column = csv.column("frame_start_s", "time_s");
            String before = "";
            while (csv.next()) {
                long ns = seconds(csv, column)
                        .movePointRight(9)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
                boolean late = startsNs.isEmpty() || ns > startsNs.get(startsNs.size() - 1);
                before = checkedRise(csv, column, late, before);
                startsNs.add(ns);
            }
        } catch (IOException e) {
            throw CsvFile.unreadable(fields, key, e);
        }
        return List.copyOf(startsNs);
    }

    /** Inferences per frame, whole numbers from 0 to 1000; column {@code count}. */
    static List<Integer> counts(Fields fields, String key, Path baseDir) {
        List<Integer> counts = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(fields, key, baseDir)) {
            int column = csv.column("count");
            while (csv.next()) {
                String cell = csv.cell(column);
                if (!cell.matches("[0-9]{1,4}") || Integer.parseInt(cell) > MOST_PER_FRAME) {
                    throw csv.error(
                            column,
                            "'" + cell + "' is not a count.",
                            "Give a whole number from 0 to " + MOST_PER_FRAME + ".");
                }
                counts.add(Integer.valueOf(cell));
            }
        } catch (IOException e) {
            throw CsvFile.unreadable(fields, key, e);
        }
        return List.copyOf(counts);
    }

    /** Times of single inferences, in milliseconds; column {@code latency_ms}, at least {@value #FEWEST_LATENCIES} rows. */
    static FieldTrace latencies(Fields fields, String key, Path baseDir) {
        List<Double> latenciesMs = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(fields, key, baseDir)) {
            int column = csv.column("latency_ms");
            String advice = "Give milliseconds above 0, to 3600000.";
            while (csv.next()) {
                double ms = decimal(csv, column, advice).doubleValue();
                if (ms <= 0 || ms > 3_600_000) {
                    throw csv.error(column, csv.cell(column) + " is out of range.", advice);
                }
                latenciesMs.add(ms);
            }
        } catch (IOException e) {
            throw CsvFile.unreadable(fields, key, e);
        }
        if (latenciesMs.size() < FEWEST_LATENCIES || latenciesMs.size() > MOST_LATENCIES) {
            throw fields.error(
                    key,
                    "'" + fields.text(key) + "' has " + latenciesMs.size() + " rows.",
                    "Give " + FEWEST_LATENCIES + " to " + MOST_LATENCIES + " inferences, as they came.");
        }
        return new FieldTrace(fields.text(key), List.copyOf(latenciesMs));
    }

    /** Ambient temperatures, strictly rising in time; columns {@code time_s} and {@code ambient_deg_c}. */
    static List<TracePoint> ambient(Fields fields, String key, Path baseDir) {
        Key range = Keys.ENVIRONMENT.key("ambient_deg_c");
        List<TracePoint> points = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(fields, key, baseDir)) {
            int time = csv.column("time_s");
            int ambient = csv.column("ambient_deg_c");
            String before = "";
            while (csv.next()) {
                double timeS = seconds(csv, time).doubleValue();
                boolean late = points.isEmpty()
                        || timeS > points.get(points.size() - 1).timeS();
                before = checkedRise(csv, time, late, before);
                double degC = decimal(csv, ambient, range.wanted()).doubleValue();
                if (degC < range.low() || degC > range.high()) {
                    throw csv.error(ambient, csv.cell(ambient) + " is out of range.", range.wanted());
                }
                points.add(new TracePoint(timeS, degC));
            }
        } catch (IOException e) {
            throw CsvFile.unreadable(fields, key, e);
        }
        return List.copyOf(points);
    }

    private static BigDecimal decimal(CsvFile csv, int column, String advice) {
        String cell = csv.cell(column);
        if (!Values.PLAIN_NUMBER.matcher(cell).matches()) {
            throw csv.error(column, "'" + cell + "' is not a plain number.", advice);
        }
        return new BigDecimal(cell);
    }

    private static BigDecimal seconds(CsvFile csv, int column) {
        String advice = "Give seconds from 0 to " + LONGEST_S + ".";
        BigDecimal value = decimal(csv, column, advice);
        if (value.signum() < 0 || value.compareTo(LONGEST_S) > 0) {
            throw csv.error(column, csv.cell(column) + " is out of range.", advice);
        }
        return value;
    }

    /** The row's time as written, to be the next row's {@code before}. */
    private static String checkedRise(CsvFile csv, int column, boolean later, String before) {
        String cell = csv.cell(column);
        if (!later) {
            throw csv.error(
                    column,
                    cell + " is not later than the row before, " + before + ".",
                    "Sort the rows by time, each time once.");
        }
        return cell;
    }
}
