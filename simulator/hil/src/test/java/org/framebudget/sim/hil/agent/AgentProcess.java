package org.framebudget.sim.hil.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.framebudget.sim.hil.Target;

/** An agent with a fake device in a process of its own: FOLDER PORT [hold]. */
final class AgentProcess {
    private AgentProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        Agent agent = Agent.start(new Agent.Options(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])),
                Guard.of(
                        folder.resolve(Certificates.SERVER),
                        folder.resolve(Certificates.SERVER_KEY),
                        folder.resolve(Certificates.CA),
                        null,
                        Instant.now()),
                Loopback.LIMITS,
                folder,
                WorkFolder.Disk.REAL,
                () -> device(args.length > 2),
                System.out::println));
        System.out.println("port " + agent.port());
        new CountDownLatch(1).await();
    }

    private static Target device(boolean hold) {
        FakeTarget target = new FakeTarget();
        if (hold) {
            target.hold();
        }
        return target;
    }
}
