package org.framebudget.devices.calibration.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.devices.calibration.imports.ImportedFile.Format;
import org.framebudget.models.InputException;

/**
 * What {@code benchmark_model} of TensorFlow Lite (LiteRT) prints, on a console or through Android's log, one run after another:
 *
 * <pre>
 * Log parameter values verbosely: [0]
 * Num threads: [4]
 * Graph: [/data/local/tmp/mobilenet_v1_1.0_224.tflite]
 * …
 * count=50 first=31004 curr=30100 min=29800 max=33015 avg=30512.3 std=480
 * Inference timings in us: Init: 9183, First inference: 41022, Warmup (avg): 33010.5, Inference (avg): 30512.3
 * </pre>
 *
 * <p>Before TensorFlow Lite 2.2 the last line was {@code Average inference timings in us: Warmup: …, Init: …, Inference: …};
 * LiteRT prints a block in milliseconds instead.
 */
final class BenchmarkModelText {
    private static final Pattern PREFIX = Pattern.compile("^(?:"
            // adb logcat: threadtime, then time
            + "\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+ +\\d+ [VDIWEF] [^:]{0,40}?\\s*: "
            + "|\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ [VDIWEF]/[^(]{0,40}\\( *\\d+\\): "
            // LiteRT names its source line
            + ")?(?:(?:INFO|VERBOSE|WARNING|WARN|ERROR): )?(?:\\[[^\\]\\s]{1,120}:\\d+] ?)?");
    private static final Pattern START = Pattern.compile("^(?:STARTING!|Log parameter values verbosely: )");
    private static final String STARTING = "STARTING!";
    private static final Pattern SUMMED = Pattern.compile("Timings \\(microseconds\\): (count=.*)");
    private static final Pattern COUNT = Pattern.compile("\\bcount=(\\d+)\\b.*");
    private static final Pattern AVERAGE = Pattern.compile("\\bavg=(\\S+)");
    private static final Pattern ALL_SAME = Pattern.compile("\\bcurr=(\\S+)");
    private static final double US_PER_MS = 1e3;

    private BenchmarkModelText() {}

    /**
     * Runs that reached their end.
     *
     * @param lines without what a log puts before each
     * @param notes on what was passed over
     */
    record Runs(List<String> lines, List<BenchmarkRun> runs, List<String> notes) {}

    static ImportedFile read(String file, String text) {
        Runs found = runs(file, text);
        List<BenchmarkRun> runs = found.runs();
        List<Observation> observations =
                runs.stream().map(BenchmarkRun::observation).toList();
        List<String> notes = new ArrayList<>();
        runs.forEach(run -> notes.addAll(run.notes()));
        notes.addAll(found.notes());
        return new ImportedFile(
                file,
                Format.BENCHMARK_MODEL,
                observations,
                List.of(),
                named(observations.get(observations.size() - 1).note(), OperatorTable.read(file, found.lines())),
                notes);
    }

    static Runs runs(String file, String text) {
        List<String> lines = lines(text);
        List<BenchmarkRun> runs = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        BenchmarkRun run = new BenchmarkRun(file);
        BenchmarkLevel.Reader level = new BenchmarkLevel.Reader(file);
        boolean started = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean starting = line.startsWith(STARTING);
            if (START.matcher(line).find() && !(i > 0 && lines.get(i - 1).startsWith(STARTING) && !starting)) {
                if (started) {
                    unfinished(file, i, notes);
                }
                started = true;
                run = new BenchmarkRun(file);
                level = new BenchmarkLevel.Reader(file);
            }
            BenchmarkLevel end = level.line(i + 1, line);
            if (end != null) {
                run.end(end);
                runs.add(run);
                ends.add(i);
                // what follows belongs to it, memory first, until another starts
                started = false;
                level = new BenchmarkLevel.Reader(file);
            } else if (!level.took()) {
                if (!started && !runs.isEmpty() && run == runs.get(runs.size() - 1) && line.startsWith("count=")) {
                    run = new BenchmarkRun(file); // a log without its beginning
                    started = true;
                }
                run.line(i + 1, line);
            }
        }
        if (runs.isEmpty()) {
            level.whole();
            throw InputException.at(
                    file,
                    0,
                    BenchmarkLevel.KEY,
                    "the line is missing: the run did not reach its end.",
                    "Take the whole output of benchmark_model.");
        }
        if (started) {
            unfinished(file, lines.size(), notes);
        }
        for (int i = 0; i < runs.size(); i++) {
            int to = i + 1 < ends.size() ? ends.get(i + 1) : lines.size();
            runs.get(i).operators(OperatorTable.read(file, lines.subList(0, to), ends.get(i)));
        }
        return new Runs(lines, runs, notes);
    }

    private static Map<String, List<OperatorShare>> named(String what, List<OperatorShare> operators) {
        return operators.isEmpty() ? Map.of() : Map.of(what, operators);
    }

    private static void unfinished(String file, int line, List<String> notes) {
        notes.add(file + ":" + line + ": a run ends without '" + BenchmarkLevel.KEY + "' and was passed over.");
    }

    /** The operator profile alone: its level is the sum over operators. */
    static ImportedFile profile(String file, String text) {
        List<String> lines = lines(text);
        List<OperatorShare> operators = OperatorTable.read(file, lines);
        int at = -1;
        String summed = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher timings = SUMMED.matcher(lines.get(i));
            if (timings.find()) {
                at = i;
                summed = timings.group(1); // the last: that of the inferences
            }
        }
        if (at < 0) {
            throw InputException.at(
                    file,
                    0,
                    "Timings (microseconds)",
                    "the line is missing: operators alone give no level.",
                    "Take the whole file, or the text that benchmark_model printed.");
        }
        Matcher average = AVERAGE.matcher(summed);
        Matcher same = ALL_SAME.matcher(summed);
        Matcher count = COUNT.matcher(summed);
        String us = average.find() ? average.group(1) : same.find() ? same.group(1) : "";
        Observation observation = new Observation(
                at + 1,
                Subject.UNKNOWN,
                ms(file, at, "avg", us),
                Observation.MEAN,
                BenchmarkLevel.TFLITE,
                (count.find() ? "n=" + count.group(1) + "; " : "") + "sum over profiled operators",
                null,
                null,
                "");
        return new ImportedFile(
                file,
                Format.OPERATOR_CSV,
                List.of(observation),
                List.of(),
                named(file, operators),
                List.of("The level is the sum over operators: what the runtime does between them is not in it, what"
                        + " profiling costs is."));
    }

    private static List<String> lines(String text) {
        return text.lines().map(line -> PREFIX.matcher(line).replaceFirst("")).toList();
    }

    static double ms(String file, int index, String key, String us) {
        try {
            double value = Double.parseDouble(us);
            if (value > 0 && Double.isFinite(value)) {
                return value / US_PER_MS;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw InputException.at(
                file,
                index + 1,
                key,
                "'" + us + "' is not a time in microseconds.",
                "A dry run runs nothing: leave --dry_run out.");
    }
}
