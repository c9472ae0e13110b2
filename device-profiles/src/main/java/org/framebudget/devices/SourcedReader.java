package org.framebudget.devices;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/** Reads one number of a profile: plain, or as {@code {value, low, high, source}}. */
final class SourcedReader {
    private static final List<String> KEYS = List.of("value", "low", "high", "source");
    private final String file;
    private final Citations citations;
    private final @Nullable DefaultSource inherited;

    SourcedReader(String file, Citations citations, @Nullable DefaultSource inherited) {
        this.file = file;
        this.citations = citations;
        this.inherited = inherited;
    }

    Sourced read(String path, ProfileNode node, double min, double max) {
        if (node instanceof ProfileNode.Mapping mapping) {
            return readMapping(path, mapping, min, max);
        }
        double value = finite(path, node, min, max);
        return sourced(path, node.line(), value, null, null, inherited, min, max);
    }

    private Sourced readMapping(String path, ProfileNode.Mapping mapping, double min, double max) {
        mapping.fields().forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                throw InputException.at(
                        file, value.line(), path + "." + key, "unknown key.", Suggestions.advice(key, KEYS));
            }
        });
        ProfileNode value = mapping.fields().get("value");
        if (value == null) {
            throw InputException.at(file, mapping.line(), path + ".value", "is missing.", null);
        }
        ProfileNode own = mapping.fields().get("source");
        DefaultSource source = own == null ? inherited : DefaultSource.read(file, citations, path + ".source", own);
        return sourced(
                path,
                mapping.line(),
                finite(path + ".value", value, min, max),
                bound(path + ".low", mapping.fields().get("low"), min, max),
                bound(path + ".high", mapping.fields().get("high"), min, max),
                source,
                min,
                max);
    }

    private Sourced sourced(
            String path,
            int line,
            double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable DefaultSource source,
            double min,
            double max) {
        if (source == null) {
            throw InputException.at(file, line, path, value + " has no source.", DefaultSource.ADVICE);
        }
        Double spread = source.spreadFraction();
        Double lowUsed = low;
        Double highUsed = high;
        if (low == null && high == null && spread != null) {
            lowUsed = clamp(value - Math.abs(value) * spread, min, max);
            highUsed = clamp(value + Math.abs(value) * spread, min, max);
        }
        if (source.source().assumed() && (lowUsed == null || highUsed == null)) {
            throw InputException.at(
                    file, line, path, "ASSUMED without a range.", "Write '{value: " + value + ", low: …, high: …}'.");
        }
        if ((lowUsed != null && lowUsed > value) || (highUsed != null && highUsed < value)) {
            throw InputException.at(
                    file, line, path, value + " lies outside its own range " + lowUsed + " to " + highUsed + ".", null);
        }
        return new Sourced(value, lowUsed, highUsed, source.source());
    }

    private @Nullable Double bound(String path, @Nullable ProfileNode node, double min, double max) {
        return node == null ? null : finite(path, node, min, max);
    }

    private double finite(String path, ProfileNode node, double min, double max) {
        if (!(node instanceof ProfileNode.Scalar scalar) || scalar.number() == null) {
            throw InputException.at(file, node.line(), path, "expected a number, found " + node.kind() + ".", null);
        }
        double value = scalar.number();
        if (value < min || value > max) {
            throw InputException.at(
                    file,
                    node.line(),
                    path,
                    scalar.text() + " is out of range.",
                    "It must lie between " + min + " and " + max + ".");
        }
        return value;
    }

    private static double clamp(double value, double min, double max) {
        return Math.max(min, Math.min(max, value));
    }
}
