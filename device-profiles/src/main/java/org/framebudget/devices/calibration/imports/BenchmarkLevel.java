package org.framebudget.devices.calibration.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The lines with which {@code benchmark_model} ends a run.
 *
 * @param line where they stand
 * @param tool what printed them
 * @param firstMs absent where not printed
 * @param stepMs what the last digit of a time is worth
 * @param times the spread where it stands in the same lines
 */
record BenchmarkLevel(
        int line,
        String tool,
        double initMs,
        @Nullable Double firstMs,
        double warmupMs,
        double meanMs,
        double stepMs,
        @Nullable BenchmarkTimes times) {
    static final String TFLITE = "TFLite benchmark_model";
    static final String LITERT = "LiteRT benchmark_model";
    static final String KEY = "Inference timings in us";

    boolean litert() {
        return tool.equals(LITERT);
    }

    /** Takes line after line of one run. */
    static final class Reader {
        private static final Pattern NOW = Pattern.compile(
                "Inference timings in us: Init: (\\S+), First inference: (\\S+), Warmup \\(avg\\): (\\S+), Inference \\(avg\\):"
                        + " (\\S+)\\s*$");
        private static final Pattern OLD = Pattern.compile(
                "Average inference timings in us: Warmup: (\\S+), Init: (\\S+), (?:Inference|no stats): ([^\\s,]+)");
        private static final String EXPECTED = "'Init: N, First inference: N, Warmup (avg): N, Inference (avg): N'";
        private static final String EXPECTED_OLD = "'Warmup: N, Init: N, Inference: N'";
        private static final String BLOCK = "BENCHMARK RESULTS";
        private static final Pattern IN_BLOCK =
                Pattern.compile("^(Model initialization|(?:Warmup|Inference) \\([a-z0-9]+\\)|First inference):(.*)$");
        private static final Pattern MS =
                Pattern.compile("^\\s+(\\S+)(?: ms)?(?: \\((\\d{1,9}) runs\\))?\\s*(?:#.*)?$");
        private static final Pattern RULE = Pattern.compile("^=+$");
        private static final double BLOCK_STEP_MS = 0.01;

        private final String file;
        private final Map<String, Double> block = new HashMap<>();
        private int blockLine;
        private int averageLine;
        private long runCount;
        private boolean took;

        Reader(String file) {
            this.file = file;
        }

        /** Whether the last line was one of these. */
        boolean took() {
            return took;
        }

        /** The level, with the line that ends it. */
        @Nullable
        BenchmarkLevel line(int number, String line) {
            took = true;
            if (line.contains("Average inference timings in us:")) {
                Matcher old = OLD.matcher(line);
                if (!old.find()) {
                    throw broken(number, line, EXPECTED_OLD);
                }
                return level(number, "Inference", old.group(2), null, old.group(1), old.group(3));
            }
            if (line.contains(KEY + ":")) {
                Matcher now = NOW.matcher(line);
                if (!now.find()) {
                    throw broken(number, line, EXPECTED);
                }
                return level(number, "Inference (avg)", now.group(1), now.group(2), now.group(3), now.group(4));
            }
            if (line.contains(BLOCK)) {
                blockLine = number;
                return null;
            }
            Matcher part = IN_BLOCK.matcher(line);
            if (blockLine > 0 && part.find()) {
                Matcher ms = MS.matcher(part.group(2));
                double value = ms.find() ? BenchmarkTimes.us(ms.group(1)) : Double.NaN;
                if (!(value >= 0)) {
                    throw broken(number, line, "'" + part.group(1) + ": N ms'");
                }
                block.put(part.group(1), value);
                if (part.group(1).equals("Inference (avg)")) {
                    averageLine = number;
                    runCount = ms.group(2) == null ? 0 : Long.parseLong(ms.group(2));
                }
                return null;
            }
            // a rule closes the block; the tool in Python prints one below the title as well
            if (blockLine > 0 && RULE.matcher(line).find() && number > blockLine + 1) {
                return block(number);
            }
            took = false;
            return null;
        }

        /** @throws InputException where a block has begun and not ended */
        void whole() {
            if (blockLine > 0) {
                throw InputException.at(
                        file,
                        blockLine,
                        BLOCK,
                        "the block breaks off.",
                        "It ends with a line of '='. Take the whole output of benchmark_model.");
            }
        }

        private BenchmarkLevel block(int number) {
            Double mean = block.get("Inference (avg)");
            if (mean == null || !(mean > 0)) {
                throw InputException.at(
                        file,
                        mean == null ? number : averageLine,
                        "Inference (avg)",
                        mean == null ? "the block ends without it." : "is not a time.",
                        "A dry run runs nothing: leave --dry_run out.");
            }
            Double first =
                    block.containsKey("Warmup (first)") ? block.get("Warmup (first)") : block.get("First inference");
            return new BenchmarkLevel(
                    averageLine,
                    LITERT,
                    block.getOrDefault("Model initialization", 0.0),
                    first,
                    block.getOrDefault("Warmup (avg)", 0.0),
                    mean,
                    BLOCK_STEP_MS,
                    times(mean));
        }

        /** LiteRT's tool in Python prints no line of counts. */
        private @Nullable BenchmarkTimes times(double meanMs) {
            Double min = block.get("Inference (min)");
            Double max = block.get("Inference (max)");
            Double sd = block.get("Inference (std)");
            return runCount < 1 || min == null || max == null || sd == null
                    ? null
                    : new BenchmarkTimes(
                            runCount,
                            null,
                            min,
                            meanMs,
                            max,
                            sd,
                            block.get("Inference (p5)"),
                            block.get("Inference (median)"),
                            block.get("Inference (p95)"));
        }

        private BenchmarkLevel level(
                int number, String key, String init, @Nullable String first, String warmup, String mean) {
            double meanMs = BenchmarkModelText.ms(file, number - 1, key, mean);
            Double firstMs = first == null
                    ? null
                    : Double.valueOf(BenchmarkModelText.ms(file, number - 1, "First inference", first));
            return new BenchmarkLevel(
                    number,
                    TFLITE,
                    BenchmarkModelText.ms(file, number - 1, "Init", init),
                    firstMs,
                    BenchmarkModelText.ms(file, number - 1, first == null ? "Warmup" : "Warmup (avg)", warmup),
                    meanMs,
                    0,
                    null);
        }

        private InputException broken(int number, String line, String expected) {
            return InputException.at(
                    file,
                    number,
                    line.contains(KEY) || line.contains("inference timings") ? KEY : BLOCK,
                    "'" + line.strip() + "' is broken.",
                    "Expected " + expected + ".");
        }
    }
}
