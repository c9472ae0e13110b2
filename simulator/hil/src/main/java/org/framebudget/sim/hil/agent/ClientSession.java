package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.function.Consumer;
import org.framebudget.sim.hil.TargetInfo;
import org.framebudget.sim.hil.agent.wire.Acknowledge;
import org.framebudget.sim.hil.agent.wire.Device;
import org.framebudget.sim.hil.agent.wire.Hello;
import org.framebudget.sim.hil.agent.wire.Invoke;
import org.framebudget.sim.hil.agent.wire.SendFile;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.framebudget.sim.hil.agent.wire.Welcome;
import org.jspecify.annotations.Nullable;

/** What a client knows of its session, whichever stream that goes over, and what it says there. Called with the connection's lock held. */
final class ClientSession {
    final Outstanding outstanding = new Outstanding();
    final Loads loads = new Loads();
    private ByteString id = ByteString.EMPTY;
    private int chunkBytes = Limits.CHUNK_BYTES;
    private String runtime = "";
    private @Nullable Device device;

    /** How a stream begins. */
    Hello hello() {
        return Hello.newBuilder()
                .setProtocol(AgentApi.PROTOCOL)
                .setSession(id)
                .setResultsReceived(outstanding.resultsReceived())
                .build();
    }

    /** The agent has answered it: with the same session, or a fresh one. */
    void begin(Welcome welcome) {
        id = welcome.getSession();
        device = welcome.getDevice();
        chunkBytes = Math.max(1, Math.min(Limits.CHUNK_BYTES, welcome.getMostChunkBytes()));
        outstanding.begin(welcome.getFresh(), welcome.getInvokesReceived(), welcome.getMostOutstanding());
        loads.begin(welcome.getFresh());
    }

    TargetInfo info(AgentAddress address) {
        return Wire.info(device == null ? Device.getDefaultInstance() : device, address.toString(), runtime);
    }

    /** Says what runs the networks, as the last loaded one said. */
    void runBy(String what) {
        runtime = what;
    }

    /** Asks for the next network that the agent has not any more; false where it has all. */
    boolean loadAgain(Link link) {
        Load next = loads.nextAgain();
        if (next != null) {
            link.send(next.message());
        }
        return next != null;
    }

    void sendJobs(Link link) {
        for (Invoke invoke : outstanding.toSend()) {
            link.send(ToAgent.newBuilder().setInvoke(invoke).build());
        }
    }

    /** Says which answers have arrived, where no inference says it on its way. */
    void acknowledge(Link link) {
        long results = outstanding.toAcknowledge();
        if (results > 0) {
            link.send(ToAgent.newBuilder()
                    .setAcknowledge(Acknowledge.newBuilder().setResultsReceived(results))
                    .build());
        }
    }

    /** Sends a file that the agent asks for; {@code failed} hears of one that cannot be read any more, without the lock. */
    void upload(SendFile file, Link link, Consumer<IOException> failed) {
        Load load = loads.get(file.getNetwork());
        if (load != null) {
            loads.upload(load, file.getFile(), chunkBytes, link, failed);
        }
    }
}
