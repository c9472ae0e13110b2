package org.framebudget.devices.calibration.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/** What one run of {@code benchmark_model} says of itself before its timings, line by line. */
final class BenchmarkRun {
    private static final Pattern PARAMETER = Pattern.compile("^(#?[A-Za-z][^:\\[\\]]*?)\\s*: \\[(.*)]$");
    private static final Pattern LOADED = Pattern.compile("^Loaded model (\\S.*)$");
    private static final Pattern SHAPE = Pattern.compile("^1,(\\d+),(\\d+),\\d+$");
    private static final Pattern FILE_MB = Pattern.compile("^The input model file size \\(MB\\): ([0-9.e+]+)$");
    private static final Pattern COUNT = Pattern.compile("^count=(\\d+)\\b(.*)$");
    private static final Pattern SPREAD = Pattern.compile("min=(\\S+) max=(\\S+) avg=\\S+ std=(\\S+)");
    private static final Pattern REFUSED =
            Pattern.compile("Though (.+) is explicitly applied, the model graph will not be executed by the delegate");
    private static final Pattern PARTIAL = Pattern.compile("model graph will be partially executed by the delegate");

    private final String file;
    private final List<String> notes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private Subject named = Subject.UNKNOWN;
    private String graph = "";

    private @Nullable InputSize input;
    private @Nullable Integer threads;
    private @Nullable String precision;
    private @Nullable Double fileMb;
    /** Absent where a delegate runs the network and does not say on what. */
    private @Nullable String unit = "cpu";

    private String delegate = "";
    private boolean xnnpack;
    private boolean paced;
    private String counted = "";

    BenchmarkRun(String file) {
        this.file = file;
    }

    void line(String line) {
        Matcher parameter = PARAMETER.matcher(line);
        Matcher loaded = LOADED.matcher(line);
        Matcher size = FILE_MB.matcher(line);
        Matcher count = COUNT.matcher(line);
        Matcher refused = REFUSED.matcher(line);
        if (parameter.find()) {
            parameter(parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2));
        } else if (loaded.find()) {
            graph(loaded.group(1));
        } else if (size.find()) {
            fileMb = Double.valueOf(size.group(1));
        } else if (count.find()) {
            counted(count.group(1), count.group(2)); // the second replaces that of the warm-up
        } else if (refused.find()) {
            unit = "cpu";
            notes.add(file + ": " + refused.group(1) + " took no part of the network: this run was on the CPU.");
        } else if (PARTIAL.matcher(line).find()) {
            notes.add(file + ": a part of the network ran on the CPU, not on the delegate.");
            conditions.add("partly on the CPU");
        } else if (line.contains("Created TensorFlow Lite XNNPACK delegate")) {
            xnnpack = true;
        }
    }

    private void parameter(String name, String value) {
        boolean on = value.equals("1") || value.equals("true");
        switch (name) {
            case "graph" -> graph(value);
            case "num threads", "#threads used for cpu inference" -> {
                // -1 leaves it to the runtime
                threads = value.matches("[1-9]\\d{0,3}") ? Integer.valueOf(value) : threads;
            }
            case "input shapes" -> {
                Matcher shape = SHAPE.matcher(value);
                if (shape.find()) {
                    input = new InputSize(Integer.parseInt(shape.group(2)), Integer.parseInt(shape.group(1)));
                }
            }
            case "use gpu" -> delegate(on, "gpu", "GPU delegate");
            case "use nnapi" -> delegate(on, "nnapi", "NNAPI delegate");
            case "use hexagon" -> delegate(on, "npu", "Hexagon delegate");
            case "use coreml", "use core ml" -> delegate(on, null, "Core ML delegate");
            case "external delegate path" -> {
                boolean coral = value.contains("edgetpu");
                delegate(!value.isEmpty(), coral ? "tpu" : null, coral ? "Edge TPU delegate" : "external delegate");
            }
            case "nnapi accelerator name" -> {
                if (!value.isEmpty()) {
                    conditions.add("NNAPI accelerator " + value);
                }
            }
            case "enable op profiling" -> {
                if (on) {
                    conditions.add("operators profiled");
                    notes.add(file + ": operators were profiled, which makes an inference longer.");
                }
            }
            case "xnnpack force fp16", "force fp16 in xnnpack", "allow fp16" -> precision = on ? "fp16" : precision;
            case "inter-run delay (seconds)", "number of prorated runs per second" -> {
                if (!value.startsWith("-") && !value.equals("0")) {
                    paced = true;
                    conditions.add(name + " " + value);
                    notes.add(file + ": the run paused between inferences, after which one takes longer.");
                }
            }
            default -> {}
        }
    }

    private void delegate(boolean on, @Nullable String itsUnit, String name) {
        if (on) {
            unit = itsUnit;
            delegate = name;
        }
    }

    private void graph(String path) {
        graph = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        named = ModelName.read(path);
    }

    private void counted(String count, String rest) {
        Matcher spread = SPREAD.matcher(rest);
        counted = "n=" + count;
        if (spread.find()) {
            counted += "; min " + us(spread.group(1)) + "; max " + us(spread.group(2)) + "; sd " + us(spread.group(3));
        }
    }

    private static String us(String us) {
        try {
            return LatencyCsv.number(Double.parseDouble(us) / 1e3) + " ms";
        } catch (NumberFormatException e) {
            return us + " us";
        }
    }

    List<String> notes() {
        return notes;
    }

    Observation observation(int line, double latencyMs, String tool, String first) {
        List<String> all = new ArrayList<>();
        if (!counted.isEmpty()) {
            all.add(counted);
        }
        all.add(paced ? "with pauses" : "back to back");
        all.add(first);
        all.addAll(conditions);
        boolean onCpu = "cpu".equals(unit);
        // elsewhere the threads are those of what is left to the CPU
        Integer stated = onCpu ? threads : unit == null ? null : Integer.valueOf(0);
        return new Observation(
                line,
                new Subject(named.network(), input, precision, unit, stated).or(named),
                latencyMs,
                Observation.MEAN,
                tool + (onCpu ? xnnpack ? ", XNNPACK" : "" : ", " + delegate),
                String.join("; ", all),
                fileMb,
                null,
                graph);
    }
}
