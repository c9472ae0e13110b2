package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedLibraryTest {
    private static final String BEGIN = "<!-- figures: generated -->\n";
    private static final String END = "<!-- figures: end -->";

    @TempDir
    Path temp;

    static Stream<String> names() {
        return Shipped.chosen();
    }

    @Test
    void everyFolderHoldsAScenarioItsReadmeAndAtMostAPictureASweepAndWhatItReads() throws IOException {
        for (Path folder : sorted(Shipped.FOLDER)) {
            assertEquals(
                    List.of("README.md", "scenario.yaml"),
                    sorted(folder).stream()
                            .map(p -> p.getFileName().toString())
                            .filter(name -> !name.equals("plan-page1.png")
                                    && !name.matches("(sweep\\.yaml|profile.*\\.yaml|.*\\.csv)"))
                            .toList(),
                    folder.toString());
        }
    }

    @Test
    void everyScenarioHasAGoldenAnswerAndEveryGoldenAnswerAScenario() throws IOException {
        List<String> goldens = sorted(Shipped.GOLDENS).stream()
                .map(p -> p.getFileName().toString().replaceFirst("\\.json$", ""))
                .sorted()
                .toList();
        assertEquals(Shipped.names(), goldens);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theReadmeAsksAQuestionAndTheModulesReadmeNamesTheScenario(String name) throws IOException {
        String title = Library.in(Shipped.FOLDER).entries().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow()
                .title();
        assertTrue(title.endsWith("?"), name + ": '" + title + "'");
        assertTrue(Files.readString(Path.of("README.md")).contains("](library/" + name + "/README.md)"), name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theFiguresInTheReadmeAreThoseOfTheRun(String name) throws IOException {
        Path readme = Shipped.FOLDER.resolve(name).resolve("README.md");
        String text = Files.readString(readme);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        String expected =
                text.substring(0, from) + ReadmeFigures.table(Shipped.result(name)) + text.substring(text.indexOf(END));
        if (Shipped.regenerate()) {
            Files.writeString(readme, expected);
        }
        assertEquals(expected, Files.readString(readme));
    }

    @Test
    void theProgramCarriesTheSameLibrary() throws IOException {
        Library packed = Library.packed();
        assertTrue(packed.isPacked());
        assertEquals(
                Shipped.names(),
                packed.entries().stream().map(Library.Entry::name).toList());
        for (Library.Entry entry : packed.entries()) {
            assertEquals(
                    Files.readString(Shipped.FOLDER.resolve(entry.name()).resolve("scenario.yaml")),
                    Files.readString(entry.file()));
        }
    }

    @Test
    void aLibraryInAJarIsListedAndCopiedOut() throws IOException {
        URI jar = URI.create("jar:" + temp.resolve("program.jar").toUri());
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Path folder = Files.createDirectories(inside.getPath("/library/one"));
            Files.writeString(folder.resolve("scenario.yaml"), "schema: x\n");
            Files.writeString(folder.resolve("README.md"), "# Does it fit?\n");
            Library library = Library.in(inside.getPath("/library"));
            assertEquals("Does it fit?", library.entries().get(0).title());

            library.copyTo(temp.resolve("mine"));
            assertEquals("schema: x\n", Files.readString(temp.resolve("mine/one/scenario.yaml")));
            assertEquals("# Does it fit?\n", Files.readString(temp.resolve("mine/one/README.md")));
        }
    }

    @Test
    void copyingOverAFileIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path last = Shipped.FOLDER.relativize(
                sorted(Shipped.FOLDER).get(Shipped.names().size() - 1));
        Path mine = temp.resolve(last).resolve("README.md");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "my own words");
        InputException refused = assertThrows(
                InputException.class, () -> Library.in(Shipped.FOLDER).copyTo(temp));
        assertTrue(refused.getMessage().contains(mine.toString()), refused.getMessage());
        assertEquals("my own words", Files.readString(mine));
        assertEquals(List.of(temp.resolve(last)), sorted(temp));
    }

    @Test
    void theListingShowsPathsThatCanBeCopiedIntoACommand() {
        Path here = Path.of("").toAbsolutePath();
        String listing = ScenariosCommand.text(Library.in(Shipped.FOLDER), here);
        for (String name : Shipped.names()) {
            assertTrue(listing.contains(Path.of("library", name, "scenario.yaml") + " "), listing);
        }
        assertFalse(listing.contains(here.toString()), listing);
        assertTrue(ScenariosCommand.text(Library.in(Shipped.FOLDER), temp).contains(here.toString()));
    }

    @Test
    void theListingSaysHowToGetAtScenariosInsideTheProgram() {
        String listing = ScenariosCommand.text(Library.packed(), temp);
        assertTrue(listing.contains("--copy-to"), listing);
        assertTrue(listing.contains("phone-classify-30fps "), listing);
    }

    @Test
    void copyingIntoAFileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("notes.txt"), "my own words");
        InputException refused = assertThrows(
                InputException.class, () -> Library.in(Shipped.FOLDER).copyTo(file));
        assertTrue(refused.getMessage().contains("not a folder"), refused.getMessage());
        assertEquals("my own words", Files.readString(file));
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
