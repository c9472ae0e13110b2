package org.framebudget.models.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.MachineException;

/** Collects what a server says, for tests. */
final class Answers implements InferenceListener {
    private static final long WAIT_S = 30;

    private final BlockingQueue<Answer> done = new LinkedBlockingQueue<>();
    private final BlockingQueue<MachineException> lost = new LinkedBlockingQueue<>();

    record Answer(long job, long invokeNs, long convertNs, long arrivedNs) {}

    @Override
    public void done(long job, long invokeNs, long convertNs, long arrivedNs) {
        done.add(new Answer(job, invokeNs, convertNs, arrivedNs));
    }

    @Override
    public void lost(MachineException why) {
        lost.add(why);
    }

    Answer next() throws InterruptedException {
        Answer answer = done.poll(WAIT_S, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer; lost: " + lost);
        }
        return answer;
    }

    List<Answer> next(int count) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(next());
        }
        return answers;
    }

    /** The message of the loss. */
    String loss() throws InterruptedException {
        MachineException why = lost.poll(WAIT_S, TimeUnit.SECONDS);
        if (why == null) {
            throw new AssertionError("nobody said that it is lost");
        }
        return why.getMessage();
    }

    int losses() {
        return lost.size();
    }
}
