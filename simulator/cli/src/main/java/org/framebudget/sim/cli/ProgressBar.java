package org.framebudget.sim.cli;

import java.util.Locale;
import java.util.function.LongSupplier;

/** A bar on standard error that appears when work takes longer than a second, and leaves no trace. */
public final class ProgressBar implements AutoCloseable {
    private static final long APPEAR_AFTER_NS = 1_000_000_000L;
    private static final long REDRAW_AFTER_NS = 100_000_000L;
    private static final int CELLS = 30;

    private final Terminal terminal;
    private final String label;
    private final LongSupplier clockNs;
    private final long startNs;
    private long drawnNs;
    private boolean drawn;

    /** For work that the label names, as in {@code simulating}. */
    public ProgressBar(Terminal terminal, String label) {
        this(terminal, label, System::nanoTime);
    }

    ProgressBar(Terminal terminal, String label, LongSupplier clockNs) {
        this.terminal = terminal;
        this.label = label;
        this.clockNs = clockNs;
        this.startNs = clockNs.getAsLong();
    }

    /** Tells the finished fraction, 0 to 1; cheap, and callable from any thread. */
    public void show(double fraction) {
        show(fraction, "");
    }

    /** The same with some words beside it. */
    public synchronized void show(double fraction, String words) {
        if (!terminal.errInteractive()) {
            return;
        }
        long nowNs = clockNs.getAsLong();
        if (nowNs - startNs < APPEAR_AFTER_NS || (drawn && nowNs - drawnNs < REDRAW_AFTER_NS)) {
            return;
        }
        double bounded = Math.max(0, Math.min(1, fraction));
        int full = (int) (bounded * CELLS);
        terminal.redraw(String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f %%%s",
                label,
                "#".repeat(full),
                ".".repeat(CELLS - full),
                bounded * 100,
                words.isEmpty() ? "" : ", " + words));
        drawn = true;
        drawnNs = nowNs;
    }

    /** Wipes the bar. */
    @Override
    public synchronized void close() {
        if (drawn) {
            terminal.redraw("");
            drawn = false;
        }
    }
}
