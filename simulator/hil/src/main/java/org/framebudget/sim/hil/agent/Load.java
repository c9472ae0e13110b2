package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Pixels;
import org.framebudget.sim.hil.agent.wire.File;
import org.framebudget.sim.hil.agent.wire.FileChunk;
import org.framebudget.sim.hil.agent.wire.LoadNetwork;
import org.framebudget.sim.hil.agent.wire.ToAgent;

/** A network that the agent is to have, for as long as the target is open. */
final class Load {
    private static final List<String> PICTURES = List.of("png", "jpg", "jpeg", "bmp", "gif");

    private final LoadNetwork message;
    private final List<Path> files;
    private final CompletableFuture<LoadedNetwork> loaded = new CompletableFuture<>();

    private Load(LoadNetwork message, List<Path> files) {
        this.message = message;
        this.files = files;
    }

    /**
     * Of files here.
     *
     * @throws InputException where one cannot be read, or a folder has no picture
     */
    static Load of(int number, NetworkToRun network) {
        List<Path> files = new ArrayList<>();
        files.add(network.file());
        if (network.pixels().kind() == Pixels.Kind.FOLDER) {
            files.addAll(pictures(Objects.requireNonNull(network.pixels().folder())));
        }
        LoadNetwork.Builder load = Wire.load(number, network);
        for (Path file : files) {
            load.addFiles(describe(file));
        }
        return new Load(load.build(), List.copyOf(files));
    }

    private static List<Path> pictures(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> pictures = found.filter(file -> PICTURES.contains(extension(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (pictures.isEmpty()) {
                throw new InputException(folder + ": has no picture (" + String.join(", ", PICTURES) + ").");
            }
            return pictures;
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be read: " + Agent.words(e) + ".", e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static File describe(Path file) {
        long sizeBytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[Limits.CHUNK_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                sizeBytes += n;
            }
            if (sizeBytes == 0) {
                throw new InputException(file + ": is empty.");
            }
            String extension = extension(file);
            return File.newBuilder()
                    .setSha256(ByteString.copyFrom(digest.digest()))
                    .setSizeBytes(sizeBytes)
                    .setExtension(PICTURES.contains(extension) ? extension : "tflite")
                    .build();
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read: " + Agent.words(e) + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    int number() {
        return message.getNetwork();
    }

    ToAgent message() {
        return ToAgent.newBuilder().setLoad(message).build();
    }

    CompletableFuture<LoadedNetwork> loaded() {
        return loaded;
    }

    /** Sends one file, as fast as the link takes it, and no further where the link ends. */
    void send(int file, int chunkBytes, Link link) throws IOException, InterruptedException {
        if (file < 0 || file >= files.size()) {
            return;
        }
        try (InputStream in = Files.newInputStream(files.get(file))) {
            long leftBytes = message.getFiles(file).getSizeBytes();
            long offsetBytes = 0;
            while (leftBytes > 0 && !loaded.isCompletedExceptionally() && link.awaitReady()) {
                byte[] data = in.readNBytes((int) Math.min(chunkBytes, leftBytes));
                if (data.length == 0) {
                    throw new IOException(files.get(file) + " became shorter");
                }
                link.send(ToAgent.newBuilder()
                        .setChunk(FileChunk.newBuilder()
                                .setNetwork(number())
                                .setFile(file)
                                .setOffsetBytes(offsetBytes)
                                .setData(ByteString.copyFrom(data)))
                        .build());
                offsetBytes += data.length;
                leftBytes -= data.length;
            }
        }
    }
}
