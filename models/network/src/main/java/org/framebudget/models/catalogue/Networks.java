package org.framebudget.models.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.framebudget.models.CsvTable;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/** The catalogue of known networks, read once from {@code catalogue/networks.csv}. */
public final class Networks {
    private static final String FILE = "catalogue/networks.csv";
    private static final List<String> COLUMNS = List.of(
            "id",
            "family",
            "task",
            "width_multiplier",
            "default_input_px",
            "macs",
            "parameters",
            "accuracy_fraction",
            "accuracy_metric",
            "source",
            "accuracy_source",
            "paper",
            "licence");
    private static final Map<String, NetworkInfo> BY_ID = read(resource());

    private Networks() {}

    /** Every known id, grouped by family. */
    public static List<String> ids() {
        return List.copyOf(BY_ID.keySet());
    }

    /** Every known network, in the order of {@link #ids()}. */
    public static List<NetworkInfo> all() {
        return List.copyOf(BY_ID.values());
    }

    /** A network if it is known. */
    public static Optional<NetworkInfo> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** A network, or an {@link InputException} that suggests the nearest id. */
    public static NetworkInfo get(String id) {
        return find(id).orElseThrow(() ->
                new InputException("The network '" + id + "' is unknown. " + Suggestions.advice(id, ids())));
    }

    /** The networks of a table, in its order. */
    static Map<String, NetworkInfo> read(String text) {
        Map<String, NetworkInfo> byId = new LinkedHashMap<>();
        for (CsvTable.Row row : CsvTable.read(FILE, text, COLUMNS, List.of()).rows()) {
            NetworkInfo network = network(row);
            if (byId.put(network.id(), network) != null) {
                throw row.error("id", "'" + network.id() + "' stands twice.", "Remove one.");
            }
        }
        return byId;
    }

    private static NetworkInfo network(CsvTable.Row row) {
        Double macs = row.numberOrNull("macs", 1, 1e15);
        Double parameters = row.numberOrNull("parameters", 1, 1e12);
        Double accuracy = row.numberOrNull("accuracy_fraction", 0, 1);
        String source = emptyToNull(row.textOrEmpty("source"));
        if (source == null && (macs != null || parameters != null)) {
            throw row.error("source", "numbers without a source do not load.", null);
        }
        String accuracySource = emptyToNull(row.textOrEmpty("accuracy_source"));
        if (accuracySource == null) {
            accuracySource = source;
        }
        if (accuracy != null && accuracySource == null) {
            throw row.error("accuracy_source", "an accuracy without a source does not load.", null);
        }
        return new NetworkInfo(
                row.text("id"),
                row.text("family"),
                row.text("task"),
                row.numberOrNull("width_multiplier", 0.01, 10),
                row.integer("default_input_px", 1, 10_000),
                macs == null ? null : Math.round(macs),
                parameters == null ? null : Math.round(parameters),
                accuracy,
                emptyToNull(row.textOrEmpty("accuracy_metric")),
                source,
                accuracy == null ? null : accuracySource,
                row.text("paper"),
                row.text("licence"));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String resource() {
        try (InputStream in = Networks.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MachineException("Cannot read " + FILE + ", which belongs to the product: " + e.getMessage(), e);
        }
    }
}
