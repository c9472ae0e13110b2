package org.framebudget.sim.hil;

import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.Terminal;

/** Contributes {@code framebudget recording}. */
public final class RecordingCli implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new RecordingCommand(terminal);
    }
}
