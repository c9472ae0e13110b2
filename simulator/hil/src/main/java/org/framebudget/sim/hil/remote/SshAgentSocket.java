package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Signs with the keys of a running ssh agent, through its socket: draft-ietf-sshm-ssh-agent, a length and a message. */
final class SshAgentSocket extends AbstractAgentProxy {
    private static final int MAX_BYTES = 256 << 10;

    private final SocketChannel channel;

    private SshAgentSocket(SocketChannel channel) {
        super(null);
        this.channel = channel;
    }

    static SshAgentSocket open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new SshAgentSocket(channel);
    }

    @Override
    protected synchronized Buffer request(Buffer buffer) throws IOException {
        ByteBuffer question = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
        while (question.hasRemaining()) {
            channel.write(question);
        }
        int length = fill(ByteBuffer.allocate(Integer.BYTES)).getInt();
        if (length < 1 || length > MAX_BYTES) {
            throw new IOException("the ssh agent sent a message of " + length + " bytes");
        }
        return new ByteArrayBuffer(fill(ByteBuffer.allocate(length)).array());
    }

    private ByteBuffer fill(ByteBuffer answer) throws IOException {
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                throw new IOException("the ssh agent hung up");
            }
        }
        return answer.flip();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        super.close();
    }

    /** Opens the agent anew for each session; forwards it nowhere. */
    record Factory(Path socket) implements SshAgentFactory {
        @Override
        public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
            return List.of();
        }

        @Override
        public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
            return open(socket);
        }

        @Override
        public SshAgentServer createServer(ConnectionService service) throws IOException {
            throw new IOException("the agent is not forwarded");
        }
    }
}
