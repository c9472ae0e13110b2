package org.framebudget.devices.calibration.thermal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a quick fit keeps: tables under {@code measurements/<profile>} and lines of the profile. */
final class FittedFiles {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String SEPARATORS = "[,\\s{}]+";

    private FittedFiles() {}

    /** Compares the kept files with a new fit, or writes them with {@code -Dframebudget.regenerate=true}. */
    static void check(String profileId, PriorFit fit, String residualsCsv, FittedNumbers numbers) throws IOException {
        Path folder = RESOURCES.resolve("measurements/" + profileId);
        Path profile = RESOURCES.resolve("profiles/" + profileId + ".yaml");
        Map<Path, String> texts = new LinkedHashMap<>();
        texts.put(folder.resolve("heat-fit.csv"), fit.kept().fitCsv(fit.parameters()));
        texts.put(folder.resolve("heat-draws.csv"), fit.kept().drawsCsv(fit.parameters()));
        texts.put(folder.resolve("heat-residuals.csv"), residualsCsv);
        texts.put(folder.resolve("heat-sets.csv"), numbers.setsCsv(PiHeat::path));
        texts.put(profile, FittedLines.write(Files.readString(profile), numbers));
        for (Map.Entry<Path, String> file : texts.entrySet()) {
            if (Boolean.getBoolean("framebudget.regenerate")) {
                Files.writeString(file.getKey(), file.getValue());
            } else {
                assertSame(file.getKey(), file.getValue(), Files.readString(file.getKey()));
            }
        }
    }

    /** Word by word; numbers may differ by what another processor's arithmetic does to an optimum. */
    private static void assertSame(Path file, String expected, String kept) {
        String[] made = expected.split(SEPARATORS);
        String[] there = kept.split(SEPARATORS);
        assertEquals(made.length, there.length, file.toString());
        for (int i = 0; i < made.length; i++) {
            if (!made[i].equals(there[i])) {
                double number = Double.parseDouble(made[i]);
                assertEquals(number, Double.parseDouble(there[i]), 2e-3 * Math.abs(number) + 2e-3, file + ": " + i);
            }
        }
    }
}
