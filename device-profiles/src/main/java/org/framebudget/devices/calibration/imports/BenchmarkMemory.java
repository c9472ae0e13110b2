package org.framebudget.devices.calibration.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines on memory in what {@code benchmark_model} prints, of every version. */
final class BenchmarkMemory {
    /** From TensorFlow Lite 2.2 and from 2.4 on. */
    private static final Pattern FOOTPRINT = Pattern.compile(
            "^(?:Peak memory footprint|Memory footprint delta from the start of the tool) \\(MB\\):(.*)$");

    private static final Pattern BOTH = Pattern.compile("^ init=(\\S+) overall=(\\S+)$");
    private static final Pattern PEAK =
            Pattern.compile("^(?:Overall peak memory footprint \\(MB\\) via periodic monitoring:|Peak memory:)(.*)$");
    private static final Pattern RESIDENT = Pattern.compile("^- VmRSS\\s*:(.*)$");
    private static final Pattern INIT = Pattern.compile("^Init footprint:(.*)$");
    private static final Pattern OVERALL = Pattern.compile("^Overall footprint:(.*)$");
    private static final Pattern VALUE = Pattern.compile("^\\s*(\\S+)(?: MB)?\\s*$");

    private @Nullable Double initMb;
    private @Nullable Double overallMb;
    private @Nullable Double peakMb;
    private @Nullable Double residentMb;

    /** What was expected where the line is one on memory and broken, else nothing. */
    @Nullable
    String line(String line) {
        Matcher footprint = FOOTPRINT.matcher(line);
        if (footprint.find()) {
            Matcher both = BOTH.matcher(footprint.group(1));
            boolean found = both.find();
            initMb = found ? value(both.group(1)) : null;
            overallMb = found ? value(both.group(2)) : null;
            return initMb == null || overallMb == null ? "'init=N overall=N'" : null;
        }
        for (Pattern pattern : new Pattern[] {PEAK, RESIDENT, INIT, OVERALL}) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                Matcher value = VALUE.matcher(matcher.group(1));
                Double mb = value.find() ? value(value.group(1)) : null;
                set(pattern, mb);
                return mb == null ? "a number of megabytes" : null;
            }
        }
        return null;
    }

    private void set(Pattern pattern, @Nullable Double mb) {
        if (pattern == PEAK) {
            peakMb = mb;
        } else if (pattern == RESIDENT) {
            residentMb = mb;
        } else if (pattern == INIT) {
            initMb = mb;
        } else {
            overallMb = mb;
        }
    }

    /** A shrinking footprint is below 0. */
    private static @Nullable Double value(String text) {
        double value = BenchmarkTimes.us(text);
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    @Nullable
    Double initMb() {
        return initMb;
    }

    @Nullable
    Double overallMb() {
        return overallMb;
    }

    @Nullable
    Double peakMb() {
        return peakMb;
    }

    @Nullable
    Double residentMb() {
        return residentMb;
    }
}
