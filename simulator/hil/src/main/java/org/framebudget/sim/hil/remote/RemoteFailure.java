package org.framebudget.sim.hil.remote;

import org.framebudget.models.MachineException;

/** A measurement that ended before it was done. What was measured until then is not lost. */
public final class RemoteFailure extends MachineException {
    private static final long serialVersionUID = 1L;

    private final transient RemoteRecord partial;

    RemoteFailure(String message, Throwable cause, RemoteRecord partial) {
        super(message, cause);
        this.partial = partial;
    }

    /** What was measured before; its {@link RemoteRecord#failure} says what ended it. */
    public RemoteRecord partial() {
        return partial;
    }
}
