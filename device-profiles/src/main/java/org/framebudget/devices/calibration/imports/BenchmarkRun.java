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
    private static final Pattern LOADED = Pattern.compile("^(?:Loaded model|Loading model from:) (\\S.*)$");
    private static final Pattern SHAPE = Pattern.compile("^1,(\\d+),(\\d+),\\d+$");
    private static final Pattern FILE_MB = Pattern.compile("^The input model file size \\(MB\\):(.*)$");
    private static final Pattern APPLIED = Pattern.compile(
            "^Explicitly applied (.+?)(?: delegate)?, and the model graph will be (completely|partially)");
    private static final Pattern UNKNOWN = Pattern.compile("^(?:Unconsumed cmdline flags|Unknown flags?): (.*)$");
    private static final Pattern REFUSED =
            Pattern.compile("Though (.+) is explicitly applied, the model graph will not be executed by the delegate");

    /** Means are printed with six digits; a mean and its line of counts are the same number. */
    private static final double AGREES = 1e-4;

    private final String file;
    private final List<String> notes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<String> unknownFlags = new ArrayList<>();
    private final BenchmarkMemory memory = new BenchmarkMemory();
    private Subject named = Subject.UNKNOWN;
    private String graph = "";

    private @Nullable InputSize input;
    private @Nullable Integer threads;
    private @Nullable String precision;
    private @Nullable Double fileMb;
    /** Absent where a delegate runs the network and does not say on what. */
    private @Nullable String unit = "cpu";

    private String delegate = "";
    private String applied = "";
    private @Nullable String delegated;
    private boolean xnnpack;
    private boolean paced;
    private @Nullable BenchmarkTimes warmup;
    private @Nullable BenchmarkTimes times;
    private @Nullable BenchmarkLevel level;
    private List<OperatorShare> operators = List.of();

    BenchmarkRun(String file) {
        this.file = file;
    }

    /** Takes a line that says nothing of the level. */
    void line(int number, String line) {
        Matcher parameter = PARAMETER.matcher(line);
        Matcher loaded = LOADED.matcher(line);
        Matcher size = FILE_MB.matcher(line);
        Matcher refused = REFUSED.matcher(line);
        Matcher explicit = APPLIED.matcher(line);
        Matcher unknown = UNKNOWN.matcher(line);
        if (parameter.find()) {
            parameter(parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2));
        } else if (loaded.find()) {
            graph(loaded.group(1));
        } else if (size.find()) {
            double mb = BenchmarkTimes.us(size.group(1).strip());
            if (mb > 0) {
                fileMb = mb;
            } else {
                broken(number, line, "a number of megabytes");
            }
        } else if (line.startsWith("count=") && !line.equals("count=0")) {
            warmup = times; // the first is of the warm-up
            times = BenchmarkTimes.read(line);
            if (times == null) {
                broken(number, line, "'" + BenchmarkTimes.EXPECTED + "'");
            }
        } else if (refused.find()) {
            unit = "cpu";
            delegated = "no";
            applied = refused.group(1).replaceFirst(" delegate$", "");
            notes.add(file + ": " + refused.group(1) + " took no part of the network: this run was on the CPU.");
        } else if (explicit.find()) {
            applied = explicit.group(1);
            delegated = explicit.group(2).equals("completely") ? "whole" : "partly";
            if ("partly".equals(delegated)) {
                notes.add(file + ": a part of the network ran on the CPU, not on the delegate.");
                conditions.add("partly on the CPU");
            }
        } else if (unknown.find()) {
            unknownFlags.add(unknown.group(1).strip());
            notes.add(file + ":" + number + ": this version of the tool does not know "
                    + unknown.group(1).strip() + " and ran without.");
        } else if (line.contains("Created TensorFlow Lite XNNPACK delegate")) {
            xnnpack = true;
        } else {
            String expected = memory.line(line);
            if (expected != null) {
                broken(number, line, expected);
            }
        }
    }

    private void broken(int number, String line, String expected) {
        notes.add(file + ":" + number + ": '" + line.strip() + "' is broken and was passed over; expected " + expected
                + ".");
    }

    /** What the tool says of the level, which ends the run. */
    void end(BenchmarkLevel level) {
        this.level = level;
        if (level.litert() && delegate.isEmpty()) {
            unit = null; // it does not print what it was asked to use
        }
        BenchmarkTimes finer = times;
        if (finer != null
                && level.meanMs() > 0
                && Math.abs(finer.meanMs() / level.meanMs() - 1) > AGREES
                && Math.abs(finer.meanMs() - level.meanMs()) > level.stepMs()) {
            times = null; // of another series
            notes.add(file + ":" + level.line() + ": the mean and the line 'count=…' before it do not agree: its spread"
                    + " was passed over.");
        }
        times = times == null ? level.times() : times;
    }

    void operators(List<OperatorShare> operators) {
        this.operators = operators;
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

    List<String> notes() {
        return notes;
    }

    Observation observation() {
        BenchmarkLevel end = ended();
        List<String> all = new ArrayList<>();
        BenchmarkTimes spread = times;
        if (spread != null) {
            all.add("n=" + spread.runCount()
                    + (spread.runCount() == 1
                            ? ""
                            : "; min " + ms(spread.minMs()) + "; max " + ms(spread.maxMs()) + "; sd "
                                    + ms(spread.sdMs())));
        }
        all.add(paced ? "with pauses" : "back to back");
        Double first = firstMs();
        if (first != null) {
            all.add("first inference " + ms(first));
        }
        all.addAll(conditions);
        boolean onCpu = "cpu".equals(unit);
        // elsewhere the threads are those of what is left to the CPU
        Integer stated = onCpu ? threads : unit == null ? null : Integer.valueOf(0);
        return new Observation(
                end.line(),
                new Subject(named.network(), input, precision, unit, stated).or(named),
                meanMs(),
                Observation.MEAN,
                end.tool() + (onCpu ? xnnpack ? ", XNNPACK" : "" : delegate.isEmpty() ? "" : ", " + delegate),
                String.join("; ", all),
                fileMb,
                null,
                graph);
    }

    BenchmarkOutput output() {
        BenchmarkLevel end = ended();
        BenchmarkTimes before = warmup;
        return new BenchmarkOutput(
                end.line(),
                end.tool(),
                graph,
                threads,
                applied.isEmpty() ? delegate.replaceFirst(" delegate$", "") : applied,
                delegated,
                xnnpack,
                end.initMs(),
                firstMs(),
                before == null ? end.warmupMs() : before.meanMs(),
                meanMs(),
                times,
                memory.initMb(),
                memory.overallMb(),
                memory.peakMb(),
                memory.residentMb(),
                unknownFlags,
                operators,
                notes);
    }

    /** LiteRT's summary is rounded to hundredths of a millisecond; the line of counts is not. */
    private double meanMs() {
        BenchmarkTimes finer = times;
        return finer != null && ended().litert() ? finer.meanMs() : ended().meanMs();
    }

    private @Nullable Double firstMs() {
        BenchmarkTimes finer = warmup;
        return finer != null && ended().litert() ? finer.firstMs() : ended().firstMs();
    }

    private BenchmarkLevel ended() {
        BenchmarkLevel end = level;
        if (end == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return end;
    }

    private static String ms(double ms) {
        return LatencyCsv.number(ms) + " ms";
    }
}
