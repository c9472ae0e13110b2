package org.framebudget.ui.session;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.framebudget.sim.pipeline.RunLog;

/**
 * The frames of one run by the time they were started, and what each stage did at a time. Made once for a run, so that
 * playing it costs a search, not a pass over all frames.
 */
public final class FrameTable {
    private final RunLog log;
    private final int[][] framesByStream;
    private final int[][][] visitsByStage;

    /** @param stages number of stages of each stream */
    FrameTable(RunLog log, int[] stages) {
        this.log = log;
        framesByStream = new int[stages.length][];
        visitsByStage = new int[stages.length][][];
        for (int s = 0; s < stages.length; s++) {
            int stream = s;
            framesByStream[s] =
                    sorted(IntStream.range(0, log.frameCount()).filter(row -> log.stream(row) == stream), log::startNs);
            visitsByStage[s] = new int[stages[s]][];
            for (int i = 0; i < stages[s]; i++) {
                int index = i;
                visitsByStage[s][i] = sorted(
                        IntStream.range(0, log.stageCount())
                                .filter(row -> log.stageStream(row) == stream && log.stageIndex(row) == index),
                        log::stageEnteredNs);
            }
        }
    }

    private static int[] sorted(IntStream rows, IntToLongFunction key) {
        return rows.boxed()
                .sorted(Comparator.comparingLong((Integer row) -> key.applyAsLong(row)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Rows of the frames of a stream around a time, oldest first.
     *
     * @param count at most
     */
    public int[] around(int stream, long timeNs, int count) {
        int[] rows = framesByStream[stream];
        int next = firstAfter(rows, timeNs, log::startNs);
        int from = Math.max(0, Math.min(next - count / 2, rows.length - count));
        return Arrays.copyOfRange(rows, from, Math.min(rows.length, from + count));
    }

    /** What the stage's visitors do at a time: the first number waits, the second is in service. */
    public int[] waitingAndInService(int stream, int stage, long timeNs) {
        int[] rows = visitsByStage[stream][stage];
        int waiting = 0;
        int inService = 0;
        // a visit of a single stage is over within a few others: those farther back have left
        for (int i = firstAfter(rows, timeNs, log::stageEnteredNs) - 1, left = 0; i >= 0 && left < 64; i--) {
            if (log.stageLeftNs(rows[i]) <= timeNs) {
                left++;
            } else if (log.stageBeganNs(rows[i]) <= timeNs) {
                inService++;
            } else {
                waiting++;
            }
        }
        return new int[] {waiting, inService};
    }

    private static int firstAfter(int[] rows, long timeNs, IntToLongFunction key) {
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key.applyAsLong(rows[middle]) <= timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The frames themselves; rows are those that {@link #around} gives. */
    public RunLog log() {
        return log;
    }
}
