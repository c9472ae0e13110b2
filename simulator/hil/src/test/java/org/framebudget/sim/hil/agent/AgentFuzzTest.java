package org.framebudget.sim.hil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.network.InputSize;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.agent.wire.Acknowledge;
import org.framebudget.sim.hil.agent.wire.FileChunk;
import org.framebudget.sim.hil.agent.wire.FromAgent;
import org.framebudget.sim.hil.agent.wire.Hello;
import org.framebudget.sim.hil.agent.wire.Invoke;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no message, or the wrong one: from strangers before TLS, and from a client within it. */
@Timeout(120)
class AgentFuzzTest {
    private static final int CONNECTIONS = 300;
    private static final int MESSAGES = 10_000;

    @TempDir
    private Path folder;

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final MethodDescriptor<byte[], byte[]> RAW = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName(AgentApi.SESSION.getFullMethodName())
            .setRequestMarshaller(BYTES)
            .setResponseMarshaller(BYTES)
            .build();

    private static void assertServes(Loopback loopback) {
        try (AgentTarget target = loopback.connect()) {
            Heard heard = new Heard();
            target.listen(heard);
            target.invoke(target.load(loopback.network("net", 1_000)).id(), 0);
            heard.awaitDone(1);
        }
    }

    @Test
    void bytesOfStrangersHarmNobody() throws IOException {
        Random random = new Random(7);
        try (Loopback loopback = new Loopback(folder)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                if (i % 2 == 0 && bytes.length > 5) {
                    // a record of TLS, at least on its cover
                    bytes[0] = 22;
                    bytes[1] = 3;
                    bytes[2] = 1;
                    bytes[3] = 0;
                }
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), loopback.agent.port())) {
                    socket.getOutputStream().write(bytes);
                } catch (IOException e) {
                    continue; // refused while it wrote
                }
            }
            assertEquals(0, loopback.targets.size());
            assertServes(loopback);
        }
    }

    @Test
    void tenThousandMalformedMessagesOfAClientEndSessionsAndNeverTheAgent() throws Exception {
        Random random = new Random(11);
        try (Loopback loopback = new Loopback(folder);
                Dialer dialer = new Dialer(AgentAddress.of(loopback.address()), loopback.access())) {
            List<byte[]> sound = soundMessages(loopback.network("net", 3_000));
            ManagedChannel channel = dialer.channel();
            int sent = 0;
            while (sent < MESSAGES) {
                sent += oneStream(channel, random, sound);
            }
            channel.shutdownNow();
            assertServes(loopback);
            Loopback.until(
                    "every device is closed",
                    () -> loopback.targets.stream().allMatch(target -> target.closes.get() > 0));
            Loopback.until("every file is gone", () -> loopback.stored().isEmpty());
        }
    }

    private static List<byte[]> soundMessages(NetworkToRun network) {
        Load load = Load.of(1, network);
        ToAgent sized = ToAgent.newBuilder()
                .setLoad(load.message().getLoad().toBuilder()
                        .setInputWidthPx(new InputSize(64, 64).widthPx())
                        .setInputHeightPx(64))
                .build();
        ToAgent chunk = ToAgent.newBuilder()
                .setChunk(FileChunk.newBuilder().setNetwork(1).setData(ByteString.copyFrom(new byte[100])))
                .build();
        ToAgent invoke = ToAgent.newBuilder()
                .setInvoke(Invoke.newBuilder().setNumber(1).setNetwork(1))
                .build();
        ToAgent acknowledge = ToAgent.newBuilder()
                .setAcknowledge(Acknowledge.newBuilder().setResultsReceived(1))
                .build();
        return List.of(
                load.message().toByteArray(),
                sized.toByteArray(),
                chunk.toByteArray(),
                invoke.toByteArray(),
                acknowledge.toByteArray(),
                hello());
    }

    private static byte[] hello() {
        return ToAgent.newBuilder()
                .setHello(Hello.newBuilder().setProtocol(AgentApi.PROTOCOL))
                .build()
                .toByteArray();
    }

    private static byte[] malformed(Random random, List<byte[]> sound) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] message = sound.get(random.nextInt(sound.size())).clone();
        for (int i = random.nextInt(3); i > 0; i--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        }
        return message;
    }

    /** Greets, mostly, and says nonsense until it is shown out. */
    private static int oneStream(ManagedChannel channel, Random random, List<byte[]> sound) throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        ClientCall<byte[], byte[]> call = channel.newCall(RAW, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(byte[] message) {
                        heard.add(message);
                        call.request(1);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        heard.add(status);
                    }
                },
                new Metadata());
        call.request(1);
        int sent = 0;
        boolean over = false;
        if (random.nextInt(4) > 0) {
            call.sendMessage(hello());
            boolean welcome = false;
            while (!welcome && !over) {
                Object what = next(heard);
                over = what instanceof Status;
                welcome = what instanceof byte[] bytes
                        && FromAgent.parseFrom(bytes).hasWelcome();
            }
        }
        while (!over && sent < 20) {
            call.sendMessage(malformed(random, sound));
            sent++;
            for (Object what = heard.poll(); what != null; what = heard.poll()) {
                over |= what instanceof Status;
            }
        }
        // what was not enough to be shown out ends like a client that went away in order
        call.sendMessage(ToAgent.newBuilder()
                .setGoodbye(org.framebudget.sim.hil.agent.wire.Goodbye.getDefaultInstance())
                .build()
                .toByteArray());
        call.halfClose();
        while (!over) {
            over = next(heard) instanceof Status;
        }
        return sent;
    }

    private static Object next(BlockingQueue<Object> heard) throws InterruptedException {
        Object what = heard.poll(20, TimeUnit.SECONDS);
        org.junit.jupiter.api.Assertions.assertNotNull(what, "the agent is silent");
        return java.util.Objects.requireNonNull(what);
    }
}
