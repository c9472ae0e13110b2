package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as files, whole and damaged. */
class RecordingFileTest {
    @TempDir
    Path folder;

    static Recording.Head head() {
        return new Recording.Head(
                "1",
                "ab",
                7,
                10,
                "cd",
                "box",
                new TargetInfo("fake", "os", "arch", null, 4, "runtime"),
                List.of(new Recording.Network("net 1x1 int8", "ef", 2, List.of("a.b"), 3.5, List.of(1L, 2L), null)),
                null,
                Map.of("host.yaml", "id: host"),
                List.of(new Recording.Stream("a", List.of("prepare", "b"))));
    }

    private static List<InferenceRecord> some(int count, Random random) {
        List<InferenceRecord> all = new ArrayList<>();
        long atNs = 0;
        for (int i = 0; i < count; i++) {
            atNs += random.nextInt(1_000_000_000);
            all.add(new InferenceRecord(
                    i + random.nextInt(3),
                    0,
                    random.nextInt(4),
                    random.nextInt(3),
                    random.nextInt(1000),
                    atNs,
                    random.nextInt(10) == 0 ? -1 : atNs + random.nextLong(1L << 40),
                    random.nextInt(5000),
                    random.nextBoolean(),
                    random.nextInt(100_000_000),
                    random.nextInt(3),
                    random.nextInt(1_000_000)));
        }
        return all;
    }

    private Path written(List<InferenceRecord> inferences, boolean whole) {
        Path file = folder.resolve("r.fbhil");
        try (RecordingFile out = RecordingFile.begin(file, head())) {
            for (int i = 0; i < inferences.size(); i++) {
                out.add(inferences.get(i));
                if (i % 300 == 299) {
                    out.add(new Recording.Sample(
                            i, new DeviceSample(i, null, Map.of("z", 1.5), null, null, null, 0.5, null)));
                }
            }
            if (whole) {
                Lateness lateness = new Lateness();
                lateness.record(50_000);
                out.ended(lateness.pacing(lateness.spread()));
            }
        }
        return file;
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        List<InferenceRecord> inferences = some(1000, new Random(1));
        RecordingFile.Read read = RecordingFile.read(written(inferences, true));
        assertNull(read.damage());
        assertEquals(head(), read.recording().head());
        assertEquals(inferences, read.recording().inferences());
        assertEquals(3, read.recording().samples().size());
        assertEquals(1, assertNotNullPacing(read).events());
    }

    private static org.framebudget.sim.results.Hardware.Pacing assertNotNullPacing(RecordingFile.Read read) {
        assertNotNull(read.recording().pacing());
        return read.recording().pacing();
    }

    @Test
    void aFileThatIsCutOffAnywhereGivesWhatStandsBefore() throws IOException {
        List<InferenceRecord> inferences = some(600, new Random(2));
        byte[] whole = Files.readAllBytes(written(inferences, true));
        Path cut = folder.resolve("cut.fbhil");
        int longest = 0;
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(whole.length);
            Files.write(cut, Arrays.copyOf(whole, length));
            try {
                RecordingFile.Read read = RecordingFile.read(cut);
                assertNotNull(read.damage());
                int n = read.recording().inferences().size();
                assertEquals(inferences.subList(0, n), read.recording().inferences());
                longest = Math.max(longest, n);
            } catch (InputException e) {
                assertTrue(length < 600, "cut at " + length + ": " + e.getMessage());
            }
        }
        assertEquals(600, longest);
    }

    @Test
    void aBlockThatIsGoneOrThereTwiceIsFound() throws IOException {
        byte[] whole = Files.readAllBytes(written(some(600, new Random(6)), true));
        List<byte[]> blocks = new ArrayList<>();
        int at = Blocks.MAGIC.length;
        while (at < whole.length) {
            int length = 1 + 4 + java.nio.ByteBuffer.wrap(whole, at + 1, 4).getInt() + 4;
            blocks.add(Arrays.copyOfRange(whole, at, at + length));
            at += length;
        }
        Path file = folder.resolve("changed.fbhil");
        // after the head
        for (int change = 1; change < blocks.size(); change++) {
            for (int times : new int[] {0, 2}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.write(Blocks.MAGIC);
                for (int i = 0; i < blocks.size(); i++) {
                    for (int n = 0; n < (i == change ? times : 1); n++) {
                        out.write(blocks.get(i));
                    }
                }
                Files.write(file, out.toByteArray());
                RecordingFile.Read read = RecordingFile.read(file);
                assertNotNull(read.damage(), "block " + change + " " + times + " times");
                assertNull(read.recording().pacing());
            }
        }
    }

    @Test
    void aByteThatChangedIsFound() throws IOException {
        List<InferenceRecord> inferences = some(600, new Random(4));
        byte[] whole = Files.readAllBytes(written(inferences, true));
        Path bad = folder.resolve("bad.fbhil");
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(whole.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(bad, changed);
            try {
                RecordingFile.Read read = RecordingFile.read(bad);
                assertNotNull(read.damage(), "byte " + at);
                int n = read.recording().inferences().size();
                assertEquals(inferences.subList(0, n), read.recording().inferences(), "byte " + at);
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith(bad.toString()), e.getMessage());
            }
        }
    }

    @Test
    void aHeadOfAnOlderVersionNamesNoStreams() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode older = json.valueToTree(head());
        older.remove("streams");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Blocks.MAGIC);
        Blocks.write(bytes, 'H', json.writeValueAsBytes(older));
        RecordingFile.Read read = RecordingFile.read(Files.write(folder.resolve("older.fbhil"), bytes.toByteArray()));
        assertEquals(List.of(), read.recording().head().streams());
        assertEquals(head().networks(), read.recording().head().networks());
    }

    /** Sound by its checksum, as only a fault of whatever wrote it leaves. */
    @Test
    void aBlockWithoutAllThatBelongsThereIsDamageAndNoFault() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Lateness lateness = new Lateness();
        Map<Character, ObjectNode> blocks = new LinkedHashMap<>();
        blocks.put('H', json.valueToTree(head()));
        DeviceSample sample = new DeviceSample(1, 600.0, Map.of("z", 1.5), 2.0, "RAPL", 3.0, 0.5, 0.1);
        blocks.put('S', json.valueToTree(new Recording.Sample(1, sample)));
        blocks.put('E', json.valueToTree(lateness.pacing(lateness.spread())));
        Path file = folder.resolve("lacking.fbhil");
        List<String> sound = new ArrayList<>();
        for (Map.Entry<Character, ObjectNode> block : blocks.entrySet()) {
            for (String key : keys(block.getValue(), "")) {
                ObjectNode lacking = block.getValue().deepCopy();
                int slash = key.lastIndexOf('/');
                ((ObjectNode) lacking.at(key.substring(0, slash))).remove(key.substring(slash + 1));
                if (says(file, blocks, block.getKey(), json.writeValueAsBytes(lacking)) == null) {
                    sound.add(key);
                }
            }
            assertNotNull(says(file, blocks, block.getKey(), "null".getBytes(StandardCharsets.UTF_8)));
            assertNotNull(says(file, blocks, block.getKey(), "[]".getBytes(StandardCharsets.UTF_8)));
            assertNotNull(says(file, blocks, block.getKey(), "{".getBytes(StandardCharsets.UTF_8)));
        }
        for (String needed : new String[] {
            "/version", "/target", "/target/os", "/networks", "/networks/0/sha256", "/standIn", "/what", "/counts"
        }) {
            assertFalse(sound.contains(needed), needed);
        }
        assertTrue(sound.containsAll(List.of("/imposed", "/streams", "/target/processor", "/what/powerW")), sound + "");
    }

    /** What is wrong with a recording of three blocks, one of them replaced; all that is told of it is told. */
    private static @Nullable String says(Path file, Map<Character, ObjectNode> blocks, char type, byte[] content)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Blocks.MAGIC);
        for (Map.Entry<Character, ObjectNode> block : blocks.entrySet()) {
            Blocks.write(
                    bytes,
                    block.getKey(),
                    block.getKey() == type ? content : new ObjectMapper().writeValueAsBytes(block.getValue()));
        }
        Files.write(file, bytes.toByteArray());
        try {
            RecordingFile.Read read = RecordingFile.read(file);
            assertNotNull(HardwareSummary.of(read.recording()));
            assertNotNull(HardwareSummary.warnings(read.recording()));
            RecordingCsv.samples(read.recording()).writeTo(new ByteArrayOutputStream());
            return read.damage();
        } catch (InputException e) {
            assertTrue(e.getMessage().startsWith(file + ": nothing of this recording"), e.getMessage());
            return e.getMessage();
        }
    }

    /** Pointers to every key within. */
    private static List<String> keys(JsonNode node, String path) {
        List<String> all = new ArrayList<>();
        node.properties().forEach(each -> {
            all.add(path + "/" + each.getKey());
            all.addAll(keys(each.getValue(), path + "/" + each.getKey()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            all.addAll(keys(node.get(i), path + "/" + i));
        }
        return all;
    }

    @Test
    void anInferenceOfANetworkThatTheHeadDoesNotNameIsDamage() {
        List<InferenceRecord> inferences = new ArrayList<>(some(3, new Random(6)));
        inferences.add(new InferenceRecord(9, 1, 0, 0, 9, 5, 6, 0, false, 1, 0, 0));
        RecordingFile.Read read = RecordingFile.read(written(inferences, true));
        assertEquals("an inference of a network that it does not name, after 3 inferences", read.damage());
    }

    @Test
    void anotherFileIsNoRecording() throws IOException {
        Path text = Files.writeString(folder.resolve("s.yaml"), "schema: framebudget/scenario/v1\n");
        InputException e = assertThrows(InputException.class, () -> RecordingFile.read(text));
        assertTrue(e.getMessage().contains("--record FILE"), e.getMessage());
        assertThrows(InputException.class, () -> RecordingFile.read(folder));
    }

    @Test
    void numbersOfAnySizeAndSignFitIntoAsManyBytesAsTheyNeed() throws IOException {
        long[] values = {0, -1, 1, 63, -64, 64, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long value : values) {
            Blocks.varint(out, value);
        }
        assertEquals(5 * 1 + 2 + 6 + 10 + 10, out.size() + 0);
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        for (long value : values) {
            assertEquals(value, Blocks.varint(in));
        }
    }
}
