package org.framebudget.models.runtime.child;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.framebudget.models.runtime.ChildProtocol;
import org.framebudget.models.runtime.InferenceRequest;
import org.jspecify.annotations.Nullable;

/** A network that is kept ready, and the thread that all of its inferences are made in. */
final class ServedNetwork implements Runnable {
    private static final long SEED = 1;

    private final int id;
    private final InferenceRequest request;
    private final ServerOut out;
    private final UnixDomainSocketAddress jobs;

    ServedNetwork(int id, InferenceRequest request, UnixDomainSocketAddress jobs, ServerOut out) {
        this.id = id;
        this.request = request;
        this.jobs = jobs;
        this.out = out;
    }

    @Override
    public void run() {
        mark(ChildProtocol.LOAD);
        try {
            serve();
        } catch (ChildFault e) {
            refuse(e);
        } catch (OutOfMemoryError e) {
            refuse(ChildFault.machine("the network needs more memory than Java gave it: " + e.getMessage(), null));
        }
    }

    private void refuse(ChildFault e) {
        mark(ChildProtocol.REFUSED);
        out.write(ChildProtocol.REFUSED + id + " " + ChildProtocol.line(e.fault()));
    }

    /** Tells the parent between which lines the runtime spoke of this network. */
    @SuppressWarnings("resource") // standard error stays open
    private void mark(String word) {
        try {
            new FileOutputStream(FileDescriptor.err).write((word + id + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return; // the parent then does not quote the runtime
        }
    }

    private void begin(String doing) {
        out.write(ChildProtocol.PROGRESS + "0 " + doing);
    }

    private void serve() {
        begin("loading TensorFlow Lite");
        String version = NativeLibrary.load();
        begin("reading the file");
        String sha256 = FileFacts.sha256(request.file());
        List<String> warnings = new ArrayList<>();
        Resizing resizing = Preparing.lookedAt(request.file(), request.input(), warnings);
        long startNs = System.nanoTime();
        try (FlatBufferModel model = Session.verified(request.file());
                Session session = Session.build(model, false, request.threads())) {
            begin("preparing the network");
            Preparing.allocate(session, resizing, null);
            session.fill(SEED);
            Pictures pictures = request.frames() == null ? null : Pictures.of(request.frames(), session);
            long loadNs = System.nanoTime() - startNs;
            List<Long> warmupNs = warmUp(session, pictures);
            Double peakMb = ProcessMemory.peakMb();
            if (resizing != null) {
                begin("comparing with the plain kernels");
                resizing.check(model, session, SEED);
                warnings.addAll(resizing.warnings());
                session.forget();
            }
            answer(
                    session,
                    pictures,
                    () -> out.write(ChildProtocol.LOADED
                            + id
                            + " "
                            + ChildProtocol.line(new ChildProtocol.Loaded(
                                    sha256,
                                    loadNs,
                                    warmupNs,
                                    ModelFacts.kernels(session, version, request.threads()),
                                    peakMb,
                                    warnings))));
        }
    }

    private List<Long> warmUp(Session session, @Nullable Pictures pictures) {
        begin("warming up");
        List<Long> warmupNs = new ArrayList<>();
        for (int i = 0; i < request.warmupRuns(); i++) {
            if (pictures != null) {
                pictures.next();
            }
            long beganNs = System.nanoTime();
            session.invoke();
            warmupNs.add(System.nanoTime() - beganNs);
        }
        return warmupNs;
    }

    /** Makes one inference after the other until the parent ends it. */
    private void answer(Session session, @Nullable Pictures pictures, Runnable ready) {
        ByteBuffer asked = ByteBuffer.allocateDirect(Long.BYTES);
        // a socket of its own: a job wakes the thread that does it and no other
        try (SocketChannel channel = SocketChannel.open(jobs)) {
            ready.run();
            for (int i = 0; i < ChildProtocol.PINGS && read(channel, asked); i++) {
                out.done(id, asked.getLong(0), 0, 0);
            }
            while (read(channel, asked)) {
                long convertNs = 0;
                long beganNs = System.nanoTime();
                if (pictures != null) {
                    pictures.next();
                    long convertedNs = System.nanoTime();
                    convertNs = convertedNs - beganNs;
                    beganNs = convertedNs;
                }
                session.invoke();
                out.done(id, asked.getLong(0), System.nanoTime() - beganNs, convertNs);
            }
        } catch (IOException e) {
            throw ChildFault.machine("its process cannot be asked: " + e.getMessage(), null);
        }
    }

    private static boolean read(SocketChannel channel, ByteBuffer asked) throws IOException {
        asked.clear();
        while (asked.hasRemaining()) {
            if (channel.read(asked) < 0) {
                return false;
            }
        }
        return true;
    }
}
