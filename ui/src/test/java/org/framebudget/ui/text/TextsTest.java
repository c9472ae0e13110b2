package org.framebudget.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundle has every word that the sources ask for, and none that nobody asks for. */
final class TextsTest {
    private static final Pattern ASKED = Pattern.compile("Texts\\s*\\.get\\(\\s*\"([a-zA-Z0-9._-]+)\"\\s*([,)+])");

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(TextsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> keys() {
        return new TreeSet<>(ResourceBundle.getBundle("org.framebudget.ui.text.texts", Locale.ROOT)
                .keySet());
    }

    @Test
    void everyKeyThatTheSourcesAskForIsInTheBundle() throws IOException {
        List<String> missing = ASKED.matcher(sources())
                .results()
                .filter(found -> !found.group(2).equals("+"))
                .map(found -> found.group(1))
                .filter(key -> !keys().contains(key))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyKeyOfTheBundleIsAskedFor() throws IOException {
        String sources = sources();
        Set<String> prefixes = ASKED.matcher(sources)
                .results()
                .filter(found -> found.group(2).equals("+"))
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> literals = Pattern.compile("\"([a-zA-Z0-9._-]+)\"")
                .matcher(sources)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
        List<String> unused = keys().stream()
                .filter(key -> !literals.contains(key) && prefixes.stream().noneMatch(key::startsWith))
                .toList();
        assertEquals(List.of(), unused);
    }
}
