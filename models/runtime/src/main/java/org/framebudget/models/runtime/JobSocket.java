package org.framebudget.models.runtime;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.MachineException;

/** Where the networks of a child connect to; in a folder that only this user may enter. */
record JobSocket(Path file, ServerSocketChannel channel) implements AutoCloseable {
    private static final String NAME = "jobs";

    static JobSocket open() {
        try {
            Path file = Files.createTempDirectory("framebudget-").resolve(NAME);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(file));
            return new JobSocket(file, channel);
        } catch (IOException | UnsupportedOperationException e) {
            throw new MachineException(
                    "No socket can be made in the temporary folder " + System.getProperty("java.io.tmpdir") + ": "
                            + e.getMessage() + ".",
                    e);
        }
    }

    /** The one that has connected. */
    SocketChannel accept() throws IOException {
        return channel.accept();
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
            Path folder = file.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit(); // an empty folder that is left behind harms nobody
        }
    }
}
