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
 */
final class BenchmarkModelText {
    private static final Pattern PREFIX = Pattern.compile("^(?:"
            // adb logcat: threadtime, then time
            + "\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+ +\\d+ [VDIWEF] [^:]{0,40}?\\s*: "
            + "|\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ [VDIWEF]/[^(]{0,40}\\( *\\d+\\): "
            + ")?(?:(?:INFO|VERBOSE|WARNING|WARN|ERROR): )?");
    private static final Pattern START = Pattern.compile("^(?:STARTING!|Log parameter values verbosely: )");
    private static final Pattern TIMINGS =
            Pattern.compile("Inference timings in us: Init: (\\S+), First inference: (\\S+),"
                    + " Warmup \\(avg\\): (\\S+), Inference \\(avg\\): (\\S+)");
    private static final Pattern SUMMED = Pattern.compile("Timings \\(microseconds\\): (count=.*)");
    private static final Pattern COUNT = Pattern.compile("\\bcount=(\\d+)\\b.*");
    private static final Pattern AVERAGE = Pattern.compile("\\bavg=(\\S+)");
    private static final Pattern ALL_SAME = Pattern.compile("\\bcurr=(\\S+)");
    private static final double US_PER_MS = 1e3;
    private static final String TOOL = "TFLite benchmark_model";

    private BenchmarkModelText() {}

    static ImportedFile read(String file, String text) {
        List<String> lines = lines(text);
        List<Observation> observations = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        BenchmarkRun run = new BenchmarkRun(file);
        boolean started = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (START.matcher(line).find() && !line.startsWith("STARTING!")) {
                if (started) {
                    unfinished(file, i, notes);
                }
                started = true;
                run = new BenchmarkRun(file);
            }
            Matcher timings = TIMINGS.matcher(line);
            if (timings.find()) {
                double ms = ms(file, i, "Inference (avg)", timings.group(4));
                String first = LatencyCsv.number(ms(file, i, "First inference", timings.group(2)));
                observations.add(run.observation(i + 1, ms, TOOL, "first inference " + first + " ms"));
                notes.addAll(run.notes());
                started = false;
                run = new BenchmarkRun(file);
            } else {
                run.line(line);
            }
        }
        if (observations.isEmpty()) {
            throw InputException.at(
                    file,
                    0,
                    "Inference timings in us",
                    "the line is missing: the run did not reach its end.",
                    "Take the whole output of benchmark_model.");
        }
        if (started) {
            unfinished(file, lines.size(), notes);
        }
        return new ImportedFile(
                file,
                Format.BENCHMARK_MODEL,
                observations,
                List.of(),
                named(observations.get(observations.size() - 1).note(), OperatorTable.read(file, lines)),
                notes);
    }

    private static Map<String, List<OperatorShare>> named(String what, List<OperatorShare> operators) {
        return operators.isEmpty() ? Map.of() : Map.of(what, operators);
    }

    private static void unfinished(String file, int line, List<String> notes) {
        notes.add(file + ":" + line + ": a run ends without 'Inference timings in us' and was passed over.");
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
                TOOL,
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
