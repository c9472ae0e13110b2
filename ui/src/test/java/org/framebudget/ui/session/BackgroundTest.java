package org.framebudget.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;
import org.framebudget.sim.planner.PlanResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work beside the window's thread, and what becomes of the window when it dies. */
class BackgroundTest {
    @TempDir
    Path folder;

    @Test
    void whateverWorkDiesOfIsToldWithItsEndAndTheNextWorkIsDone() throws InterruptedException {
        List<Throwable> causes = List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("a/b"),
                new AssertionError("never"),
                new IllegalStateException("no"));
        List<@Nullable Throwable> told = new ArrayList<>();
        CountDownLatch after = new CountDownLatch(1);
        try (Background background = new Background("test")) {
            for (Throwable cause : causes) {
                background.run(() -> throwIt(cause), told::add);
            }
            background.run(
                    () -> {
                        throw new InterruptedException();
                    },
                    told::add);
            background.run(() -> {}, why -> {
                told.add(why);
                after.countDown();
            });
            assertTrue(after.await(60, TimeUnit.SECONDS));
        }
        List<@Nullable Throwable> expected = new ArrayList<>(causes);
        // interrupted, and done
        expected.add(null);
        expected.add(null);
        assertEquals(expected, told);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwIt(Throwable cause) throws T {
        throw (T) cause;
    }

    @Test
    void aClosedWindowTakesNoMoreWork() {
        Background background = new Background("test");
        background.close();
        assertTrue(background.run(() -> {}, why -> {}).isDone());
    }

    @Test
    void aSimulationOrPlanOrReadingThatDiesOfAnErrorEndsItsProgress() throws IOException {
        Question question = Question.open(ShortScenario.in(folder), new ProfileRepository(null));
        BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
        Told told = new Told();
        ProfileRepository dying = new ProfileRepository(Dying.path(new StackOverflowError()));
        try (WhatIf whatIf = new WhatIf(dying, news::add, WhatIf.QUICK_S, told)) {
            whatIf.ask(question);
            told.await(news);
            whatIf.plan(question);
            told.await(news);
            whatIf.read(() -> {
                throw new NoClassDefFoundError("a/b");
            });
            told.await(news);
        }
        assertEquals(
                List.of(
                        "ended",
                        "failed java.lang.StackOverflowError",
                        "ended",
                        "failed java.lang.StackOverflowError",
                        "refused java.lang.NoClassDefFoundError: a/b"),
                told.all);
    }

    private static final class Told implements WhatIf.Listener {
        private final List<String> all = new ArrayList<>();
        private boolean over;

        void await(BlockingQueue<Runnable> news) {
            over = false;
            try {
                while (!over) {
                    Runnable next = news.poll(60, TimeUnit.SECONDS);
                    if (next == null) {
                        throw new AssertionError("no news after " + all);
                    }
                    next.run();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void asked(Question question) {
            all.add("asked");
        }

        @Override
        public void refused(Throwable why) {
            all.add("refused " + why);
            over = true;
        }

        @Override
        public void answered(Answer answer) {
            all.add("answered");
        }

        @Override
        public void mapped(Question question, PlanResult.FrontierPoint point) {
            all.add("mapped");
        }

        @Override
        public void progressed(double share) {
            if (share >= 1) {
                all.add("ended");
                over = true;
            }
        }

        @Override
        public void failed(Question question, Throwable why) {
            all.add("failed " + why);
        }
    }

    @Test
    void anErrorOfJavasMachineIsToldAsOneOfTheProgramButForMemoryWhichIsTheMachines() {
        assertEquals(
                "An error in the program: java.lang.NoClassDefFoundError: a/b",
                ProblemWords.of("t", new NoClassDefFoundError("a/b")).message());
        assertEquals(
                "The memory does not suffice.",
                ProblemWords.of("t", new OutOfMemoryError("Java heap space")).message());
        assertEquals(
                "no disk",
                ProblemWords.of("t", new MachineException("no disk", null)).message());
    }
}
