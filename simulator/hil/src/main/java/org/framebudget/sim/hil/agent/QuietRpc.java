package org.framebudget.sim.hil.agent;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Switches the logs of the RPC libraries off: what went wrong is in the message of an exception, or a line of the agent's. */
final class QuietRpc {
    // held, since a logger that nobody holds forgets its level
    private static final Logger RPC = Logger.getLogger("io.grpc");
    private static final Logger MESSAGES = Logger.getLogger("com.google.protobuf");

    private QuietRpc() {}

    static void on() {
        RPC.setLevel(Level.OFF);
        MESSAGES.setLevel(Level.OFF);
    }
}
