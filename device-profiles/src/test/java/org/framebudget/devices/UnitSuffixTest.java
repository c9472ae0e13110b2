package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

/** A number in a record of models or devices carries its unit in its name. */
class UnitSuffixTest {
    /** Longest first is not needed: one match is enough. */
    private static final List<String> SUFFIXES = List.of(
            "Ns",
            "Ms",
            "S",
            "Mhz",
            "Hz",
            "Fps",
            "W",
            "Mw",
            "J",
            "DegC",
            "K",
            "KPerW",
            "JPerK",
            "PerK",
            "MwPerK",
            "MwPerKPoll",
            "MwSPerK",
            "V",
            "Ohm",
            "Ah",
            "H",
            "Mb",
            "MbPerS",
            "PerS",
            "Bytes",
            "Px",
            "NsPerPx",
            "NjPerPx",
            "Fraction",
            "Factor",
            "Cv",
            "Jobs",
            "Intervals",
            "State",
            "Ratio",
            "Count",
            "Minute");

    /** Names without a unit, each with its reason. */
    private static final Map<String, String> ALLOWED = Map.ofEntries(
            Map.entry("HeatParameter.low", "the parameter's name holds the unit"),
            Map.entry("HeatParameter.high", "the parameter's name holds the unit"),
            Map.entry("HeatParameter.prior", "the parameter's name holds the unit"),
            Map.entry("FittedHeat.best", "the parameters' names hold the units"),
            Map.entry("FittedHeat.draws", "the parameters' names hold the units"),
            Map.entry("PriorFit.draws", "the parameters' names hold the units"),
            Map.entry("Result.seriesValues", "the parameters' names hold the units"),
            Map.entry("PriorFit.values", "the parameters' names hold the units"),
            Map.entry("PriorFit.low", "the parameters' names hold the units"),
            Map.entry("PriorFit.high", "the parameters' names hold the units"),
            Map.entry("DeviceProfile.usbGeneration", "a generation of a standard"),
            Map.entry("Ratio.num", "one half of a fraction of whole numbers"),
            Map.entry("Ratio.den", "one half of a fraction of whole numbers"),
            Map.entry("Sourced.value", "the field that holds it names the unit"),
            Map.entry("Sourced.low", "the field that holds it names the unit"),
            Map.entry("Sourced.high", "the field that holds it names the unit"),
            Map.entry("ProfileKey.min", "the key's own name holds the unit"),
            Map.entry("ProfileKey.max", "the key's own name holds the unit"),
            Map.entry("Scalar.number", "a number of a file before its key gives it a unit"),
            Map.entry("StateLimit.bySeverity", "cooling states, a position"),
            Map.entry("StateLimit.ceilingBySeverity", "cooling states, a position"),
            Map.entry("VirtualSensor.weights", "plain weights of temperatures"),
            Map.entry("Deeper.factor", "service time over a warm one; the record says over what"),
            Map.entry("IdleRamp.factor", "service time over a warm one; the record says over what"),
            Map.entry("Step.factor", "service time over a warm one; the record says over what"),
            Map.entry("JitterFit.runsZ", "standard deviations of a test statistic"),
            Map.entry("Trace.ratios", "latency over its mean"),
            Map.entry("Slowdown.ratios", "time over its mean"),
            Map.entry("Slowdown.meanOverCalm", "time over time"),
            Map.entry("LognormalPercentiles.sigma", "a logarithm's standard deviation has no unit"),
            Map.entry("NetworkInfo.widthMultiplier", "a plain factor, named as the papers name it"),
            Map.entry("NetworkInfo.macs", "the unit itself: multiply-accumulate operations"),
            Map.entry("NetworkInfo.parameters", "a count, named as the papers name it"),
            Map.entry("NetworkCost.macs", "the unit itself: multiply-accumulate operations"),
            Map.entry("NetworkCost.parameters", "a count, named as the papers name it"),
            Map.entry("FamilyKernel.offsetSd", "a logarithm has no unit"),
            Map.entry("FamilyKernel.widthSd", "a logarithm has no unit"),
            Map.entry("FamilyKernel.sizeSd", "a logarithm has no unit"),
            Map.entry("FamilyKernel.localSd", "a logarithm has no unit"),
            Map.entry("FamilyKernel.length", "a distance between logarithms has no unit"),
            Map.entry("Value.log", "a logarithm; the parameter says of what"),
            Map.entry("Value.priorLog", "a logarithm; the parameter says of what"),
            Map.entry("Repeats.logRatios", "a logarithm has no unit"),
            Map.entry("Level.deviation", "a signal made for measuring has no unit"),
            Map.entry("OperatorCost.macs", "the unit itself: multiply-accumulate operations"));

    @Test
    void everyNumberInARecordNamesItsUnit() throws Exception {
        List<Class<?>> records = new ArrayList<>(recordsBeside(Sourced.class));
        records.addAll(recordsBeside(InputException.class));
        assertTrue(records.size() > 25, "found only " + records.size() + " records");
        Set<String> bare = new TreeSet<>();
        for (Class<?> record : records) {
            for (RecordComponent component : record.getRecordComponents()) {
                String name = record.getSimpleName() + "." + component.getName();
                if (isNumber(component.getGenericType())
                        && !ALLOWED.containsKey(name)
                        && !hasSuffix(component.getName())) {
                    bare.add(name);
                }
            }
        }
        assertEquals(Set.of(), bare, "rename with a unit, or allow with a reason");
    }

    @Test
    void aSuffixCountsOnlyAtTheEndOfAWord() {
        assertTrue(hasSuffix("captureNs") && hasSuffix("r0Ohm") && hasSuffix("kPoMwPerK"));
        assertTrue(!hasSuffix("latency") && !hasSuffix("maps") && !hasSuffix("frames"));
    }

    private static boolean hasSuffix(String name) {
        return SUFFIXES.stream().anyMatch(name::endsWith);
    }

    private static boolean isNumber(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return isNumber(list.getActualTypeArguments()[0]);
        }
        return Set.<Type>of(double.class, Double.class, long.class, Long.class, Sourced.class)
                .contains(type);
    }

    /** Every record in the same folder or jar as a class. */
    private static List<Class<?>> recordsBeside(Class<?> known) throws Exception {
        URI place = known.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (Files.isDirectory(Path.of(place))) {
            return recordsUnder(Path.of(place));
        }
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
            return recordsUnder(jar.getPath("/"));
        }
    }

    private static List<Class<?>> recordsUnder(Path root) throws IOException, ClassNotFoundException {
        List<Class<?>> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (name.startsWith("org.framebudget.") && !name.endsWith("package-info")) {
                    Class<?> type = Class.forName(name, false, UnitSuffixTest.class.getClassLoader());
                    if (type.isRecord()) {
                        records.add(type);
                    }
                }
            }
        }
        return records;
    }
}
