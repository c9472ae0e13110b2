package org.framebudget.ui.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.QueuedSession;
import org.framebudget.ui.session.ShortScenario;
import org.framebudget.ui.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people drop on a window: none of it may end it, or take what is open away. */
class DroppedFilesTest {
    @TempDir
    Path folder;

    private final QueuedSession queued = new QueuedSession();
    private final Opener opener = new Opener(queued.session(), Settings.forgotten());

    @AfterEach
    void close() {
        queued.close();
    }

    private Question question() {
        return Objects.requireNonNull(queued.session().questionProperty().get());
    }

    private String problemOf(Path dropped) {
        opener.drop(List.of(dropped));
        queued.until(() -> queued.session().problemProperty().get() != null);
        String problem = queued.problem();
        queued.session().dismissProblem();
        return problem;
    }

    @Test
    void whatIsNoScenarioIsAMessageThatNamesItAndWhatIsOpenStays() throws IOException, InterruptedException {
        Path open = ShortScenario.in(folder);
        Answer answer = queued.opened(open);
        byte[] noise = new byte[4000];
        new Random(3).nextBytes(noise);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("noise.yaml", noise);
        files.put("picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
        files.put("empty.yaml", new byte[0]);
        files.put("spaces.yaml", "  \n\n".getBytes(StandardCharsets.UTF_8));
        files.put("huge.yaml", new byte[3 << 20]);
        files.put("list.yaml", "- 1\n- 2\n".getBytes(StandardCharsets.UTF_8));
        files.put("deep.json", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        files.put("bomb.yaml", bomb());
        files.put("result.json", ResultJson.text(answer.result()).getBytes(StandardCharsets.UTF_8));
        files.put("profile.yaml", "schema: framebudget/device/v1\nid: a\n".getBytes(StandardCharsets.UTF_8));
        files.put("latin1.yaml", ShortScenario.TEXT.replace("Twenty", "Zwölf").getBytes(StandardCharsets.ISO_8859_1));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path dropped = Files.write(folder.resolve(file.getKey()), file.getValue());
            String problem = problemOf(dropped);
            assertFalse(problem.startsWith("An error in the program"), problem);
            assertTrue(problem.startsWith(dropped.toString()), problem);
            assertEquals(open, question().file(), file.getKey());
        }
        assertEquals(List.of(), opener.recent(), "none of them is among the recent files");
        Path vanished = folder.resolve("vanished.yaml");
        assertTrue(problemOf(vanished).contains("no such file"));
        // a pipe would be waited for without end
        Path pipe = folder.resolve("pipe.yaml");
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(10, TimeUnit.SECONDS) && Files.exists(pipe)) {
            assertTrue(problemOf(pipe).contains("pipe"), "it is a pipe");
        }
        assertEquals(open, question().file());
    }

    /** A few lines that would be gigabytes. */
    private static byte[] bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ", ").repeat(10)).append("x]\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aSweepFileSaysWhatItIsAndWhichScenarioToOpen() throws IOException {
        queued.opened(ShortScenario.in(folder));
        Path sweep = Files.writeString(
                folder.resolve("sweep.yaml"),
                "schema: framebudget/sweep/v1\nname: a\nscenario: short.yaml\naxes: [{key: duration_s, values: [1]}]\n");
        String problem = problemOf(sweep);
        assertTrue(problem.contains("framebudget/sweep/v1"), problem);
        assertTrue(problem.contains("short.yaml"), problem);
    }

    @Test
    void aScenarioInAnyUnicodeOpensChangesAndIsSaved() throws IOException {
        String text = ShortScenario.TEXT.replace("Twenty seconds", "Zwölf 秒 \uD83D\uDCF7 «ελληνικά»");
        Map<String, byte[]> files = Map.of(
                "плоский 名前 \uD83D\uDE00.yaml", text.getBytes(StandardCharsets.UTF_8),
                "bom.yaml", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                "windows.yaml", text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                "utf16.yaml", text.getBytes(StandardCharsets.UTF_16));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path dropped = Files.write(folder.resolve(file.getKey()), file.getValue());
            opener.drop(List.of(dropped));
            queued.until(() -> queued.session().problemProperty().get() != null
                    || queued.session().questionProperty().get() != null
                            && question().file().equals(dropped));
            if (file.getKey().startsWith("utf16")
                    && queued.session().problemProperty().get() != null) {
                assertTrue(queued.problem().contains("UTF-8"), queued.problem());
                queued.session().dismissProblem();
                continue;
            }
            assertNull(queued.session().problemProperty().get());
            queued.done();
            queued.change("cameras.back.fps", "20");
            Path saved = folder.resolve("saved " + file.getKey());
            assertTrue(opener.save(saved), () -> file.getKey() + ": " + queued.problem());
            queued.done();
            assertEquals(
                    "Zwölf 秒 \uD83D\uDCF7 «ελληνικά»", question().scenario().name());
            assertEquals(20, question().scenario().cameras().get(0).fps().perS());
        }
    }
}
