package org.framebudget.sim.hil;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.results.Hardware;
import org.jspecify.annotations.Nullable;

/**
 * A recording as a file, described in {@code simulator/hil/RECORDING.md}. Written while the run goes on, so that a run that breaks off
 * leaves what it had.
 */
final class RecordingFile implements AutoCloseable {
    /** How the damage of a recording begins that is sound as far as it goes. */
    static final String BROKE_OFF = "the run broke off";

    private static final char HEAD = 'H';
    private static final char INFERENCES = 'I';
    private static final char SAMPLE = 'S';
    private static final char END = 'E';

    /** Inferences in a block, so that little is lost with the last one. */
    private static final int TOGETHER = 256;

    private static final String INFERENCE_COUNT = "inferences";
    private static final String SAMPLE_COUNT = "samples";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final OutputStream out;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private int inBlock;
    private long inferenceCount;
    private long sampleCount;
    private InferenceRecord last = NONE;

    private static final InferenceRecord NONE = new InferenceRecord(0, 0, 0, 0, 0, 0, 0, 0, false, 0, 0, 0);

    private RecordingFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Begins a file; one of that name is replaced.
     *
     * @throws MachineException where it cannot be written
     */
    @SuppressWarnings("resource") // closed with the recording
    static RecordingFile begin(Path file, Recording.Head head) {
        OutputStream out;
        try {
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
        try {
            out.write(Blocks.MAGIC);
            Blocks.write(out, HEAD, JSON.writeValueAsBytes(head));
            return new RecordingFile(file, out);
        } catch (IOException e) {
            discard(file, out);
            throw notWritten(file, e);
        }
    }

    /** A file without its beginning helps nobody. */
    private static void discard(Path file, OutputStream out) {
        try (out) {
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            return; // what is to be said is why it could not be written
        }
    }

    private static MachineException notWritten(Path file, IOException e) {
        return new MachineException("The recording '" + file + "' cannot be written: " + e.getMessage() + ".", e);
    }

    /** Writes a recording that is whole, beside its name first. */
    static void write(Path file, Recording recording) {
        Path partial = file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".partial");
        try (RecordingFile out = begin(partial, recording.head())) {
            recording.inferences().forEach(out::add);
            recording.samples().forEach(out::add);
            out.ended(Objects.requireNonNull(recording.pacing()));
        }
        try {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    void add(InferenceRecord each) {
        try {
            for (long value : new long[] {
                each.id() - last.id(),
                each.network(),
                each.stream(),
                each.stage(),
                each.frame() - last.frame(),
                each.startNs() - last.startNs(),
                each.endNs() < 0 ? -1 : each.endNs() - each.startNs(),
                each.releaseNs(),
                each.follows() ? 1 : 0,
                each.invokeNs(),
                each.convertNs(),
                each.transportNs()
            }) {
                Blocks.varint(block, value);
            }
            last = each;
            inferenceCount++;
            if (++inBlock == TOGETHER) {
                flush();
            }
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    void add(Recording.Sample sample) {
        try {
            flush();
            Blocks.write(out, SAMPLE, JSON.writeValueAsBytes(sample));
            sampleCount++;
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    private void flush() throws IOException {
        if (inBlock > 0) {
            Blocks.write(out, INFERENCES, block.toByteArray());
            block.reset();
            inBlock = 0;
            last = NONE;
        }
    }

    /** The run has come to its end. */
    void ended(Hardware.Pacing pacing) {
        try {
            flush();
            ObjectNode end = JSON.valueToTree(pacing);
            end.put(INFERENCE_COUNT, inferenceCount).put(SAMPLE_COUNT, sampleCount);
            Blocks.write(out, END, JSON.writeValueAsBytes(end));
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    @Override
    public void close() {
        try {
            flush();
            out.close();
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /**
     * What a file holds.
     *
     * @param recording without pacing where the run broke off or the file is damaged
     * @param damage what is wrong with it, as in {@code a checksum that does not fit, after 1,024 inferences}; absent for nothing
     */
    record Read(Recording recording, @Nullable String damage) {}

    /**
     * Reads a file as far as it goes.
     *
     * @throws InputException where it is none of these, or nothing of it can be read
     */
    static Read read(Path file) {
        List<InferenceRecord> inferences = new ArrayList<>();
        List<Recording.Sample> samples = new ArrayList<>();
        Recording.Head head = null;
        Hardware.Pacing pacing = null;
        String damage = null;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            byte[] magic = in.readNBytes(Blocks.MAGIC.length);
            if (!Arrays.equals(magic, Blocks.MAGIC)) {
                throw new InputException(file + ": is no recording of a hardware run of this version. 'framebudget hil"
                        + " SCENARIO --device ID=TARGET --record FILE' writes one.");
            }
            try {
                for (Blocks.Block block = Blocks.read(in); block != null; block = Blocks.read(in)) {
                    if (pacing != null) {
                        throw new Blocks.DamagedException("something that follows its end");
                    }
                    switch (block.type()) {
                        case HEAD -> head = content(block, Recording.Head.class);
                        case INFERENCES ->
                            inferences(
                                    block.bytes(),
                                    head == null ? 0 : head.networks().size(),
                                    inferences);
                        case SAMPLE -> samples.add(content(block, Recording.Sample.class));
                        case END -> {
                            pacing = content(block, Hardware.Pacing.class);
                            JsonNode end = JSON.readTree(block.bytes());
                            counted(end, INFERENCE_COUNT, inferences.size());
                            counted(end, SAMPLE_COUNT, samples.size());
                        }
                        default -> {
                            // of a later version
                        }
                    }
                }
            } catch (Blocks.DamagedException e) {
                damage = e.getMessage();
                pacing = null;
            }
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": cannot be read: there is no such file.", e);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read: " + e.getMessage() + ".", e);
        }
        if (head == null) {
            throw new InputException(
                    file + ": nothing of this recording can be read" + (damage == null ? "." : ": " + damage + "."));
        }
        if (damage == null && pacing == null) {
            damage = BROKE_OFF;
        }
        return new Read(
                new Recording(head, inferences, samples, pacing),
                damage == null ? null : damage + ", after " + inferences.size() + " inferences");
    }

    private static <T> T content(Blocks.Block block, Class<T> type) throws Blocks.DamagedException {
        try {
            T read = JSON.readValue(block.bytes(), type);
            if (read != null) {
                return read;
            }
        } catch (JsonMappingException e) {
            // as nothing: sound by its checksum, and not of what writes recordings
        } catch (IOException e) {
            throw new Blocks.DamagedException("a block that is no JSON");
        }
        throw new Blocks.DamagedException("a block '" + block.type() + "' that does not hold what belongs there");
    }

    /** Each block has its checksum; what is missing or there twice only the count tells. Older files have none. */
    private static void counted(JsonNode end, String key, int read) throws Blocks.DamagedException {
        JsonNode written = end.get(key);
        if (written != null && written.asLong() != read) {
            throw new Blocks.DamagedException(read + " " + key + " where its end says " + written.asText());
        }
    }

    private static void inferences(byte[] bytes, int networks, List<InferenceRecord> into) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        InferenceRecord before = NONE;
        while (in.available() > 0) {
            long id = before.id() + Blocks.varint(in);
            int network = (int) Blocks.varint(in);
            if (network < 0 || network >= networks) {
                throw new Blocks.DamagedException("an inference of a network that it does not name");
            }
            int stream = (int) Blocks.varint(in);
            int stage = (int) Blocks.varint(in);
            long frame = before.frame() + Blocks.varint(in);
            long startNs = before.startNs() + Blocks.varint(in);
            long tookNs = Blocks.varint(in);
            before = new InferenceRecord(
                    id,
                    network,
                    stream,
                    stage,
                    frame,
                    startNs,
                    tookNs < 0 ? -1 : startNs + tookNs,
                    Blocks.varint(in),
                    Blocks.varint(in) == 1,
                    Blocks.varint(in),
                    Blocks.varint(in),
                    Blocks.varint(in));
            into.add(before);
        }
    }
}
