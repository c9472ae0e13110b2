package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.framebudget.sim.cli.CliCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    @TempDir
    Path folder;

    private void scenario(String name, String readme) throws IOException {
        Path scenario = Files.createDirectories(folder.resolve(name));
        Files.writeString(scenario.resolve("scenario.yaml"), "schema: framebudget/scenario/v1\n");
        Files.writeString(scenario.resolve("README.md"), readme);
    }

    @Test
    void scenariosAreListedByNameWithTheHeadingOfTheirReadme() throws IOException {
        scenario("pi", "Text first.\n\n# How many cameras?\n\n# Not this\n");
        scenario("a-phone", "no heading\n");
        Files.createDirectories(folder.resolve("notes"));
        Files.writeString(folder.resolve("README.md"), "# The library\n");
        assertEquals(
                List.of(
                        new Library.Entry("a-phone", "", folder.resolve("a-phone/scenario.yaml")),
                        new Library.Entry("pi", "How many cameras?", folder.resolve("pi/scenario.yaml"))),
                Library.in(folder).entries());
    }

    @Test
    void aFileBelowTheWorkingFolderIsShownRelativeToIt() throws IOException {
        scenario("pi", "# How many cameras?\n");
        Path real = folder.toAbsolutePath().normalize();
        Library library = Library.in(real);
        assertEquals(
                "SCENARIO          QUESTION\npi/scenario.yaml  How many cameras?\n",
                ScenariosCommand.text(library, real));
        String elsewhere = ScenariosCommand.text(library, real.resolve("pi/deeper"));
        assertTrue(elsewhere.contains(real.resolve("pi/scenario.yaml") + "  How many cameras?"), elsewhere);
    }

    @Test
    void anInstallationWithoutALibrarySaysSo() {
        assertEquals(List.of(), Library.in(folder.resolve("none")).entries());
        assertEquals("No scenarios come with this installation.\n", ScenariosCommand.text(Library.in(folder), folder));
    }

    @Test
    void theCommandLineFindsTheCommand() {
        assertTrue(ServiceLoader.load(CliCommand.class).stream()
                .anyMatch(provider -> provider.type() == ScenariosCommand.class));
    }
}
