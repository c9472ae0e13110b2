package org.framebudget.devices.latency;

import java.util.Comparator;
import java.util.List;
import org.framebudget.models.InputException;

/** Measured reference rows and nothing else. A miss is an error that lists the nearest measurements of the device. */
public final class MeasuredLatency implements LatencySource {
    private static final int SHOWN = 6;
    private final String deviceId;
    private final LatencyTable table;

    /**
     * Over one device's table.
     *
     * @param deviceId profile id, for messages
     */
    public MeasuredLatency(String deviceId, LatencyTable table) {
        this.deviceId = deviceId;
        this.table = table;
    }

    @Override
    public LatencyRow latency(LatencyQuery query) {
        return table.find(
                        query.network(),
                        query.inputWidthPx(),
                        query.inputHeightPx(),
                        query.precision(),
                        query.unit(),
                        query.threads())
                .orElseThrow(() -> new InputException(missMessage(query)));
    }

    /** The nearest reference rows, best first: the network counts most, then unit, precision, input size, threads. */
    public List<LatencyRow> nearest(LatencyQuery query, int count) {
        return table.rows().stream()
                .filter(LatencyRow::reference)
                .sorted(Comparator.comparingDouble(row -> distance(row, query)))
                .limit(count)
                .toList();
    }

    /** What to tell a user who asks for a combination without a reference measurement. */
    public String missMessage(LatencyQuery query) {
        String problem = "Nobody measured " + query.text() + " for '" + deviceId + "'.";
        List<LatencyRow> nearest = nearest(query, SHOWN);
        if (nearest.isEmpty()) {
            return problem + " The profile has no reference measurement at all.";
        }
        long total = table.rows().stream().filter(LatencyRow::reference).count();
        String list =
                String.join("; ", nearest.stream().map(MeasuredLatency::text).toList());
        String rest = total > nearest.size() ? "; and " + (total - nearest.size()) + " more" : "";
        return problem + " Measured, nearest first: " + list + rest + ".";
    }

    private static String text(LatencyRow row) {
        return new LatencyQuery(
                        row.network(),
                        row.inputWidthPx(),
                        row.inputHeightPx(),
                        row.precision(),
                        row.unit(),
                        row.threads())
                .text();
    }

    private static double distance(LatencyRow row, LatencyQuery query) {
        double distance = row.network().equals(query.network()) ? 0 : 16;
        if (!row.network().equals(query.network()) && family(row.network()).equals(family(query.network()))) {
            distance -= 4;
        }
        distance += row.unit().equals(query.unit()) ? 0 : 8;
        distance += row.precision().equals(query.precision()) ? 0 : 4;
        distance += row.inputWidthPx() == query.inputWidthPx() && row.inputHeightPx() == query.inputHeightPx() ? 0 : 2;
        distance += query.threads() == 0 || row.threads() == query.threads() ? 0 : 1;
        return distance;
    }

    /** The id without its width or size: {@code mobilenet_v1_0.5} and {@code mobilenet_v1_1.0} are one family. */
    private static String family(String network) {
        return network.replaceAll("[0-9.]+$", "");
    }
}
