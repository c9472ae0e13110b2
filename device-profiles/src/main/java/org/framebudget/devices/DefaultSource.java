package org.framebudget.devices;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * A {@code source:} of a profile file: {@code {kind, cite, note, spread_fraction}}.
 *
 * @param source the source itself
 * @param spreadFraction range of the plain numbers below it, as a share of their value either way; absent where every
 *     number gives its own range or none
 */
record DefaultSource(Source source, @Nullable Double spreadFraction) {
    static final String ADVICE = "Give it, or a section around it, 'source: {kind: …, cite: …}'.";
    private static final List<String> KEYS = ProfileKeys.SOURCE.names();
    private static final List<String> KINDS = ProfileKeys.SOURCE.key("kind").choices();

    static DefaultSource read(String file, Citations citations, String path, ProfileNode node) {
        if (!(node instanceof ProfileNode.Mapping mapping)) {
            throw InputException.at(
                    file,
                    node.line(),
                    path,
                    "expected kind and cite, found " + node.kind() + ".",
                    "As in 'source: {kind: PAPER, cite: key}'.");
        }
        mapping.fields().forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                throw InputException.at(
                        file, value.line(), path + "." + key, "unknown key.", Suggestions.advice(key, KEYS));
            }
        });
        String kind = text(file, path, mapping, "kind");
        if (!KINDS.contains(kind)) {
            throw InputException.at(
                    file,
                    mapping.line(),
                    path + ".kind",
                    "'" + kind + "' is unknown.",
                    Suggestions.advice(kind, KINDS));
        }
        String cite = text(file, path, mapping, "cite");
        citations.check(file, mapping.line(), path + ".cite", cite);
        ProfileNode note = mapping.fields().get("note");
        return new DefaultSource(
                new Source(SourceKind.valueOf(kind), cite, note == null ? null : text(file, path, mapping, "note")),
                spread(file, path, mapping));
    }

    private static @Nullable Double spread(String file, String path, ProfileNode.Mapping mapping) {
        ProfileNode node = mapping.fields().get("spread_fraction");
        if (node == null) {
            return null;
        }
        Double spread = node instanceof ProfileNode.Scalar scalar ? scalar.number() : null;
        ProfileKey key = ProfileKeys.SOURCE.key("spread_fraction");
        if (spread == null || spread < key.min() || spread > key.max()) {
            throw InputException.at(
                    file,
                    node.line(),
                    path + ".spread_fraction",
                    node.kind() + " is not a share above 0 and up to 1.",
                    null);
        }
        return spread;
    }

    private static String text(String file, String path, ProfileNode.Mapping mapping, String key) {
        if (mapping.fields().get(key) instanceof ProfileNode.Scalar scalar
                && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw InputException.at(file, mapping.line(), path + "." + key, "is missing.", null);
    }
}
