package org.framebudget.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.framebudget.models.CsvTable;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;

/** The definitions against every published count; a note explains each count that they do not meet. */
class PublishedCostsTest {
    private static final String FILE = "published-costs.csv";
    private static final double TOLERANCE = 0.01;
    private static final List<CsvTable.Row> ROWS = CsvTable.read(
                    FILE,
                    text(),
                    List.of(
                            "id",
                            "input_px",
                            "macs_m",
                            "params_m",
                            "last_digit_macs_m",
                            "last_digit_params_m",
                            "source",
                            "note"),
                    List.of())
            .rows();

    @Test
    void everyCountIsMetOrItsNoteSaysWhyNot() {
        List<String> wrong = new ArrayList<>();
        for (CsvTable.Row row : ROWS) {
            NetworkCost cost = cost(row);
            compare(row, "macs", cost.macs() / 1e6, wrong);
            compare(row, "params", cost.parameters() / 1e6, wrong);
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyNetworkThatSomebodyCountedIsCompared() {
        Set<String> counted = ROWS.stream().map(row -> row.text("id")).collect(Collectors.toCollection(TreeSet::new));
        Set<String> unpublished = new TreeSet<>(Networks.ids());
        unpublished.removeAll(counted);
        assertEquals(
                Set.of("mobilenet_edgetpu_1.25", "mobilenet_edgetpu_1.75", "posenet_mobilenet_v1", "ssd_mobilenet_v2"),
                unpublished);
        assertTrue(Networks.ids().containsAll(counted), counted.toString());
    }

    @Test
    void theCatalogueShowsPublishedCountsAlone() {
        for (NetworkInfo network : Networks.all()) {
            if (network.macs() != null) {
                assertTrue(stands(network, "macs_m", network.macs()), network.id());
            }
            if (network.parameters() != null) {
                assertTrue(stands(network, "params_m", network.parameters()), network.id());
            }
        }
    }

    private static boolean stands(NetworkInfo network, String column, long count) {
        return ROWS.stream()
                .filter(row -> row.text("id").equals(network.id())
                        && row.integer("input_px", 1, 10_000) == network.defaultInputPx())
                .map(row -> row.numberOrNull(column, 0, 1e6))
                .anyMatch(published -> published != null && Math.round(published * 1e6) == count);
    }

    private static void compare(CsvTable.Row row, String what, double counted, List<String> wrong) {
        Double published = row.numberOrNull(what + "_m", 0, 1e6);
        if (published == null) {
            assertEquals("", row.textOrEmpty("last_digit_" + what + "_m"), FILE + ":" + row.line());
            return;
        }
        double halfADigit = row.number("last_digit_" + what + "_m", 1e-7, 1e6);
        String note = row.textOrEmpty("note");
        boolean met = Math.abs(counted - published) <= Math.max(halfADigit, TOLERANCE * published);
        boolean explained = note.contains(what + ": ");
        boolean cut = note.contains(what + ": cut");
        if (met == explained || cut && !(counted >= published && counted < published + 2 * halfADigit)) {
            wrong.add(FILE + ":" + row.line() + " " + row.text("id") + " " + what + ": published " + published
                    + ", counted " + counted + (explained ? ", explained" : ""));
        }
    }

    private static NetworkCost cost(CsvTable.Row row) {
        InputSize size = InputSize.square(row.integer("input_px", 32, 4096));
        return NetworkCost.of(Catalogue.network(row.text("id"), size, Precision.FP32));
    }

    private static String text() {
        try (InputStream in = PublishedCostsTest.class.getClassLoader().getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
