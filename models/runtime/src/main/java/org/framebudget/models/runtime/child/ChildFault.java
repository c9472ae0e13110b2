package org.framebudget.models.runtime.child;

import org.framebudget.models.runtime.ChildProtocol.Fault;
import org.framebudget.models.runtime.ChildProtocol.Kind;
import org.jspecify.annotations.Nullable;

/** Ends the run with a {@link Fault} for the parent. */
final class ChildFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    private ChildFault(Fault fault) {
        super(fault.problem());
        this.fault = fault;
    }

    /** The user's mistake, seen here. */
    static ChildFault input(String problem, @Nullable String advice) {
        return new ChildFault(new Fault(Kind.INPUT, problem, false, advice));
    }

    /** The user's mistake, seen by the runtime, whose own words follow. */
    static ChildFault refused(String problem, @Nullable String advice) {
        return new ChildFault(new Fault(Kind.INPUT, problem, true, advice));
    }

    /** A file that the runtime does not understand, of which the reader may know the place. */
    static ChildFault damaged(String problem, @Nullable String advice) {
        return new ChildFault(new Fault(Kind.FILE, problem, true, advice));
    }

    /** The machine's. */
    static ChildFault machine(String problem, @Nullable String advice) {
        return new ChildFault(new Fault(Kind.MACHINE, problem, true, advice));
    }

    Fault fault() {
        return fault;
    }
}
