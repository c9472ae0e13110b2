package org.framebudget.sim.sweep.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.sim.sweep.SweepPoints;
import org.jspecify.annotations.Nullable;

/**
 * The files of a sweep as a zip archive, for machines that share no disk. It is read as a file system whose root stands for the
 * working directory here, so that every file has the name by which it was given and a point's failure reads the same everywhere.
 *
 * @param id differs from that of every other bundle
 * @param sweepFile as it was given
 * @param userFolder the user's own profiles; absent where there is none
 */
record Bundle(
        String id, byte[] zip, String sweepFile, @Nullable String userFolder) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Every executor keeps all of it in its memory. */
    private static final long MOST_BYTES = 256L << 20;

    /** Gathers what a sweep reads; throws {@link InputException} where that is too much. */
    static Bundle of(SweepSpec spec, @Nullable Path userFolder) {
        Path here = Path.of("").toAbsolutePath().normalize();
        Set<Path> files = new SweepFiles(spec.scenarioFile(), userFolder).of(spec.file(), spec.scenarioFile());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long size = 0;
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Set<String> names = new TreeSet<>();
            for (Path file : files) {
                size += Files.size(file);
                if (size > MOST_BYTES) {
                    throw new InputException(spec.file() + ": names files of more than " + (MOST_BYTES >> 20)
                            + " MB together, too much to send to every machine. Shorten them, or run it with --engine"
                            + " local.");
                }
                byte[] content = Files.readAllBytes(file);
                add(file.toString(), content, names, zip);
                if (!spec.file().isAbsolute()) {
                    // relative names begin at the root there
                    add(Path.of("/").resolve(here.relativize(file)).normalize().toString(), content, names, zip);
                }
            }
        } catch (IOException e) {
            throw new MachineException("The files of '" + spec.file() + "' cannot be read: " + e.getMessage() + ".", e);
        }
        return new Bundle(
                UUID.randomUUID().toString(),
                bytes.toByteArray(),
                spec.file().toString(),
                userFolder == null
                        ? null
                        : userFolder.toAbsolutePath().normalize().toString());
    }

    private static void add(String name, byte[] content, Set<String> names, ZipOutputStream zip) throws IOException {
        if (names.add(name)) {
            zip.putNextEntry(new ZipEntry(name.substring(1)));
            zip.write(content);
            zip.closeEntry();
        }
    }

    /** The sweep as a machine reads it that has nothing else; throws {@link MachineException} where it cannot. */
    SweepPoints open() {
        try {
            Path file = Files.createTempFile("framebudget-sweep", ".zip");
            try {
                Files.write(file, zip);
                // left open as long as the process lives; the file needs no name for that
                FileSystem files = FileSystems.newFileSystem(file);
                return SweepPoints.read(
                        files.getPath(sweepFile),
                        new ProfileRepository(userFolder == null ? null : files.getPath(userFolder)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new MachineException("The sweep's files cannot be unpacked: " + e.getMessage() + ".", e);
        }
    }
}
