package org.framebudget.sim.hil;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.Version;
import org.framebudget.sim.results.Hardware;

/** A recording in a device's place, as far as it goes. */
final class Replays {
    /** Where the magic word has the version of the format. */
    private static final int FORMAT = 6;

    private Replays() {}

    /**
     * Reads a file.
     *
     * @throws InputException where nothing of it can be read, with its format where that is another
     */
    static RecordingFile.Read read(Path file) {
        try {
            return RecordingFile.read(file);
        } catch (InputException e) {
            byte[] magic = beginning(file);
            if (magic.length == Blocks.MAGIC.length && isOtherFormat(magic)) {
                throw new InputException(
                        file + ": is a recording of format " + magic[FORMAT]
                                + ", and this version of framebudget reads format " + Blocks.MAGIC[FORMAT]
                                + ". The version that wrote it can replay it.",
                        e);
            }
            throw e;
        }
    }

    /** A file and what it holds. */
    record Recorded(Path file, RecordingFile.Read read) {}

    /**
     * Reads several runs of the same.
     *
     * @throws InputException as above, where one is of something else than the first, and where it is the run of another file again
     */
    static List<Recorded> readAll(Path first, List<Path> also) {
        List<Recorded> all = new ArrayList<>();
        all.add(new Recorded(first, read(first)));
        for (Path file : also) {
            Recorded one = new Recorded(file, further(file));
            String other = Repetition.difference(
                    all.get(0).read().recording(), one.read().recording());
            if (!other.isEmpty()) {
                throw new InputException("--also: " + file + ": " + other + " unlike " + first
                        + ". Runs of the same on the same machine are right; hil --runs makes them in a row.");
            }
            for (Recorded before : all) {
                if (Repetition.isSameRun(before.read().recording(), one.read().recording())) {
                    throw new InputException("--also: " + file + ": holds the same run as " + before.file()
                            + ", which would count twice. A recording of another run is right.");
                }
            }
            all.add(one);
        }
        return List.copyOf(all);
    }

    private static RecordingFile.Read further(Path file) {
        try {
            return read(file);
        } catch (InputException e) {
            throw new InputException("--also: " + e.getMessage(), e);
        }
    }

    private static boolean isOtherFormat(byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i != FORMAT && magic[i] != Blocks.MAGIC[i]) {
                return false;
            }
        }
        return magic[FORMAT] != Blocks.MAGIC[FORMAT];
    }

    private static byte[] beginning(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Blocks.MAGIC.length);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /**
     * Runs with its answers.
     *
     * @throws InputException where they are of something else, with the version that wrote them where that is another
     */
    static TwinMaker.Real run(Bench bench, Path file, RecordingFile.Read read, Bench.Watcher watcher) {
        Bench.Ran ran;
        try {
            ran = bench.replay(file, read.recording(), watcher);
        } catch (InputException e) {
            String by = read.recording().head().version();
            throw by.equals(Version.text())
                    ? e
                    : new InputException(
                            e.getMessage() + " It was written by version " + by + ", and this is " + Version.text()
                                    + ".",
                            e);
        }
        TwinMaker.Real real = Prepared.real(ran);
        String damage = read.damage();
        return damage == null || damage.startsWith(RecordingFile.BROKE_OFF)
                ? real
                : new TwinMaker.Real(
                        real.outcome(),
                        real.recording(),
                        damaged(real.hardware(), "the recording is damaged: " + damage));
    }

    /** A run may have come to its end though its recording does not. */
    private static Hardware damaged(Hardware of, String why) {
        return new Hardware(
                of.device(),
                of.target(),
                of.machine(),
                of.quantities(),
                of.heat(),
                of.pacing(),
                of.transportMs(),
                of.networks(),
                of.load(),
                false,
                why);
    }
}
