package org.framebudget.models;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Output files that are whole or absent: written beside their place and moved there at the end. A failed or interrupted
 * run leaves an existing file as it was and nothing of its own. Pipes and devices ({@code /dev/stdout}) are written
 * directly, since there is nothing to move.
 */
public final class SafeFiles {
    private static final Set<Path> PENDING = ConcurrentHashMap.newKeySet();
    private static final CopyOnWriteArrayList<Path> WRITTEN = new CopyOnWriteArrayList<>();
    private static final AtomicLong SERIAL = new AtomicLong();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SafeFiles::deletePending, "delete half-written files"));
    }

    private SafeFiles() {}

    /** What this process has written so far, in order: files in their place, and pipes and devices once begun. */
    public static List<Path> written() {
        return List.copyOf(WRITTEN);
    }

    /** Puts a folder into {@link #written} whose files are written in some other way. */
    public static void noteWritten(Path folder) {
        WRITTEN.addIfAbsent(folder);
    }

    /** Leaves a file out of {@link #written}: a temporary one, which is gone when the process is. */
    public static void forget(Path target) {
        WRITTEN.remove(target);
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to {@code out}, which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file as a whole.
     *
     * @throws InputException for a directory, or a folder that does not exist
     * @throws MachineException where the file cannot be written
     */
    public static void write(Path target, Content content) {
        try (Pending pending = begin(target)) {
            try (OutputStream out = pending.open()) {
                content.writeTo(out);
            } catch (IOException e) {
                throw cannotWrite(target, e);
            }
            pending.commit();
        }
    }

    /** Writes a text file in UTF-8 as a whole; errors as for {@link #write}. */
    public static void writeText(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Starts a file that somebody else fills: write to {@link Pending#path()}, then {@link Pending#commit()}. Closing
     * without commit leaves the target as it was.
     *
     * @throws InputException for a directory, or a folder that does not exist
     * @throws MachineException where the folder cannot be written to
     */
    public static Pending begin(Path target) {
        if (Files.isDirectory(target)) {
            throw new InputException(target + ": is a folder. Give the name of a file in it.");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            WRITTEN.add(target);
            return new Pending(target, target);
        }
        Path place = followLink(target);
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InputException(target + ": the folder " + folder + " does not exist. Create it first.");
        }
        if (Files.exists(place) && !Files.isWritable(place)) {
            throw new MachineException(
                    target + ": the file is write-protected. Choose another name or change its permissions.",
                    new IOException("not writable"));
        }
        Path beside = folder.resolve(
                ".framebudget-" + ProcessHandle.current().pid() + "-" + SERIAL.incrementAndGet() + ".tmp");
        PENDING.add(beside);
        try {
            Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    .close();
        } catch (IOException e) {
            PENDING.remove(beside);
            throw cannotWrite(target, e);
        }
        return new Pending(place, beside);
    }

    /** The error for a file that could not be written, with the reason in plain words. */
    public static MachineException cannotWrite(Path target, IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String advice = "Is the folder writable?";
        if (reason.contains("No space left")) {
            reason = "no space left on the device";
            advice = "Free some space or choose another folder.";
        } else if (cause instanceof java.nio.file.AccessDeniedException) {
            reason = "permission denied";
        } else if (cause instanceof java.nio.file.NoSuchFileException) {
            reason = "no file can be made there";
        } else if (cause instanceof java.nio.file.FileSystemException detail && detail.getReason() != null) {
            reason = detail.getReason();
        }
        return new MachineException(target + ": could not be written: " + reason + ". " + advice, cause);
    }

    private static Path followLink(Path target) {
        try {
            // replacing a link by a file would surprise whoever made the link
            return Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    private static void deletePending() {
        for (Path path : PENDING) {
            deleteQuietly(path);
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // nothing more can be done for a leftover; the run's own error matters more
            path.toFile().deleteOnExit();
        }
    }

    /** A file on its way. Not safe for use by several threads. */
    public static final class Pending implements Closeable {
        private final Path target;
        private final Path beside;
        private boolean committed;

        private Pending(Path target, Path beside) {
            this.target = target;
            this.beside = beside;
        }

        /** Where to write until {@link #commit()}; the target itself where that is a pipe or device. */
        public Path path() {
            return beside;
        }

        /** A buffered stream to {@link #path()}; close it before {@link #commit()}. */
        public OutputStream open() throws IOException {
            return new BufferedOutputStream(Files.newOutputStream(beside, StandardOpenOption.WRITE), 1 << 16);
        }

        /**
         * Moves the file to its place, in one step where the file system can.
         *
         * @throws MachineException where it cannot be moved; the target is then unchanged
         */
        public void commit() {
            if (!beside.equals(target)) {
                try {
                    move();
                } catch (IOException e) {
                    throw cannotWrite(target, e);
                }
                WRITTEN.add(target);
            }
            committed = true;
            PENDING.remove(beside);
        }

        private void move() throws IOException {
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        /** Deletes the unfinished file unless it was committed. */
        @Override
        public void close() {
            if (!committed && !beside.equals(target)) {
                deleteQuietly(beside);
                PENDING.remove(beside);
            }
        }
    }
}
