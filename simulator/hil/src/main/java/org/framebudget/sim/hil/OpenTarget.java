package org.framebudget.sim.hil;

import java.util.function.Consumer;
import org.framebudget.sim.hil.agent.AgentAccess;

/** Reaches a device; separate so that tests need none. */
@FunctionalInterface
interface OpenTarget {
    /**
     * @param agent how to be let in by an agent
     * @param notes told what a user may want to know while it takes its time
     * @throws org.framebudget.models.InputException where it is named or configured wrongly
     * @throws org.framebudget.models.MachineException where it cannot be reached
     */
    Target open(Targets named, AgentAccess agent, Consumer<String> notes);
}
