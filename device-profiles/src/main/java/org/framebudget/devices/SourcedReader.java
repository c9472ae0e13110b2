package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.TextInput;
import org.jspecify.annotations.Nullable;

/** Reads one number of a profile: plain, or as {@code {value, low, high, source}}. */
final class SourcedReader {
    private final String file;
    private final Citations citations;
    private final @Nullable DefaultSource inherited;

    SourcedReader(String file, Citations citations, @Nullable DefaultSource inherited) {
        this.file = file;
        this.citations = citations;
        this.inherited = inherited;
    }

    Sourced read(String path, ProfileNode node, ProfileKey key) {
        if (node instanceof ProfileNode.Mapping mapping) {
            return readMapping(path, mapping, key);
        }
        double value = finite(path, node, key);
        return sourced(path, node.line(), value, null, null, inherited, key);
    }

    private Sourced readMapping(String path, ProfileNode.Mapping mapping, ProfileKey number) {
        List<String> known = new ArrayList<>(ProfileKeys.SOURCED.names());
        known.add("source");
        mapping.fields().forEach((key, value) -> {
            if (!known.contains(key)) {
                throw InputException.at(
                        file, value.line(), path + "." + key, "unknown key.", Suggestions.advice(key, known));
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
                finite(path + ".value", value, number),
                bound(path + ".low", mapping.fields().get("low"), number),
                bound(path + ".high", mapping.fields().get("high"), number),
                source,
                number);
    }

    private Sourced sourced(
            String path,
            int line,
            double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable DefaultSource source,
            ProfileKey key) {
        if (source == null) {
            throw InputException.at(file, line, path, value + " has no source.", DefaultSource.ADVICE);
        }
        Double spread = source.spreadFraction();
        Double lowUsed = low;
        Double highUsed = high;
        if (low == null && high == null && spread != null) {
            lowUsed = clamp(value - Math.abs(value) * spread, key.min(), key.max());
            highUsed = clamp(value + Math.abs(value) * spread, key.min(), key.max());
        }
        if (source.source().assumed() && (lowUsed == null || highUsed == null)) {
            throw InputException.at(
                    file, line, path, "ASSUMED without a range.", "Write '{value: " + value + ", low: …, high: …}'.");
        }
        if ((lowUsed != null && lowUsed > value) || (highUsed != null && highUsed < value)) {
            throw InputException.at(
                    file,
                    line,
                    path,
                    value + " lies outside its own range " + lowUsed + " to " + highUsed + ".",
                    "low is at most the value, high at least.");
        }
        return new Sourced(value, lowUsed, highUsed, source.source());
    }

    private @Nullable Double bound(String path, @Nullable ProfileNode node, ProfileKey key) {
        return node == null ? null : finite(path, node, key);
    }

    private double finite(String path, ProfileNode node, ProfileKey key) {
        if (!(node instanceof ProfileNode.Scalar scalar) || scalar.number() == null) {
            throw InputException.at(file, node.line(), path, "expected a number, found " + node.kind() + ".", null);
        }
        double value = scalar.number();
        if (value < key.min() || value > key.max()) {
            throw InputException.at(
                    file,
                    node.line(),
                    path,
                    scalar.text() + " is out of range.",
                    "It must lie between " + TextInput.plain(key.min()) + " and " + TextInput.plain(key.max()) + ".");
        }
        if (key.whole() && value != Math.rint(value)) {
            throw InputException.at(
                    file, node.line(), path, scalar.text() + " is not a whole number.", "It is " + key.meaning() + ".");
        }
        return value;
    }

    private static double clamp(double value, double min, double max) {
        return Math.max(min, Math.min(max, value));
    }
}
