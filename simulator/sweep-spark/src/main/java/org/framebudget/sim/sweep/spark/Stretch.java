package org.framebudget.sim.sweep.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.framebudget.sim.sweep.Part;
import org.jspecify.annotations.Nullable;

/** A stretch of points that Spark works at in parts, a task each: as a whole one file of the store. For one thread. */
final class Stretch {
    private final List<Part> parts;
    private final List<@Nullable Piece> pieces;
    private int missing;

    /** @param parts in order */
    Stretch(List<Part> parts) {
        this.parts = parts;
        this.pieces = new ArrayList<>(Collections.nCopies(parts.size(), null));
        this.missing = parts.size();
    }

    /** What the tasks are for, in order. */
    List<Part> parts() {
        return parts;
    }

    /** Takes what a task has come back with; false where the part was there already. */
    boolean take(int part, Piece piece) {
        if (pieces.set(part, piece) != null) {
            return false;
        }
        missing--;
        return true;
    }

    /** Parts that have not come back. */
    int missing() {
        return missing;
    }

    boolean complete() {
        return missing == 0;
    }

    /** Tells each run of parts that follow each other without a gap and have come back, as one. */
    void eachRun(BiConsumer<Part, List<Piece>> store) {
        for (int first = 0; first < parts.size(); first++) {
            List<Piece> run = new ArrayList<>();
            int next = first;
            for (Piece piece = at(next); piece != null && follows(next, first); piece = at(++next)) {
                run.add(piece);
            }
            if (!run.isEmpty()) {
                store.accept(
                        new Part(parts.get(first).from(), parts.get(next - 1).to()), run);
                first = next - 1;
            }
        }
    }

    private @Nullable Piece at(int part) {
        return part < parts.size() ? pieces.get(part) : null;
    }

    private boolean follows(int part, int first) {
        return part == first || parts.get(part).from() == parts.get(part - 1).to() + 1;
    }
}
