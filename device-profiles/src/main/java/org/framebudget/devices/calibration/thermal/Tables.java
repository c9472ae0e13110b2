package org.framebudget.devices.calibration.thermal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.framebudget.models.CsvTable;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** Tables of {@code measurements/} in the product's jar. */
final class Tables {
    private Tables() {}

    /** A table by its path under {@code measurements/}. */
    static List<CsvTable.Row> rows(String name, List<String> required, List<String> optional) {
        String path = "measurements/" + name;
        return CsvTable.read(path, text(path), required, optional).rows();
    }

    static String text(String path) {
        try (InputStream in = Tables.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new InputException("The product's file " + path + " is missing from its jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MachineException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
