package org.framebudget.sim.hil.agent;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.AtExit;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.TargetInfo;

/**
 * A device behind an agent. Where the connection is cut, or the agent is started again, it connects anew for a while: networks
 * that the agent does not have any more are sent again, inferences that were not answered are asked for again, and each is
 * answered to the listener once. The listener is called with a lock held that {@link #invoke} does not need.
 *
 * <p>Three locks, taken in this order where more than one is: that of a load, since networks are loaded one after the other; that of
 * {@link Delivery}, while the listener is told something; that of {@link Connection}, for all that is known of the session.
 */
public final class AgentTarget implements Target {
    private final Object loading = new Object();
    private final Delivery delivery = new Delivery();
    private final Connection connection;
    /** Who goes without a goodbye keeps the next client waiting. */
    private final AtExit atExit;

    private AgentTarget(AgentAddress address, AgentAccess access, Consumer<String> notes) {
        this.connection = new Connection(address, access, notes, delivery);
        this.atExit = AtExit.doing("say goodbye", connection::close);
    }

    /**
     * Connects, and waits for the device where another session has it.
     *
     * @param target as in {@code agent://pi.local:7645}
     * @param notes takes a line where the user has to wait
     * @throws InputException where a file of the access is not what it should be
     * @throws MachineException where the agent cannot be reached, refuses, or is busy for too long
     */
    public static AgentTarget connect(String target, AgentAccess access, Consumer<String> notes) {
        QuietRpc.on();
        AgentTarget agent = new AgentTarget(AgentAddress.of(target), access, notes);
        try {
            agent.connection.begin().join();
            agent.connection.rehearse(access.rehearsal());
            return agent;
        } catch (CompletionException e) {
            agent.close();
            throw e.getCause() instanceof MachineException why ? why : e;
        }
    }

    @Override
    public TargetInfo info() {
        return connection.info();
    }

    @Override
    public void listen(Listener heard) {
        delivery.listen(heard);
        MachineException why = connection.lost();
        if (why != null) {
            delivery.lost(why);
        }
    }

    @Override
    public LoadedNetwork load(NetworkToRun network) {
        synchronized (loading) {
            Load load = Load.of(connection.nextNetwork(), network);
            connection.load(load);
            try {
                return load.loaded().join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof InputException why) {
                    throw new InputException(String.valueOf(why.getMessage()), why);
                }
                throw e.getCause() instanceof MachineException why ? new MachineException(Agent.words(why), why) : e;
            }
        }
    }

    @Override
    public void invoke(int network, long job) {
        connection.invoke(network, job);
    }

    @Override
    public void close() {
        connection.close();
        atExit.close();
    }
}
