package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The block {@code population}: what is read and what is refused. */
class PopulationReaderTest {
    private static final String PHONE = ScenarioTemplates.text("phone");
    private static final KnownIds KNOWN =
            new KnownIds(List.of("pixel-4", "pixel-6", "redmi-6-pro"), List.of("efficientnet_lite0"));

    @TempDir
    Path folder;

    private Scenario read(String block) throws IOException {
        return read(PHONE, block);
    }

    private Scenario read(String scenario, String block) throws IOException {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, scenario + "\n" + block);
        return ScenarioReader.read(file, List.of(), null, KNOWN);
    }

    private static String devices(String items) {
        return "population: {devices: [" + items + "]}";
    }

    private static final String BOTH = "{profile: pixel-4, share: 0.3}, {profile: redmi-6-pro, share: 0.7, unit: cpu}";

    @Test
    void sharesAreReadWithTheirSources() throws IOException {
        PopulationSpec read = Objects.requireNonNull(read("population: {devices: [" + BOTH
                        + "], source: counted, ambient_deg_c: [{value: 16, share: 0.25}, {value: 25, share: 0.75}],"
                        + " ambient_source: measured}")
                .population());
        assertEquals("pixel-4", read.devices().get(0).profile());
        assertNull(read.devices().get(0).unit());
        assertEquals("cpu", read.devices().get(1).unit());
        assertEquals(0.7, read.devices().get(1).shareFraction());
        assertEquals("counted", read.source());
        assertEquals(16, read.ambients().get(0).ambientDegC());
        assertEquals("measured", read.ambientSource());
    }

    @Test
    void withoutASourceSharesAreAssumedAndSoTheScenarioSays() throws IOException {
        Scenario scenario = read("population: {devices: [" + BOTH + "], ambient_deg_c: [{value: 16, share: 1}]}");
        assertTrue(
                scenario.assumptions()
                        .containsAll(List.of(
                                "population.source: none, so the shares of devices are ASSUMED (default)",
                                "population.ambient_source: none, so the shares of ambients are ASSUMED (default)")),
                scenario.assumptions().toString());
        List<String> sentences = ScenarioText.sentences(scenario, device -> true);
        assertEquals(
                "A plan asks which users meet the objectives, of whom 30 % pixel-4, 70 % redmi-6-pro on its cpu have in"
                        + " the place of phone (shares ASSUMED), and of whom 100 % at 16 °C use it (shares ASSUMED).",
                sentences.get(sentences.size() - 1));
    }

    @Test
    void thirdsMayBeRounded() throws IOException {
        read(devices("{profile: pixel-4, share: 0.333}, {profile: pixel-6, share: 0.333},"
                + " {profile: redmi-6-pro, share: 0.333}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            devices: []                                             | population.devices: is an empty list. Give a list of mappings, each with profile, share.
            source: x                                               | population.devices: is missing. Give a list of mappings, each with profile, share.
            devices: [{profile: pixel-4, share: 0.9}]               | population.devices: the shares sum to 0.9, not to 1. Give shares of all users, such as 0.3 and 0.7.
            devices: [{profile: pixel-4, share: -0.5}]              | population.devices.pixel-4.share: -0.5 is out of range. Give a number above 0 and at most 1.
            devices: [{profile: pixel-44, share: 1}]                | population.devices.pixel-44.profile: 'pixel-44' is not a known profile. Maybe 'pixel-4'?
            devices: [{profile: pixel-4, share: 0.5}, {profile: pixel-4, share: 0.5}] | population.devices.pixel-4.profile: 'pixel-4' is listed twice. List each once, with the sum of its shares.
            devices: [{profile: pixel-4, share: 1}], device: tablet | population.device: there is no device 'tablet' in this scenario. Known: phone.
            devices: [{profile: pixel-4, share: 1}], ambient_source: x | population.ambient_source: there are no ambients that it could be of. Give ambient_deg_c too.
            devices: [{profile: pixel-4, share: 1}], ambient_deg_c: [] | population.ambient_deg_c: is an empty list. Give a list of mappings, each with value, share.
            devices: [{profile: pixel-4, share: 1}], ambient_deg_c: [{value: 16, share: 0.5}, {value: 16, share: 0.5}] | population.ambient_deg_c.1.value: 16 is listed twice. List each once, with the sum of its shares.
            devices: [{profile: pixel-4, share: 1}], ambient_deg_c: [{value: 16, share: 0.5}] | population.ambient_deg_c: the shares sum to 0.5, not to 1. Give shares of all users, such as 0.3 and 0.7.
            """)
    void saysWhatIsWrongAndWhatWouldBeRight(String block, String message) throws IOException {
        InputException e = assertThrows(InputException.class, () -> read("population: {" + block + "}"));
        String told = String.valueOf(e.getMessage());
        assertEquals(message, told.replaceFirst("^.*s\\.yaml:\\d+: ", ""));
    }

    @Test
    void ofSeveralDevicesOneIsNamed() throws IOException {
        String two = PHONE.replaceFirst("(?m)^cameras:", "  - {id: server, profile: pixel-6}\ncameras:");
        InputException e = assertThrows(InputException.class, () -> read(two, devices(BOTH)));
        assertTrue(
                String.valueOf(e.getMessage())
                        .endsWith(
                                "population.device: is absent, and the scenario has 2 devices. Name the one that differs"
                                        + " from user to user: phone, server."),
                e.getMessage());
    }

    @Test
    void theTemplateShowsWhatCanBeRead() throws IOException {
        String block = Stream.of(PHONE.split("\n"))
                .dropWhile(line -> !line.startsWith("# population:"))
                .map(line -> line.substring(2))
                .reduce("", (a, b) -> a + b + "\n");
        assertEquals(
                2, Objects.requireNonNull(read(block).population()).devices().size());
    }
}
