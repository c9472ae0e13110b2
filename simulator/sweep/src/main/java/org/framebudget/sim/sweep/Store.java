package org.framebudget.sim.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the results of one sweep: {@code sweep.json}, and Parquet files that each hold a stretch of points as a whole.
 * A file is there or it is not, so that whatever ends a sweep, the next one goes on where this one ended. One process at a time.
 */
final class Store implements Closeable {
    static final String INFO = "sweep.json";
    private static final String LOCK = "lock";
    static final String UNFINISHED = ".part";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final SweepPlan plan;
    private final FileChannel channel;
    private final List<Part> parts;

    private Store(Path folder, SweepPlan plan, FileChannel channel) {
        this.folder = folder;
        this.plan = plan;
        this.channel = channel;
        this.parts = new ArrayList<>();
    }

    /**
     * Begins a store, or goes on with one of the same sweep.
     *
     * @throws InputException where the folder holds something else, or another process writes there
     * @throws MachineException where it cannot be written
     */
    static Store open(Path folder, SweepPlan plan) {
        StoreInfo info = StoreInfo.of(plan);
        try {
            boolean known = Files.exists(folder.resolve(INFO));
            if (!known && Files.exists(folder) && !isEmpty(folder)) {
                throw new InputException(
                        "--store: '" + folder + "' holds other things than a sweep's results. Name a new folder.");
            }
            if (known) {
                check(folder, info);
            }
            Files.createDirectories(folder);
            Store store = new Store(folder, plan, locked(folder));
            try {
                store.begin(known ? null : info);
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
            return store;
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    private void begin(@Nullable StoreInfo fresh) throws IOException {
        if (fresh != null) {
            SafeFiles.writeText(folder.resolve(INFO), JSON.writeValueAsString(fresh) + "\n");
        }
        parts.addAll(parts(folder));
        long next = 0;
        for (Part part : parts) {
            if (part.from() < next || part.to() >= plan.size()) {
                throw new InputException(
                        "--store: '" + folder.resolve(part.fileName())
                                + "' holds points that another file holds too, or that the sweep does not have. Remove the file.");
            }
            next = part.to() + 1;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left :
                    files.filter(file -> file.toString().endsWith(UNFINISHED)).toList()) {
                Files.deleteIfExists(left);
            }
        }
    }

    private static void check(Path folder, StoreInfo info) throws IOException {
        StoreInfo there = info(folder);
        if (!there.sameSweep(info)) {
            throw new InputException("--store: the results in '" + folder + "' are " + there.differenceFrom(info)
                    + ". Name another folder, or remove this one.");
        }
    }

    /**
     * What a store says of itself.
     *
     * @throws InputException where the folder is no store
     */
    static StoreInfo info(Path folder) {
        Path file = folder.resolve(INFO);
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    "--store: '" + folder + "' holds no sweep. 'framebudget sweep FILE --store DIR' makes one.");
        }
        try {
            return JSON.readValue(file.toFile(), StoreInfo.class);
        } catch (JsonProcessingException e) {
            throw new InputException("--store: '" + file + "' is damaged: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    /** Every whole file, by its points. */
    static List<Part> parts(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> Part.named(file.getFileName().toString()).stream())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().isEmpty();
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this process
        }
        if (lock == null) {
            channel.close();
            throw new InputException("--store: another sweep is writing to '" + folder + "'. Wait for it, or stop it.");
        }
        return channel;
    }

    Path folder() {
        return folder;
    }

    /** Stretches of numbers that no file holds yet, in order. */
    List<Part> missing() {
        List<Part> gaps = new ArrayList<>();
        long next = 0;
        for (Part part : parts) {
            if (part.from() > next) {
                gaps.add(new Part(next, part.from() - 1));
            }
            next = part.to() + 1;
        }
        if (next < plan.size()) {
            gaps.add(new Part(next, plan.size() - 1));
        }
        return gaps;
    }

    /** Lets another process have it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    private static MachineException cannot(Path folder, IOException e) {
        return SafeFiles.cannotWrite(folder, e);
    }
}
