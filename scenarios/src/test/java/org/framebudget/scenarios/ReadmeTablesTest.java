package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.calibration.LatencyValidation;
import org.junit.jupiter.api.Test;

/** The tables of the product's README that commands make: written anew with {@code -Dframebudget.regenerate=true}. */
class ReadmeTablesTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void theTableOfClaimsIsWhatTheCommandSays() throws IOException {
        StringBuilder table = new StringBuilder("| claim | simulated | verdict |\n| --- | --- | --- |\n");
        for (Claim claim : ClaimsTest.CLAIMS) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s%s | %s |%n",
                    claim.claim(),
                    claim.simulated(),
                    claim.assumed().isEmpty() ? "" : " (ASSUMED: " + String.join(", ", claim.assumed()) + ")",
                    claim.verdict().text()));
        }
        check("claims", table.toString());
    }

    @Test
    void theTableOfErrorsIsWhatTheCommandSays() throws IOException {
        LatencyValidation validation = LatencyValidation.run();
        List<String> shipped = new ProfileRepository(null).ids();
        StringBuilder table = new StringBuilder(
                "| device | unit | precision | left out | n | error | affine in MACs | constant | nearest network | in 95 % |\n"
                        + "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (LatencyValidation.Grid grid : validation.grids()) {
            boolean large = validation.grids().stream()
                    .anyMatch(o -> o.device().equals(grid.device())
                            && o.unit().equals(grid.unit())
                            && o.precision().equals(grid.precision())
                            && o.split().equals("width"));
            if (!shipped.contains(grid.device())
                    || !(large ? !grid.split().equals("point") : grid.split().equals("point"))) {
                continue;
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %d | %.1f %% | %.1f %% | %.0f %% | %.0f %% | %.0f %% |%n",
                    grid.device(),
                    grid.unit(),
                    grid.precision(),
                    grid.split(),
                    grid.count(),
                    100 * grid.errorFraction(),
                    100 * grid.affineFraction(),
                    100 * grid.constantFraction(),
                    100 * grid.lastFraction(),
                    100 * grid.coveredFraction()));
        }
        table.append("\n| interval | n | in 95 % | median half width | score | score of the best constant |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (LatencyValidation.Intervals of : validation.bases()) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f %% | %.0f %% | %.2f | %.2f |%n",
                    of.basis().text(),
                    of.count(),
                    100 * of.coveredFraction(),
                    100 * of.medianHalfWidthFraction(),
                    of.scoreFraction(),
                    of.constantScoreFraction()));
        }
        check("validation", table.toString());
    }

    private static void check(String name, String table) throws IOException {
        String begin = "<!-- " + name + ": generated -->\n";
        String end = "<!-- " + name + ": end -->";
        String readme = Files.readString(README);
        int from = readme.indexOf(begin) + begin.length();
        int to = readme.indexOf(end);
        assertTrue(from >= begin.length() && to >= from, "README.md has no place for " + name);
        if (Shipped.regenerate()) {
            Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
        } else {
            assertEquals(table, readme.substring(from, to));
        }
    }
}
