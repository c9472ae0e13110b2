package org.framebudget.ui.session;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
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
        framesByStream = sorted(log.frameCount(), stages.length, log::stream, log::startNs);
        int[] first = new int[stages.length + 1];
        for (int s = 0; s < stages.length; s++) {
            first[s + 1] = first[s] + stages[s];
        }
        int[][] visits = sorted(
                log.stageCount(),
                first[stages.length],
                row -> first[log.stageStream(row)] + log.stageIndex(row),
                log::stageEnteredNs);
        visitsByStage = new int[stages.length][][];
        for (int s = 0; s < stages.length; s++) {
            visitsByStage[s] = Arrays.copyOfRange(visits, first[s], first[s + 1]);
        }
    }

    /** The rows of each group, by a time of theirs; those of one time stay in their order. */
    private static int[][] sorted(int rows, int groups, IntUnaryOperator group, IntToLongFunction timeNs) {
        int[] count = new int[groups];
        for (int row = 0; row < rows; row++) {
            count[group.applyAsInt(row)]++;
        }
        int[][] all = new int[groups][];
        for (int g = 0; g < groups; g++) {
            all[g] = new int[count[g]];
            count[g] = 0;
        }
        for (int row = 0; row < rows; row++) {
            int g = group.applyAsInt(row);
            all[g][count[g]++] = row;
        }
        for (int[] one : all) {
            sort(one, new int[one.length], 0, one.length, timeNs);
        }
        return all;
    }

    /** Merges halves; they are nearly in order, so most are so already. Without an object for each row. */
    private static void sort(int[] rows, int[] spare, int from, int to, IntToLongFunction timeNs) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(rows, spare, from, middle, timeNs);
        sort(rows, spare, middle, to, timeNs);
        if (timeNs.applyAsLong(rows[middle - 1]) <= timeNs.applyAsLong(rows[middle])) {
            return;
        }
        System.arraycopy(rows, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean takeLeft =
                    right == to || left < middle && timeNs.applyAsLong(spare[left]) <= timeNs.applyAsLong(spare[right]);
            rows[at] = spare[takeLeft ? left++ : right++];
        }
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
