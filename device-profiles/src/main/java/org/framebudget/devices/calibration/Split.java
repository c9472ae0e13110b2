package org.framebudget.devices.calibration;

import java.util.Locale;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.models.catalogue.Networks;

/** What is left out together when a prediction is tested. */
enum Split {
    /** All sizes of one network. */
    WIDTH,
    /** All networks at one input size. */
    SIZE,
    /** All networks of one family. */
    FAMILY,
    /** One network at one size and clock. */
    POINT;

    /** Rows with the same key are left out together. */
    String key(LatencyRow row) {
        return switch (this) {
            case WIDTH -> row.network();
            case SIZE -> row.inputWidthPx() + "x" + row.inputHeightPx();
            case FAMILY -> Networks.get(row.network()).family();
            case POINT ->
                row.network() + " " + row.inputWidthPx() + "x" + row.inputHeightPx()
                        + (row.clockMhz() == null ? "" : " at " + row.clockMhz() + " MHz");
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
