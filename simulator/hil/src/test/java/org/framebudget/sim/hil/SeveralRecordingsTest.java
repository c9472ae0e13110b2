package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.sim.host.ThisMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded runs that are held against their prediction together. */
class SeveralRecordingsTest {
    private static final long MS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void severalRecordingsOfTheSameAreHeldAgainstThePredictionTogether() throws IOException {
        HilRig rig = new HilRig(folder, new ThisMachine());
        List<String> files = new ArrayList<>();
        long[] takesMs = {4, 16, 12};
        for (int run = 1; run <= 3; run++) {
            files.add(folder.resolve(run + ".fbhil").toString());
            String duration = run == 3 ? "0.4" : "0.5";
            rig.run(
                    new FakeTarget(takesMs[run - 1] * MS, -1),
                    "--device",
                    "box=local",
                    "--set",
                    "duration_s=" + duration,
                    "--record",
                    files.get(run - 1));
        }
        String replay = "box=replay:" + files.get(0);
        rig.opened.clear();
        rig.run(
                new FakeTarget(1, -1),
                "--device",
                replay,
                "--also",
                files.get(1),
                "--set",
                "duration_s=0.5",
                "--json",
                "--out",
                folder + "/o");
        assertEquals(List.of(), rig.opened);
        double lastMs = rig.printed()
                .get("streams")
                .get(0)
                .get("stages")
                .get(1)
                .get("mean_ms")
                .asDouble();
        assertTrue(lastMs >= 16, "the second one's, not " + lastMs + " ms");
        JsonNode twin =
                new ObjectMapper().readTree(folder.resolve("o/twin.json").toFile());
        assertEquals(2, twin.get("runs").asInt());
        assertEquals(2, twin.get("hardware").size());
        JsonNode p50 = twin.get("streams").get(0).get("quantities").get(0);
        assertEquals("latency_p50_ms", p50.get("name").asText());
        double apartMs = p50.get("spread").asDouble() * p50.get("real").asDouble();
        assertEquals(12, apartMs, 4, "between devices of 4 and of 16 ms");
        assertEquals(0.05, p50.get("limit").asDouble(), "two runs widen nothing");

        Recording second = RecordingFile.read(Path.of(files.get(1))).recording();
        Recording.Head head = second.head();
        Recording.Network ran = head.networks().get(0);
        Path colder = written(second, "imposed", new Recording.Imposed(600, "cpufreq"));
        Path elsewhere = written(
                second,
                "target",
                new TargetInfo("fake", "none", "none", null, 2, head.target().runtime()));
        Path other = written(second, "networks", List.of(changed(ran, "ab", ran.warmupNs())));
        Path warmer = written(second, "networks", List.of(changed(ran, ran.sha256(), List.of(1L, 2L))));
        Path foretold = written(second, "predictionSha256", "cd");
        Path later = written(Heads.with(second, Map.of("predictionSha256", "cd")), "version", "9");
        byte[] whole = Files.readAllBytes(Path.of(files.get(0)));
        Path cut = Files.write(folder.resolve("cut.fbhil"), Arrays.copyOf(whole, whole.length - 20));
        Recording first = RecordingFile.read(Path.of(files.get(0))).recording();
        Path shorter = folder.resolve("shorter.fbhil");
        RecordingFile.write(
                shorter,
                new Recording(first.head(), first.inferences().subList(0, 3), first.samples(), first.pacing()));
        for (String[] wrong : new String[][] {
            {replay, colder.toString(), "ran at another imposed clock unlike " + files.get(0)},
            {replay, elsewhere.toString(), "ran on another machine, or with another runtime, unlike"},
            {replay, other.toString(), "ran other network files unlike"},
            {replay, warmer.toString(), "had another --warmup unlike"},
            {replay, foretold.toString(), "was predicted otherwise (from another profile) unlike"},
            {replay, later.toString(), "was predicted otherwise (by version 9 and not "},
            {replay, shorter.toString(), "holds the same run as " + files.get(0)},
            {replay, cut.toString(), "holds the same run as " + files.get(0)},
            {replay, files.get(0), "holds the same run as " + files.get(0)},
            {replay, files.get(2), "is of another scenario, other overrides or another seed unlike"},
            {replay, folder + "/none.fbhil", "--also: " + folder + "/none.fbhil: cannot be read"},
            {replay, "", "--also: names no file"},
            {"box=local", files.get(0), "ID=replay:FILE is right, or --runs"}
        }) {
            InputException e = assertThrows(
                    InputException.class,
                    () -> rig.run(
                            new FakeTarget(1, -1),
                            "--device",
                            wrong[0],
                            "--also",
                            wrong[1],
                            "--set",
                            "duration_s=0.5"));
            assertTrue(e.getMessage().contains(wrong[2]), e.getMessage());
        }
    }

    private Path written(Recording of, String field, Object value) throws IOException {
        Path file = Files.createTempFile(folder, "run", ".fbhil");
        RecordingFile.write(file, Heads.with(of, Map.of(field, value)));
        return file;
    }

    private static Recording.Network changed(Recording.Network of, String sha256, List<Long> warmupNs) {
        return new Recording.Network(
                of.label(), sha256, of.threads(), of.stages(), of.predictedMs(), warmupNs, of.peakMemoryMb());
    }
}
