package org.framebudget.ui.session;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.framebudget.devices.ProfileRepository;

/**
 * A session without a window, for tests of what follows it: the news are taken in by the thread that waits for them. Each answer gets all its
 * steps, however slow the machine is.
 */
public final class QueuedSession implements AutoCloseable {
    private static final long PATIENCE_S = 60;

    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private final Session session = new Session(new ProfileRepository(null), news::add, Double.POSITIVE_INFINITY);

    /** For others whose news come the same way. */
    public Executor deliver() {
        return news::add;
    }

    /** What is followed. */
    public Session session() {
        return session;
    }

    /** Opens a file and waits for all steps of its answer. */
    public Answer opened(Path file) {
        if (!session.open(file)) {
            throw new AssertionError(session.problemProperty().get());
        }
        return done();
    }

    /** Waits for all steps of the answer to the present question. */
    public Answer done() {
        until(() -> !session.askingProperty().get()
                && session.progressProperty().get() >= 1
                && session.answerProperty().get() != null
                && session.answerProperty().get().question()
                        == session.questionProperty().get());
        return Objects.requireNonNull(session.answerProperty().get());
    }

    /** Changes a value and waits until that was read, or could not be. */
    public void change(String key, String value) {
        session.change(key, value);
        until(() -> !session.askingProperty().get());
    }

    /** Takes news in until it is so. */
    public void until(BooleanSupplier so) {
        try {
            while (!so.getAsBoolean()) {
                Runnable next = news.poll(PATIENCE_S, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError(
                            "no news; " + session.problemProperty().get());
                }
                next.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What went wrong. */
    public String problem() {
        Session.Problem problem = session.problemProperty().get();
        if (problem == null) {
            throw new AssertionError("nothing went wrong");
        }
        return problem.message();
    }

    @Override
    public void close() {
        session.close();
    }
}
