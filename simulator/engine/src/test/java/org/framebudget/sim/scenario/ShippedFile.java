package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a checked-in file with the generated one; {@code -Dframebudget.regenerate=true} writes it instead. */
final class ShippedFile {
    private ShippedFile() {}

    static void check(String resource, String generated) throws IOException {
        // Maven runs tests in the module's folder
        Path file = Path.of("src/main/resources", resource);
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(file, generated);
        }
        assertEquals(
                generated,
                Files.readString(file),
                resource + " is out of date; run the tests with -Dframebudget.regenerate=true and look at the change");
    }
}
