package org.framebudget.sim.hil;

/** What has to be done where a signal ends the process, in which nobody is closed; until it is closed itself. */
public final class AtExit implements AutoCloseable {
    private final Thread hook;

    private AtExit(Thread hook) {
        this.hook = hook;
    }

    /**
     * Has something done at the process' end, or at once where that has begun.
     *
     * @param work called from a thread of its own, beside whatever runs still
     */
    public static AtExit doing(String name, Runnable work) {
        Thread hook = new Thread(work, name);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the signal came first
            work.run();
        }
        return new AtExit(hook);
    }

    /** No more: it has been done. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends already, and the hook runs
            return;
        }
    }
}
