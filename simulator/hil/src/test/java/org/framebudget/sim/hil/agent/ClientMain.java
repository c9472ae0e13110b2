package org.framebudget.sim.hil.agent;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A client of an agent that has the device until it is ended: FOLDER PORT. */
final class ClientMain {
    private ClientMain() {}

    public static void main(String[] args) throws InterruptedException {
        AgentTarget target = AgentTarget.connect(
                Loopback.address(Integer.parseInt(args[1])), Loopback.access(Path.of(args[0])), System.out::println);
        System.out.println("connected to " + target.info().target());
        new CountDownLatch(1).await();
    }
}
