package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent keeps what it was sent: a folder of its own that nobody else can look into, gone when it ends. What an agent
 * left that was killed is removed by the next one.
 */
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "framebudget-agent-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;
    private final Disk disk;

    /** Opens a file for writing; apart, so that a full disk can be tried. */
    interface Disk {
        Disk REAL = file -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

        OutputStream create(Path file) throws IOException;
    }

    private WorkFolder(Path folder, FileChannel lock, Disk disk) {
        this.folder = folder;
        this.lock = lock;
        this.disk = disk;
    }

    /**
     * A new one.
     *
     * @param parent an existing folder
     * @throws MachineException where none can be made there
     */
    static WorkFolder create(Path parent, Disk disk) {
        try {
            removeAbandoned(parent);
            Path folder = Files.createTempDirectory(parent, PREFIX, ownerOnly(parent));
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            return new WorkFolder(folder, lock, disk);
        } catch (IOException e) {
            throw new MachineException(
                    "The agent cannot make its working folder in '" + parent + "': " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path parent) {
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Only folders of this user's, and only those whose agent holds no lock any more. */
    private static void removeAbandoned(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(parent)) {
            folders = found.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path folder : folders) {
            // opens for their owner alone
            try (FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                if (lock.tryLock() != null) {
                    remove(folder);
                }
            } catch (IOException | OverlappingFileLockException e) {
                continue; // another user's, or another agent of this process has it
            }
        }
    }

    Path path() {
        return folder;
    }

    Disk disk() {
        return disk;
    }

    /** A folder for one session. */
    Path session(int number) throws IOException {
        return Files.createDirectory(folder.resolve("session-" + number), ownerOnly(folder));
    }

    /** Deletes a folder and all in it, following no link. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        try {
            lock.close();
            remove(folder);
        } catch (IOException e) {
            throw new MachineException(
                    "The agent cannot remove its working folder '" + folder + "': " + e.getMessage(), e);
        }
    }
}
