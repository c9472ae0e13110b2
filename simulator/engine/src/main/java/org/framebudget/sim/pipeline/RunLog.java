package org.framebudget.sim.pipeline;

import java.util.Arrays;
import org.framebudget.models.InputException;

/**
 * Every captured frame and every stage it went through, as columns; what traces and frame tables are written from. Frames
 * stand in the order of their ends, those in flight at the end of the run last. Row numbers are positions in the columns,
 * which may be longer than the number of rows.
 */
public final class RunLog implements RunObserver {
    /** More frames than this are refused: the table would not fit in memory. */
    public static final int FRAMES_MAX = 4_000_000;

    /** Outcomes of a frame. */
    public enum Outcome {
        ON_TIME,
        LATE,
        DROPPED,
        /** A rule left it out. */
        SKIPPED,
        /** It had not ended when the run did; it may not even have been delivered. */
        IN_FLIGHT
    }

    private int frameCount;
    private int[] stream = new int[1024];
    private long[] number = new long[1024];
    private long[] startNs = new long[1024];
    private long[] deliveryNs = new long[1024];
    private long[] endNs = new long[1024];
    private long[] firstBeganNs = new long[1024];
    private int[] waiting = new int[1024];
    private byte[] outcome = new byte[1024];

    /** Position of the stage in whose queue or by whose jobs the frame ended. */
    private byte[] endStage = new byte[1024];

    private byte[] reason = new byte[1024];
    private boolean[] stale = new boolean[1024];

    private int stageCount;
    private int[] stageStream = new int[4096];
    private byte[] stageIndex = new byte[4096];
    private long[] stageNumber = new long[4096];
    private long[] enteredNs = new long[4096];
    private long[] beganNs = new long[4096];
    private long[] leftNs = new long[4096];

    @Override
    public void stageEnded(long nowNs, StreamStage stage, Frame frame) {
        if (stageCount == stageStream.length) {
            int size = 2 * stageCount;
            stageStream = Arrays.copyOf(stageStream, size);
            stageIndex = Arrays.copyOf(stageIndex, size);
            stageNumber = Arrays.copyOf(stageNumber, size);
            enteredNs = Arrays.copyOf(enteredNs, size);
            beganNs = Arrays.copyOf(beganNs, size);
            leftNs = Arrays.copyOf(leftNs, size);
        }
        stageStream[stageCount] = stage.stream.index;
        stageIndex[stageCount] = (byte) stage.index;
        stageNumber[stageCount] = frame.number;
        enteredNs[stageCount] = frame.enqueuedNs;
        beganNs[stageCount] = frame.startedNs == Frame.NEVER ? nowNs : frame.startedNs;
        leftNs[stageCount] = nowNs;
        stageCount++;
    }

    @Override
    public void finished(long nowNs, Stream ofStream, Frame frame, boolean late) {
        add(nowNs, ofStream, frame, late ? Outcome.LATE : Outcome.ON_TIME, ofStream.lastStage().index, -1);
        stale[frameCount - 1] = ofStream.stats.stale;
    }

    @Override
    public void skipped(long nowNs, Stream ofStream, Frame frame) {
        add(nowNs, ofStream, frame, Outcome.SKIPPED, 0, -1);
    }

    @Override
    public void dropped(long nowNs, Stream ofStream, Frame frame, StreamStage stage, DropReason why) {
        add(nowNs, ofStream, frame, Outcome.DROPPED, stage.index, why.ordinal());
    }

    /** The run ends at {@code nowNs} with this frame in flight. */
    void inFlight(long nowNs, Stream ofStream, Frame frame) {
        frame.noteBegan();
        add(nowNs, ofStream, frame, Outcome.IN_FLIGHT, frame.stage == null ? 0 : frame.stage.index, -1);
    }

    private void add(long nowNs, Stream ofStream, Frame frame, Outcome what, int stage, int why) {
        if (frameCount == FRAMES_MAX) {
            throw new InputException("--trace and --frames keep at most " + FRAMES_MAX
                    + " frames, and this run has more. Shorten it, as in --set duration_s=600.");
        }
        if (frameCount == stream.length) {
            int size = 2 * frameCount;
            stream = Arrays.copyOf(stream, size);
            number = Arrays.copyOf(number, size);
            startNs = Arrays.copyOf(startNs, size);
            deliveryNs = Arrays.copyOf(deliveryNs, size);
            endNs = Arrays.copyOf(endNs, size);
            firstBeganNs = Arrays.copyOf(firstBeganNs, size);
            waiting = Arrays.copyOf(waiting, size);
            outcome = Arrays.copyOf(outcome, size);
            endStage = Arrays.copyOf(endStage, size);
            reason = Arrays.copyOf(reason, size);
            stale = Arrays.copyOf(stale, size);
        }
        stream[frameCount] = ofStream.index;
        number[frameCount] = frame.number;
        startNs[frameCount] = frame.startNs;
        deliveryNs[frameCount] = frame.deliveryNs;
        endNs[frameCount] = nowNs;
        firstBeganNs[frameCount] = frame.beganNs;
        waiting[frameCount] = frame.waitingAtDelivery;
        outcome[frameCount] = (byte) what.ordinal();
        endStage[frameCount] = (byte) stage;
        reason[frameCount] = (byte) why;
        frameCount++;
    }

    /** Captured frames. */
    public int frameCount() {
        return frameCount;
    }

    /** Position of the frame's stream in the result. */
    public int stream(int row) {
        return stream[row];
    }

    /** Number of the frame in its camera's sequence, from 0. */
    public long number(int row) {
        return number[row];
    }

    /** Start of exposure. */
    public long startNs(int row) {
        return startNs[row];
    }

    /** The application got it; negative where it had not by the end of the run. */
    public long deliveryNs(int row) {
        return deliveryNs[row];
    }

    /** Result or drop; the end of the run for a frame in flight. */
    public long endNs(int row) {
        return endNs[row];
    }

    /** The first stage began to work on it; negative where none did. */
    public long beganNs(int row) {
        return firstBeganNs[row];
    }

    /** Frames of the stream that waited when it was delivered. */
    public int waitingAtDelivery(int row) {
        return waiting[row];
    }

    public Outcome outcome(int row) {
        return Outcome.values()[outcome[row]];
    }

    /** Whether it has a result that was too old when it was first used. */
    public boolean stale(int row) {
        return stale[row];
    }

    /** Position of the stage it ended in, or was in at the end of the run. */
    public int endStage(int row) {
        return endStage[row];
    }

    /** Why it was dropped; empty where it was not. */
    public String reason(int row) {
        return reason[row] < 0 ? "" : DropReason.values()[reason[row]].name();
    }

    /** Stage visits that ended. */
    public int stageCount() {
        return stageCount;
    }

    public int stageStream(int row) {
        return stageStream[row];
    }

    public int stageIndex(int row) {
        return stageIndex[row];
    }

    public long stageFrameNumber(int row) {
        return stageNumber[row];
    }

    /** The frame entered the stage's queue. */
    public long stageEnteredNs(int row) {
        return enteredNs[row];
    }

    /** Its first job started. */
    public long stageBeganNs(int row) {
        return beganNs[row];
    }

    /** Its last job ended. */
    public long stageLeftNs(int row) {
        return leftNs[row];
    }
}
