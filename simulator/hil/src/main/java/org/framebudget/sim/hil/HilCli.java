package org.framebudget.sim.hil;

import org.framebudget.models.InputException;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.hil.local.LocalTarget;
import org.framebudget.sim.host.ThisMachine;

/** Contributes {@code framebudget hil}. */
public final class HilCli implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new HilCommand(terminal, new ThisMachine(), HilCli::open);
    }

    private static Target open(Targets named) {
        return switch (named.kind()) {
            case LOCAL -> LocalTarget.open();
            default -> throw new InputException("--device: '" + named.place() + "' cannot be reached by this version.");
        };
    }
}
