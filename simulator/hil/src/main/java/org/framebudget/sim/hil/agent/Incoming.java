package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.framebudget.sim.hil.agent.wire.File;
import org.framebudget.sim.hil.agent.wire.FileChunk;
import org.framebudget.sim.hil.agent.wire.LoadNetwork;
import org.jspecify.annotations.Nullable;

/** The files of one network while they arrive. Names on the disk are the agent's own. */
final class Incoming {
    private final LoadNetwork load;
    private final Path folder;
    private final WorkFolder.Disk disk;
    private final Map<ByteString, Path> here;

    private int file = -1;
    private long writtenBytes;
    private @Nullable OutputStream out;
    private @Nullable Path path;
    private MessageDigest digest = sha256();

    /**
     * @param folder of the network, existing
     * @param here files of the session that have arrived, by their digest; this adds to it
     */
    Incoming(LoadNetwork load, Path folder, WorkFolder.Disk disk, Map<ByteString, Path> here) {
        this.load = load;
        this.folder = folder;
        this.disk = disk;
        this.here = here;
    }

    LoadNetwork load() {
        return load;
    }

    /** Goes to the next file that is missing; its place, or -1 where all are here. */
    int next() throws IOException {
        List<File> files = load.getFilesList();
        for (int i = file + 1; i < files.size(); i++) {
            if (!here.containsKey(files.get(i).getSha256())) {
                file = i;
                writtenBytes = 0;
                digest = sha256();
                path = folder.resolve("file-" + i);
                out = disk.create(path);
                return i;
            }
        }
        file = files.size();
        return -1;
    }

    /**
     * Takes a part of the file that was asked for.
     *
     * @return true where that file is complete
     * @throws ProtocolBreach where it is no part of that file
     * @throws DamagedException where the file is not what was announced
     * @throws IOException where it cannot be stored
     */
    boolean take(FileChunk chunk) throws IOException {
        OutputStream open = out;
        if (open == null || chunk.getFile() != file || chunk.getOffsetBytes() != writtenBytes) {
            throw new ProtocolBreach("a part of a file that was not asked for");
        }
        long expectedBytes = load.getFiles(file).getSizeBytes();
        ByteString data = chunk.getData();
        if (data.size() > Limits.CHUNK_BYTES || data.size() > expectedBytes - writtenBytes || data.isEmpty()) {
            throw new ProtocolBreach("a part of a file of the wrong size");
        }
        digest.update(data.asReadOnlyByteBuffer());
        data.writeTo(open);
        writtenBytes += data.size();
        if (writtenBytes < expectedBytes) {
            return false;
        }
        open.close();
        out = null;
        ByteString announced = load.getFiles(file).getSha256();
        if (!MessageDigest.isEqual(digest.digest(), announced.toByteArray())) {
            throw new DamagedException(
                    "its SHA-256 is not the announced " + HexFormat.of().formatHex(announced.toByteArray()));
        }
        here.put(announced, Objects.requireNonNull(path));
        return true;
    }

    /** The .tflite file. */
    Path network() {
        return Objects.requireNonNull(here.get(load.getFiles(0).getSha256()));
    }

    /** A folder that has the pictures in their order, absent where there are none. */
    @Nullable
    Path pictures() throws IOException {
        if (load.getFilesCount() == 1) {
            return null;
        }
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 1; i < load.getFilesCount(); i++) {
            File picture = load.getFiles(i);
            Path arrived = Objects.requireNonNull(here.get(picture.getSha256()));
            Path name = pictures.resolve(String.format(Locale.ROOT, "%05d.%s", i, picture.getExtension()));
            Files.createLink(name, arrived);
        }
        return pictures;
    }

    /** Stops: what has arrived of the file that was not complete is removed. */
    void abandon() {
        OutputStream open = out;
        out = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // a full disk complains here once more
        }
        try {
            if (path != null && !here.containsValue(path)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // goes with the session's folder
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** What arrived is not what was announced. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    /** A message that has no place in a session, or that is beyond a limit. */
    static final class ProtocolBreach extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProtocolBreach(String message) {
            super(message);
        }
    }
}
