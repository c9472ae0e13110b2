package org.framebudget.ui.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.scenarios.Library;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;

/**
 * A shipped scenario on the start page.
 *
 * @param name of its folder
 * @param question heading of its README
 * @param sentence how the README begins to answer
 * @param file to open
 * @param sketch absent where the file cannot be read
 */
public record Card(
        String name,
        String question,
        String sentence,
        Path file,
        @Nullable Sketch sketch) {
    /** A first sentence that is shorter, such as "No.", says nothing alone. */
    private static final int SHORT_CHARS = 60;

    private static final Pattern SENTENCE = Pattern.compile(".*?[.?!:](?=\\s|$)");

    /** All of a library, by name. */
    public static List<Card> all(Library library) {
        List<Card> cards = new ArrayList<>();
        for (Library.Entry entry : library.entries()) {
            String title = entry.title().isEmpty() ? entry.name() : entry.title();
            cards.add(new Card(
                    entry.name(),
                    plain(title),
                    sentence(readme(entry.file().resolveSibling("README.md"))),
                    entry.file(),
                    sketch(entry.file())));
        }
        return cards;
    }

    private static @Nullable Sketch sketch(Path file) {
        try {
            Scenario scenario = ScenarioReader.read(file, List.of(), null);
            return Sketch.of(scenario);
        } catch (InputException e) {
            // opening it will say what is wrong
            return null;
        }
    }

    private static String readme(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** The beginning of the first paragraph after the heading, without marks. */
    static String sentence(String readme) {
        StringBuilder paragraph = new StringBuilder();
        for (String line : readme.lines().toList()) {
            boolean text = !line.isBlank() && !line.startsWith("#") && !line.startsWith("<!--");
            if (text) {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
            } else if (paragraph.length() > 0) {
                break;
            }
        }
        String whole = plain(paragraph.toString());
        Matcher sentences = SENTENCE.matcher(whole);
        int end = 0;
        while (end < SHORT_CHARS && sentences.find(end)) {
            end = sentences.end();
        }
        String cut = end == 0 ? whole : whole.substring(0, end);
        return cut.endsWith(":") ? cut.substring(0, cut.length() - 1) + "." : cut;
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("[`*]", "")
                // a command for the terminal is shortened to its name
                .replaceAll("\\./(framebudget \\w+) scenarios/library/\\S+\\.yaml", "$1")
                .strip();
    }

    /** Whether all words are in it. */
    boolean has(String words) {
        String all = (name + " " + question + " " + sentence).toLowerCase(Locale.ROOT);
        for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
