package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.CsvTable;

/**
 * A phone that worked without a pause, by the minute.
 *
 * @param id as in {@code pixel8pro-clean}
 * @param minutes in order, from the first
 */
public record SustainedSeries(String id, List<Minute> minutes) {
    private static final int MINUTES_PER_HOUR = 60;
    /** Mean voltage of a pack above 90 %, see the curve in {@code measurements/battery}. */
    private static final double PACK_V = 4.3;

    private static final List<String> COLUMNS = List.of(
            "minute",
            "frames",
            "median_ms",
            "p90_ms",
            "thermal_status",
            "charge_fraction",
            "battery_deg_c",
            "charge_mah",
            "cite");

    /**
     * One minute.
     *
     * @param frameCount inferences done in it
     * @param medianMs their median latency
     * @param p90Ms nine of ten took at most this
     * @param thermalStatus what Android said at its end
     * @param chargeFraction battery as shown to the user, 0 to 1
     * @param batteryDegC battery at its end
     * @param chargeAh charge counter at its end
     */
    public record Minute(
            int frameCount,
            double medianMs,
            double p90Ms,
            String thermalStatus,
            double chargeFraction,
            double batteryDegC,
            double chargeAh) {}

    /** Reads {@code measurements/sustained/<id>.csv}. */
    public static SustainedSeries load(String id) {
        List<Minute> minutes = new ArrayList<>();
        for (CsvTable.Row row : Tables.rows("sustained/" + id + ".csv", COLUMNS, List.of())) {
            int minute = row.integer("minute", 1, 10_000);
            if (minute != minutes.size() + 1) {
                throw row.error("minute", minute + " is out of order.", "Minutes count from 1 without a gap.");
            }
            minutes.add(new Minute(
                    row.integer("frames", 1, 1_000_000),
                    row.number("median_ms", 1e-3, 1e6),
                    row.number("p90_ms", 1e-3, 1e6),
                    row.text("thermal_status"),
                    row.number("charge_fraction", 0, 1),
                    row.number("battery_deg_c", -40, 100),
                    row.number("charge_mah", 0, 1e6) / 1000));
        }
        return new SustainedSeries(id, List.copyOf(minutes));
    }

    /** The first so many minutes. */
    SustainedSeries first(int count) {
        return new SustainedSeries(id, minutes.subList(0, count));
    }

    List<Double> medianMs() {
        return minutes.stream().map(Minute::medianMs).toList();
    }

    List<Double> frameCount() {
        return minutes.stream().map(m -> (double) m.frameCount()).toList();
    }

    /** Power that went into the pack by the charge counter, by the minute; the first minute is taken as the second. */
    List<Double> chargedW() {
        List<Double> chargedW = new ArrayList<>();
        for (int i = 0; i < minutes.size(); i++) {
            int to = Math.max(1, i);
            double chargedAh = minutes.get(to).chargeAh() - minutes.get(to - 1).chargeAh();
            chargedW.add(chargedAh * MINUTES_PER_HOUR * PACK_V);
        }
        return chargedW;
    }
}
