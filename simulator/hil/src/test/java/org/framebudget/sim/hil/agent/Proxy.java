package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A link between a client and an agent that can be cut, stopped and slowed. */
final class Proxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Agent.daemon("proxy"));
    private volatile int port;
    private volatile int accepted;
    private volatile int muted;
    private volatile int delayMs;
    private volatile int bytesAtOnce = 16_384;

    Proxy(int port) throws IOException {
        this.port = port;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Where connections of now on go. */
    void to(int other) {
        port = other;
    }

    /** Ends all connections at once; new ones are taken. */
    void cut() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0); // a reset, as when a cable is pulled behind a router
                socket.close();
            } catch (IOException e) {
                continue;
            }
        }
        sockets.clear();
    }

    /** Connections of now stay, and nothing comes through any more. */
    void mute() {
        muted = accepted;
    }

    void slow(int bytes, int everyMs) {
        bytesAtOnce = bytes;
        delayMs = everyMs;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                int number = ++accepted; // on this thread alone
                Socket agent;
                try {
                    agent = new Socket(InetAddress.getLoopbackAddress(), port);
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                client.setTcpNoDelay(true);
                agent.setTcpNoDelay(true);
                sockets.add(agent);
                threads.execute(() -> copy(number, client, agent));
                threads.execute(() -> copy(number, agent, client));
            } catch (IOException e) {
                continue;
            }
        }
    }

    private void copy(int number, Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer, 0, bytesAtOnce); n >= 0; n = in.read(buffer, 0, bytesAtOnce)) {
                if (number <= muted) {
                    continue;
                }
                if (delayMs > 0) {
                    Thread.sleep(delayMs);
                }
                out.write(buffer, 0, n);
                out.flush();
            }
            if (number <= muted) {
                Thread.sleep(Long.MAX_VALUE); // its end does not come through either, until this is closed
            }
        } catch (IOException | InterruptedException e) {
            return; // cut
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
        threads.shutdownNow();
    }
}
