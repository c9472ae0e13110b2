package org.framebudget.devices.calibration;

import java.util.Arrays;
import java.util.Locale;
import org.framebudget.models.CsvTable;

/** What a published row was to the profile that is held against it. */
public enum RowRole {
    /** The profile's value was written from it: it is predicted by the other inputs alone, or not at all. */
    INPUT,
    /** An end of the profile's range was read off it, the value was not. */
    RANGE,
    /** The profile was written without it. */
    BLIND;

    /** As it stands in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RowRole of(CsvTable.Row row) {
        String text = row.text("role");
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElseThrow(() -> row.error("role", "'" + text + "' is unknown.", "Write input, range or blind."));
    }
}
