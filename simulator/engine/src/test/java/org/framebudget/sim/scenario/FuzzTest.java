package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, reading ends soon, with a scenario or with one message. */
class FuzzTest {
    private static final int ROUNDS = 2_000;
    private static final String[] TOKENS = {
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!!x ",
        "\"",
        "'",
        "|",
        ">",
        "%",
        "@",
        "#",
        "\t",
        "\n",
        "  ",
        "---\n",
        "...\n",
        "? ",
        "<<: ",
        "~",
        "null",
        "true",
        "no",
        "-1",
        "0",
        "1e999",
        ".nan",
        "-.inf",
        "0x1F",
        "1_000",
        "99999999999999999999",
        "id",
        "fps: 3",
        "\u0000",
        "\uFEFF",
        "\u2028",
        "é",
        "😀",
        "[[[[[[[[[[",
        "{a: {a: {a: {a: "
    };

    @Test
    void mutatedFilesNeverGiveAnythingButAScenarioOrAMessage() {
        List<String> seeds = new ArrayList<>(List.of(ScenarioReaderTest.BASE, ScenarioReaderTest.SMALL));
        ScenarioTemplates.names().forEach(name -> seeds.add(ScenarioTemplates.text(name)));
        Random random = new Random(20_261_122);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            accepted += read(text, round) ? 1 : 0;
        }
        assertTrue(accepted > ROUNDS / 100, "only " + accepted + " survived: the mutations are too coarse");
        assertTrue(accepted < ROUNDS * 9 / 10, accepted + " survived: the mutations are too fine");
    }

    @Test
    void mutatedSetsNeverGiveAnythingButAScenarioOrAMessage() {
        Random random = new Random(7);
        String[] sets = {"cameras.back.fps=15", "slo.miss_fraction_max=0.1", "pipelines.classify.queue={policy: FIFO}"};
        for (int round = 0; round < ROUNDS / 2; round++) {
            String set = mutated(sets[random.nextInt(sets.length)], random);
            try {
                ScenarioReader.read(ScenarioReaderTest.SMALL, "s.yaml", Path.of("."), List.of(set), null);
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith("--set "), set + " gave " + e.getMessage());
            } catch (RuntimeException | StackOverflowError e) {
                fail("round " + round + ", --set " + set, e);
            }
        }
    }

    @Test
    void hugeAndDeepFilesEndSoon() {
        String[] texts = {
            "[".repeat(1_000_000),
            "{a: ".repeat(250_000),
            "- ".repeat(500_000),
            "? ".repeat(500_000),
            "a: " + "x".repeat(1_000_000),
            "a: " + "9".repeat(1_000_000),
            "a: &a [1]\nb: [" + "*a,".repeat(300_000) + "]",
            "\"" + "\\u0041".repeat(170_000) + "\"",
            "a\n".repeat(500_000),
            "key: 1\n".repeat(140_000),
            "!".repeat(1_000_000),
            "&".repeat(1_000_000),
            "#".repeat(1_000_000),
            "k".repeat(1_000) + ": 1",
            "schema: framebudget/scenario/v1\nname: " + "n".repeat(900_000),
        };
        for (String text : texts) {
            assertFalse(read(text, 0), text.substring(0, 10));
        }
    }

    /** Whether it is a scenario; fails on anything but that or an {@link InputException}, and after eight seconds. */
    private static boolean read(String text, int round) {
        // processor time, since the machine may be busy with other things
        long startNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        boolean scenario;
        try {
            ScenarioReader.read(text, round % 5 == 4 ? "s.json" : "s.yaml", Path.of("."), List.of(), null);
            scenario = true;
        } catch (InputException e) {
            assertTrue(e.getMessage().startsWith("s."), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            scenario = false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("round " + round + " on:\n" + text.substring(0, Math.min(2_000, text.length())), e);
        }
        double s = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startNs) / 1e9;
        assertTrue(s < 8, () -> "took " + s + " s: " + text.substring(0, Math.min(200, text.length())));
        return scenario;
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0 && out.length() > 2; n--) {
            int at = random.nextInt(out.length());
            int end = Math.min(out.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(6)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
                case 2 -> out.replace(at, end, TOKENS[random.nextInt(TOKENS.length)]);
                case 3 -> out.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
                case 4 -> out.insert(at, out.substring(random.nextInt(at + 1), at));
                default -> {
                    int digit = digitAt(out, at);
                    if (digit >= 0) {
                        out.setCharAt(digit, (char) ('0' + random.nextInt(10)));
                    }
                }
            }
        }
        // a lone surrogate cannot stand in a UTF-8 file
        return new String(out.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static int digitAt(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }
}
