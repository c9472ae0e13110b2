package org.framebudget.sim.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/**
 * A folder with the results of one sweep: {@code sweep.json}, and Parquet files that each hold a stretch of points as a whole.
 * A file is there or it is not, so that whatever ends a sweep, the next one goes on where this one ended. One process at a time.
 */
final class Store implements Closeable {
    static final String INFO = "sweep.json";
    private static final String LOCK = "lock";
    static final String UNFINISHED = ".part";
    private static final String OTHER = " Name another folder, or remove this one.";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

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
        return open(folder, plan, new ProfileRepository());
    }

    /** The same with profiles of other users; what they hold is part of what a sweep is. */
    static Store open(Path folder, SweepPlan plan, ProfileRepository profiles) {
        StoreInfo info = StoreInfo.of(plan, Inputs.of(plan, profiles));
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw otherThings(folder);
        }
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            boolean lockThere = Files.exists(folder.resolve(LOCK));
            // first the lock: what another sweep is about to begin looks like other things
            Store store = new Store(folder, plan, locked(folder));
            try {
                store.begin(info, lockThere);
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
            return store;
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    private void begin(StoreInfo info, boolean lockThere) throws IOException {
        if (Files.exists(folder.resolve(INFO))) {
            check(folder, info);
        } else if (isEmpty(folder)) {
            SafeFiles.writeText(folder.resolve(INFO), JSON.writeValueAsString(info) + "\n");
        } else {
            if (!lockThere) {
                Files.deleteIfExists(folder.resolve(LOCK));
            }
            throw otherThings(folder);
        }
        parts.addAll(partsApart(folder));
        for (Part part : parts) {
            if (part.to() >= plan.size()) {
                throw twice(folder, part);
            }
        }
        Database.check(folder, parts, plan);
        for (Part merged : files(folder)) {
            if (!parts.contains(merged)) {
                Files.deleteIfExists(folder.resolve(merged.fileName()));
            }
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
            throw new InputException(
                    "--store: the results in '" + folder + "' are " + there.differenceFrom(info) + "." + OTHER);
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
            // the text null has no object
            return Optional.<StoreInfo>ofNullable(JSON.readValue(file.toFile(), StoreInfo.class))
                    .orElseThrow(() -> new InputException("--store: '" + file + "' is damaged: it is null." + OTHER));
        } catch (JsonProcessingException e) {
            throw new InputException("--store: '" + file + "' is damaged: " + e.getOriginalMessage() + "." + OTHER, e);
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    /** Every whole file that counts, by its points: one that a merged file holds as well is about to be deleted. */
    static List<Part> parts(Path folder) {
        List<Part> counted = new ArrayList<>();
        long last = -1;
        for (Part part : files(folder)) {
            if (part.to() > last) {
                counted.add(part);
                last = part.to();
            }
        }
        return counted;
    }

    /**
     * The same, each point once.
     *
     * @throws InputException for a file that holds points of another one
     */
    static List<Part> partsApart(Path folder) {
        List<Part> parts = parts(folder);
        for (int p = 1; p < parts.size(); p++) {
            if (parts.get(p).from() <= parts.get(p - 1).to()) {
                throw twice(folder, parts.get(p));
            }
        }
        return parts;
    }

    private static InputException twice(Path folder, Part part) {
        return new InputException("--store: '" + folder.resolve(part.fileName())
                + "' holds points that another file holds too, or that the sweep does not have. Remove the file.");
    }

    /** Every whole file, a longer one before those that begin with it. */
    private static List<Part> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> Part.named(file.getFileName().toString()).stream())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw cannotRead(folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).allMatch(Store::isOfNoSweep);
        }
    }

    /** The lock, and what a sweep or another command that was killed at its begin has left. */
    private static boolean isOfNoSweep(String name) {
        return name.equals(LOCK)
                || ((name.startsWith(".points-") || name.startsWith(".view-")) && name.endsWith(UNFINISHED))
                || (name.startsWith(".framebudget-") && name.endsWith(".tmp"));
    }

    private static InputException otherThings(Path folder) {
        return new InputException(
                "--store: '" + folder + "' holds other things than a sweep's results. Name a new folder.");
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

    /** The file that has held a point since this store was opened; empty for a point that was missing then. */
    Optional<Part> holding(long point) {
        int low = 0;
        int high = parts.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (parts.get(middle).to() < point) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < parts.size() && parts.get(low).from() <= point ? Optional.of(parts.get(low)) : Optional.empty();
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

    /**
     * Puts small files together, and where every point is there keeps the rows of the views and what the best points rest on. Changes
     * nothing that a query says, may be interrupted at any moment, and does nothing the second time.
     *
     * @throws MachineException where there is no room for it; the store is as good as before then
     */
    void finish(ProfileRepository profiles) {
        PartMerger.merge(folder);
        parts.clear();
        parts.addAll(parts(folder));
        StoreInfo info = info(folder);
        if (ReadyViews.complete(info, parts)) {
            ViewFiles.write(folder, info, parts);
            StoreSources.write(folder, plan, profiles);
        }
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

    private static MachineException cannotRead(Path place, IOException e) {
        return new MachineException("--store: '" + place + "' cannot be read: " + e.getMessage() + ".", e);
    }

    private static MachineException cannot(Path folder, IOException e) {
        return SafeFiles.cannotWrite(folder, e);
    }
}
