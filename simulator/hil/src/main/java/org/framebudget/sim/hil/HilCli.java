package org.framebudget.sim.hil;

import java.util.function.Consumer;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.hil.agent.AgentAccess;
import org.framebudget.sim.hil.agent.AgentTarget;
import org.framebudget.sim.hil.local.LocalTarget;
import org.framebudget.sim.host.ThisMachine;

/** Contributes {@code framebudget hil}. */
public final class HilCli implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new HilCommand(terminal, new ThisMachine(), HilCli::open);
    }

    /** Reaches what answers at once. */
    static Target open(Targets named, AgentAccess agent, Consumer<String> notes) {
        return switch (named.kind()) {
            case LOCAL -> LocalTarget.open();
            case AGENT -> AgentTarget.connect(named.place(), agent, notes);
            // answered without a device that is asked at once
            case SSH, ADB, REPLAY -> throw new IllegalStateException(named.place());
        };
    }
}
