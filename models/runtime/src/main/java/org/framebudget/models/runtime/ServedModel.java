package org.framebudget.models.runtime;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A network in the child, as its parent sees it. */
final class ServedModel {
    final int id;
    final Path file;
    /** Its end may be an exception. */
    final CompletableFuture<ChildProtocol.Loaded> loading = new CompletableFuture<>();

    private int waiting;
    private long sinceNs;

    ServedModel(int id, Path file) {
        this.id = id;
        this.file = file;
    }

    /** One more is asked for; false where that is too many. */
    synchronized boolean begin(long nowNs, int most) {
        if (waiting == most) {
            return false;
        }
        sinceNs = waiting == 0 ? nowNs : sinceNs;
        waiting++;
        return true;
    }

    synchronized void end(long nowNs) {
        sinceNs = nowNs;
        waiting--;
    }

    /** How long the inference that runs now has been running; 0 for none. */
    synchronized long runningNs(long nowNs) {
        return waiting == 0 ? 0 : Math.max(1, nowNs - sinceNs);
    }
}
