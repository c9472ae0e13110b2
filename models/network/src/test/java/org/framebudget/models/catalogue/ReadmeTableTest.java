package org.framebudget.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keeps the table of models/README.md true; it says how to write it anew. */
class ReadmeTableTest {
    private static final String BEGIN = "<!-- networks: generated -->\n";
    private static final String END = "<!-- networks: end -->";

    @Test
    void theTableInTheReadmeIsUpToDate() throws IOException {
        Path readme = Path.of("..", "README.md");
        String text = Files.readString(readme);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        String expected = text.substring(0, from) + table() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("framebudget.regenerate")) {
            Files.writeString(readme, expected);
        }
        assertEquals(expected, Files.readString(readme));
    }

    private static String table() {
        StringBuilder table = new StringBuilder(
                "| network | input px | MACs M (published) | parameters M (published) | weights MB fp32 / int8 | activations, peak MB"
                        + " fp32 / int8 | accuracy |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
        for (NetworkInfo network : Networks.all()) {
            NetworkCost full = cost(network, Precision.FP32);
            NetworkCost eighth = cost(network, Precision.INT8);
            table.append("| `")
                    .append(network.id())
                    .append("` | ")
                    .append(network.defaultInputPx())
                    .append(" | ")
                    .append(beside(full.macs(), network.macs()))
                    .append(" | ")
                    .append(beside(full.parameters(), network.parameters()))
                    .append(" | ")
                    .append(pair(full.weightsBytes(), eighth.weightsBytes()))
                    .append(" | ")
                    .append(pair(full.activationPeakBytes(), eighth.activationPeakBytes()))
                    .append(" | ")
                    .append(accuracy(network))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static NetworkCost cost(NetworkInfo network, Precision precision) {
        return NetworkCost.of(Catalogue.network(network.id(), Catalogue.defaultInput(network.id()), precision));
    }

    private static String beside(long counted, @Nullable Long published) {
        return digits(counted * 1e-6) + (published == null ? "" : " (" + digits(published * 1e-6) + ")");
    }

    private static String pair(long full, long eighth) {
        return digits(full * 1e-6) + " / " + digits(eighth * 1e-6);
    }

    private static String accuracy(NetworkInfo network) {
        return network.accuracyFraction() == null
                ? ""
                : String.format(Locale.ROOT, "%.1f %% %s", network.accuracyFraction() * 100, network.accuracyMetric());
    }

    /** Three significant digits at least. */
    private static String digits(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
