package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.agent.wire.Blame;
import org.framebudget.sim.hil.agent.wire.File;
import org.framebudget.sim.hil.agent.wire.FileChunk;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.LoadNetwork;
import org.framebudget.sim.hil.agent.wire.Loaded;
import org.framebudget.sim.hil.agent.wire.Pixels;
import org.framebudget.sim.hil.agent.wire.Refused;
import org.framebudget.sim.hil.agent.wire.SendFile;
import org.jspecify.annotations.Nullable;

/** The networks of one session: arriving, being loaded, loaded. */
final class Networks {
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,8}");
    private static final int SHA256_BYTES = 32;
    private static final int MOST_LABEL_CHARS = 500;
    private static final int MOST_THREADS = 1024;
    private static final int MOST_WARMUP = 100_000;

    /** Left free on the disk, so that the device's own system goes on. */
    private static final long SPARE_BYTES = 64L << 20;

    private final Limits limits;
    private final Map<ByteString, Path> files = new HashMap<>();
    private final Map<Integer, Loaded> loaded = new HashMap<>();

    private long sessionBytes;
    private @Nullable Path folder;
    private WorkFolder.Disk disk = WorkFolder.Disk.REAL;
    private @Nullable Incoming incoming;
    private @Nullable Incoming onDevice;
    private int lastRefused;
    private int folders;

    Networks(Limits limits) {
        this.limits = limits;
    }

    /**
     * What came of a load.
     *
     * @param targetNetwork of the target, absent where it was refused
     * @param words for the agent's own output
     */
    record Outcome(FromAgent answer, @Nullable Integer targetNetwork, String words) {}

    void open(WorkFolder work, int session) throws IOException {
        folder = work.session(session);
        disk = work.disk();
    }

    boolean loading() {
        return onDevice != null;
    }

    /**
     * Takes the request for a network; the answer, or what is missing, is sent.
     *
     * @return what is ready to be loaded, absent where files are missing or there is nothing to do
     */
    @Nullable
    Incoming load(LoadNetwork load, Consumer<FromAgent> send) {
        Loaded before = loaded.get(load.getNetwork());
        if (before != null) {
            send.accept(FromAgent.newBuilder().setLoaded(before).build());
            return null;
        }
        if (onDevice != null && onDevice.load().getNetwork() == load.getNetwork()) {
            return null; // asked again over a new stream: its answer comes
        }
        if (incoming != null || onDevice != null) {
            throw new Incoming.ProtocolBreach("a network while another is being loaded");
        }
        checkForm(load);
        String problem = beyondLimit(load);
        if (problem != null) {
            refuse(load, Blame.INPUT, problem, send);
            return null;
        }
        try {
            Path session = Objects.requireNonNull(folder);
            long bytes = missingBytes(load);
            long freeBytes = Files.getFileStore(session).getUsableSpace();
            if (bytes > freeBytes - SPARE_BYTES) {
                refuse(
                        load,
                        Blame.MACHINE,
                        "The agent's disk has no room for " + load.getLabel() + ": " + mb(bytes) + " needed, "
                                + mb(freeBytes) + " free, of which " + mb(SPARE_BYTES) + " stay so.",
                        send);
                return null;
            }
            incoming = new Incoming(load, Files.createDirectory(session.resolve("network-" + ++folders)), disk, files);
        } catch (IOException e) {
            refuse(
                    load,
                    Blame.MACHINE,
                    "The agent cannot store " + load.getLabel() + ": " + Agent.words(e) + ".",
                    send);
            return null;
        }
        return advance(send);
    }

    /** Takes a part of a file; returns as {@link #load} does. */
    @Nullable
    Incoming chunk(FileChunk chunk, Consumer<FromAgent> send) {
        Incoming open = incoming;
        if (open == null || open.load().getNetwork() != chunk.getNetwork()) {
            if (chunk.getNetwork() != 0 && chunk.getNetwork() == lastRefused) {
                return null; // was on its way when the network was refused
            }
            throw new Incoming.ProtocolBreach("a part of a file that was not asked for");
        }
        try {
            sessionBytes += chunk.getData().size();
            return open.take(chunk) ? advance(send) : null;
        } catch (IOException e) {
            fail(open, e, send);
            return null;
        }
    }

    private @Nullable Incoming advance(Consumer<FromAgent> send) {
        Incoming open = Objects.requireNonNull(incoming);
        try {
            int next = open.next();
            if (next >= 0) {
                send.accept(FromAgent.newBuilder()
                        .setSendFile(SendFile.newBuilder()
                                .setNetwork(open.load().getNetwork())
                                .setFile(next))
                        .build());
                return null;
            }
        } catch (IOException e) {
            fail(open, e, send);
            return null;
        }
        incoming = null;
        onDevice = open;
        return open;
    }

    private void fail(Incoming open, IOException e, Consumer<FromAgent> send) {
        abandon();
        String label = open.load().getLabel();
        refuse(
                open.load(),
                Blame.MACHINE,
                e instanceof Incoming.DamagedException
                        ? label + " was damaged on its way to the agent, or changed meanwhile: " + e.getMessage() + "."
                        : "The agent cannot store " + label + ": " + Agent.words(e) + ".",
                send);
    }

    private void refuse(LoadNetwork load, Blame blame, String message, Consumer<FromAgent> send) {
        lastRefused = load.getNetwork();
        send.accept(refused(load, blame, message));
    }

    private static FromAgent refused(LoadNetwork load, Blame blame, String message) {
        return FromAgent.newBuilder()
                .setRefused(Refused.newBuilder()
                        .setNetwork(load.getNetwork())
                        .setBlame(blame)
                        .setMessage(message))
                .build();
    }

    private static void checkForm(LoadNetwork load) {
        boolean fits = load.getNetwork() > 0
                && load.getFilesCount() > 0
                && load.getLabel().length() <= MOST_LABEL_CHARS
                && load.getThreads() > 0
                && load.getThreads() <= MOST_THREADS
                && load.getWarmup() >= 0
                && load.getWarmup() <= MOST_WARMUP
                && load.getPixels().getWidthPx() >= 0
                && load.getPixels().getHeightPx() >= 0
                && load.getPixels().getKind() != Pixels.Kind.UNRECOGNIZED
                && load.getFilesCount() > 1 == (load.getPixels().getKind() == Pixels.Kind.FOLDER);
        for (File file : load.getFilesList()) {
            fits &= file.getSha256().size() == SHA256_BYTES
                    && file.getSizeBytes() > 0
                    && EXTENSION.matcher(file.getExtension()).matches();
        }
        if (!fits) {
            throw new Incoming.ProtocolBreach("a network that is not well described");
        }
    }

    private @Nullable String beyondLimit(LoadNetwork load) {
        if (loaded.size() >= limits.networksCount()) {
            return "The agent loads at most " + limits.networksCount() + " networks in a session.";
        }
        if (load.getFilesCount() - 1 > limits.picturesCount()) {
            return "The agent takes at most " + limits.picturesCount() + " pictures with a network, and "
                    + load.getLabel() + " has " + (load.getFilesCount() - 1) + ".";
        }
        for (File file : load.getFilesList()) {
            if (file.getSizeBytes() > limits.networkBytes()) {
                return "A file of " + load.getLabel() + " has " + mb(file.getSizeBytes()) + "; the agent takes at most "
                        + mb(limits.networkBytes()) + " (its option --most-network-mb).";
            }
        }
        if (missingBytes(load) > limits.sessionBytes() - sessionBytes) {
            return "With " + load.getLabel() + " the session's files have more than the " + mb(limits.sessionBytes())
                    + " that the agent takes.";
        }
        return null;
    }

    private long missingBytes(LoadNetwork load) {
        return load.getFilesList().stream()
                .filter(file -> !files.containsKey(file.getSha256()))
                .mapToLong(File::getSizeBytes)
                .sum();
    }

    private static String mb(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Loads what has arrived, which takes as long as it takes; without any lock. */
    static Outcome loadOn(Target device, Incoming complete) {
        LoadNetwork load = complete.load();
        String file = complete.network().toString();
        try {
            LoadedNetwork network = device.load(Wire.network(load, complete.network(), complete.pictures()));
            return new Outcome(
                    FromAgent.newBuilder()
                            .setLoaded(Wire.loaded(load.getNetwork(), network))
                            .build(),
                    network.id(),
                    load.getLabel() + " is loaded.");
        } catch (InputException e) {
            // where it lies on the agent's disk means nothing to the client
            return refusal(load, Blame.INPUT, Agent.words(e).replace(file, load.getLabel()));
        } catch (MachineException e) {
            return refusal(load, Blame.MACHINE, Agent.words(e).replace(file, load.getLabel()));
        } catch (IOException | RuntimeException e) {
            return refusal(load, Blame.MACHINE, "The agent cannot load " + load.getLabel() + ": " + Agent.words(e));
        }
    }

    private static Outcome refusal(LoadNetwork load, Blame blame, String message) {
        return new Outcome(refused(load, blame, message), null, message);
    }

    /** A load has come to its end. */
    void settled(Incoming complete, Outcome outcome) {
        if (onDevice == complete) {
            onDevice = null;
        }
        if (outcome.answer().hasLoaded()) {
            loaded.put(complete.load().getNetwork(), outcome.answer().getLoaded());
        }
    }

    /** Stops what arrives: the stream has ended. */
    void abandon() {
        if (incoming != null) {
            incoming.abandon();
            incoming = null;
        }
    }

    void remove() throws IOException {
        if (folder != null) {
            WorkFolder.remove(folder);
        }
    }
}
