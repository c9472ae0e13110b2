package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.devices.latency.LatencyRow;
import org.junit.jupiter.api.Test;

/** Keeps the table of README.md true; README.md says how to write it anew. */
class ReadmeTableTest {
    private static final String BEGIN = "<!-- profiles: generated -->\n";
    private static final String END = "<!-- profiles: end -->";

    @Test
    void theTableInTheReadmeIsUpToDate() throws IOException {
        Path readme = Path.of("README.md");
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
                "| profile | evidence | units | reference rows | evidence rows | numbers | assumed |\n"
                        + "| --- | --- | --- | ---: | ---: | ---: | ---: |\n");
        ProfileRepository repository = new ProfileRepository(null);
        for (String id : repository.ids()) {
            DeviceProfile profile = repository.load(id, Path.of("."));
            ProfileNumbers numbers = ProfileNumbers.of(profile);
            long reference = profile.latency().rows().stream()
                    .filter(LatencyRow::reference)
                    .count();
            table.append("| `")
                    .append(id)
                    .append("` | ")
                    .append(profile.evidence())
                    .append(" | ")
                    .append(String.join(
                            " ", profile.units().stream().map(UnitProfile::id).toList()))
                    .append(" | ")
                    .append(reference)
                    .append(" | ")
                    .append(profile.latency().rows().size() - reference)
                    .append(" | ")
                    .append(numbers.sources().size() - profile.latency().rows().size())
                    .append(" | ")
                    .append(numbers.assumedCount())
                    .append(" |\n");
        }
        return table.toString();
    }
}
