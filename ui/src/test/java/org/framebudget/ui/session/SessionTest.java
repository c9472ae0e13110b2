package org.framebudget.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.framebudget.devices.ProfileRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session without a window: what would be done on the window's thread is done by the test's. */
final class SessionTest {
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private final Session session = new Session(new ProfileRepository(), news::add, Double.POSITIVE_INFINITY);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    private void until(BooleanSupplier done) {
        try {
            while (!done.getAsBoolean()) {
                Runnable next = news.poll(60, TimeUnit.SECONDS);
                assertNotNull(next, "no news");
                next.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Answer answered() {
        until(() -> !session.askingProperty().get()
                && session.answerProperty().get() != null
                && session.answerProperty().get().question()
                        == session.questionProperty().get());
        return Objects.requireNonNull(session.answerProperty().get());
    }

    /** Of the question, once all that was asked for was read. */
    private Map<String, String> changes() {
        until(() -> !session.askingProperty().get());
        return Objects.requireNonNull(session.questionProperty().get()).changes();
    }

    @Test
    void anOpenedFileIsAnsweredFirstQuicklyThenWithItsPhases() throws IOException {
        assertTrue(session.open(ShortScenario.in(folder)));
        assertFalse(answered().result().streams().isEmpty());
        until(() -> session.progressProperty().get() >= 1);
        Answer whole = answered();
        assertNotNull(whole.phases());
        assertNotNull(whole.frames());
        assertNotNull(whole.result().streams().get(0).missFractionPrediction95());
    }

    @Test
    void aRunThatTakesLongIsNotRepeatedUnasked() throws IOException {
        try (Session slow = new Session(new ProfileRepository(), news::add, 0)) {
            assertTrue(slow.open(ShortScenario.in(folder)));
            until(() -> slow.answerProperty().get() != null
                    && slow.progressProperty().get() >= 1);
            Answer first = Objects.requireNonNull(slow.answerProperty().get());
            assertNotNull(first.frames());
            assertNull(first.phases());
        }
    }

    @Test
    void aFileThatIsNotValidIsToldAndTheLastGoodOneStays() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer good = answered();
        Path bad = Files.writeString(folder.resolve("bad.yaml"), ShortScenario.TEXT.replace("fps: 30", "fps: -3"));
        assertFalse(session.open(bad));
        Session.Problem problem =
                Objects.requireNonNull(session.problemProperty().get());
        assertTrue(problem.message().contains("bad.yaml:9"), problem.message());
        assertTrue(problem.message().contains("fps"), problem.message());
        assertSame(good.question(), session.questionProperty().get());
        assertSame(good, session.answerProperty().get());
        assertFalse(session.open(folder.resolve("not-there.yaml")));
        assertSame(good.question(), session.questionProperty().get());
        session.dismissProblem();
        assertTrue(session.problemProperty().get() == null);
    }

    @Test
    void aValueThatCannotBeIsToldAndNothingChanges() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer good = answered();
        session.change("cameras.back.fps", "none");
        assertTrue(session.askingProperty().get());
        until(() -> session.problemProperty().get() != null);
        assertTrue(Objects.requireNonNull(session.problemProperty().get())
                .message()
                .contains("fps"));
        assertEquals(Map.of(), changes());
        assertSame(good, session.answerProperty().get());
    }

    @Test
    void changesOfOneGestureAreComparedWithWhatWasBeforeItsFirst() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer first = answered();
        session.change("cameras.back.fps", "29");
        answered();
        session.change("cameras.back.fps", "28");
        Answer third = answered();
        assertSame(first.question(), ghost().question());
        session.settle();
        session.change("cameras.back.fps", "27");
        assertEquals(Map.of("cameras.back.fps", "27"), changes());
        assertSame(third.question(), ghost().question());
    }

    @Test
    void aGestureThatEndsWhileItsLastChangeIsReadIsStillOne() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer first = answered();
        session.change("cameras.back.fps", "29");
        Answer second = answered();
        session.change("cameras.back.fps", "28");
        session.settle();
        answered();
        assertSame(first.question(), ghost().question());
        assertNotSame(second.question(), ghost().question());
    }

    @Test
    void aChangeIsMadeToWhatWasAskedForLastNotToWhatWasReadLast() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer first = answered();
        session.change("cameras.back.fps", "29");
        session.change("environment.ambient_deg_c", "40");
        assertEquals(
                Map.of(),
                Objects.requireNonNull(session.questionProperty().get()).changes());
        assertEquals(Map.of("cameras.back.fps", "29", "environment.ambient_deg_c", "40"), changes());
        // back before it was read: the answer is one to the file as it is
        session.change("cameras.back.fps", "20");
        session.resetAll();
        assertEquals(first.result().streams(), answered().result().streams());
        assertEquals(Map.of(), changes());
    }

    @Test
    void aChangeThatCannotBeDoesNotEndTheWorkOnWhatIsOpen() throws IOException {
        session.open(ShortScenario.in(folder));
        session.change("cameras.back.fps", "none");
        until(() -> session.problemProperty().get() != null);
        assertEquals(Map.of(), answered().question().changes());
        until(() -> session.progressProperty().get() >= 1);
        assertNotNull(answered().phases());
    }

    @Test
    void whatIsReadWhileTheSessionClosesIsNotAskedAnyMore() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer first = answered();
        session.change("cameras.back.fps", "20");
        session.close();
        while (!news.isEmpty()) {
            news.remove().run();
        }
        assertSame(first, session.answerProperty().get());
        assertTrue(session.problemProperty().get() == null);
    }

    @Test
    void aRefusedChangeIsForgottenByTheNextOne() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer first = answered();
        session.change("cameras.back.fps", "none");
        until(() -> !session.askingProperty().get());
        session.change("environment.ambient_deg_c", "40");
        assertEquals(Map.of("environment.ambient_deg_c", "40"), changes());
        assertTrue(session.problemProperty().get() == null);
        assertSame(first.question(), ghost().question());
    }

    @Test
    void aPlanThatIsAskedForWhileAChangeIsReadIsOneOfTheChange() throws IOException {
        session.open(ShortScenario.in(folder));
        answered();
        session.change("cameras.back.fps", "20");
        session.plan();
        until(() -> session.plannedProperty().get() != null);
        Planned planned = Objects.requireNonNull(session.plannedProperty().get());
        assertEquals(Map.of("cameras.back.fps", "20"), planned.question().changes());
        assertSame(session.questionProperty().get(), planned.question());
    }

    @Test
    void whatIsCancelledBeforeItWasReadDoesNotComeToBe() throws IOException {
        session.open(ShortScenario.in(folder));
        Answer first = answered();
        session.change("cameras.back.fps", "20");
        session.cancel();
        assertFalse(session.askingProperty().get());
        assertEquals(Map.of(), changes());
        session.change("environment.ambient_deg_c", "40");
        assertEquals(Map.of("environment.ambient_deg_c", "40"), changes());
        assertSame(first.question(), ghost().question());
    }

    private Answer ghost() {
        return Objects.requireNonNull(session.ghostProperty().get());
    }

    @Test
    void theNewestOfManyChangesIsTheOneThatIsAnswered() throws IOException {
        session.open(ShortScenario.in(folder));
        answered();
        List<String> seen = new ArrayList<>();
        session.answerProperty().addListener((property, old, now) -> {
            if (now != null) {
                seen.add(now.question().changes().getOrDefault("cameras.back.fps", "30"));
            }
        });
        for (int fps = 10; fps <= 20; fps++) {
            session.change("cameras.back.fps", "" + fps);
        }
        answered();
        assertEquals(List.of("20"), seen.stream().distinct().toList());
    }

    @Test
    void resetTakesBackOneChangeOrAllOfThem() throws IOException {
        session.open(ShortScenario.in(folder));
        session.change("cameras.back.fps", "20");
        session.change("environment.ambient_deg_c", "40");
        session.reset(List.of("cameras.back.fps"));
        assertEquals(Map.of("environment.ambient_deg_c", "40"), changes());
        session.resetAll();
        assertEquals(Map.of(), changes());
    }

    @Test
    void fourResultsArePinnedAtMostAndTheOldestGoes() throws IOException {
        session.open(ShortScenario.in(folder));
        for (int fps = 10; fps <= 14; fps++) {
            session.change("cameras.back.fps", "" + fps);
            answered();
            session.pin();
            session.pin();
        }
        assertEquals(
                List.of("fps 11", "fps 12", "fps 13", "fps 14"),
                session.pins().stream().map(Session.Pin::label).toList());
        assertTrue(session.pins().stream()
                .allMatch(pin ->
                        pin.answer().frames() == null && pin.answer().outcome().log() == null));
        session.unpin(session.pins().get(0));
        assertEquals(3, session.pins().size());
    }

    @Test
    void cancelledWorkIsNotAnswered() throws IOException {
        session.open(ShortScenario.longIn(folder));
        session.cancel();
        until(() -> session.progressProperty().get() >= 1);
        assertTrue(session.answerProperty().get() == null);
        session.change("duration_s", "20");
        changes();
        assertEquals(20, answered().result().simulatedS());
    }

    @Test
    void differencesAreWrittenForPeopleAndForTheCommandLine() throws IOException {
        session.open(ShortScenario.in(folder));
        assertEquals(
                "the file",
                Differences.label(
                        Objects.requireNonNull(session.questionProperty().get())));
        session.change("cameras.back.fps", "20");
        session.change("name", "it's hot");
        changes();
        Question question = Objects.requireNonNull(session.questionProperty().get());
        assertEquals(
                new Differences.Difference("cameras.back.fps", "30", "20"),
                Differences.of(question).get(0));
        assertEquals("--set cameras.back.fps=20 --set 'name=it'\\''s hot'", Differences.arguments(question));
    }

    @Test
    void framesAreFoundAroundATime() throws IOException {
        session.open(ShortScenario.in(folder));
        FrameTable frames = Objects.requireNonNull(answered().frames());
        int[] rows = frames.around(0, 10_000_000_000L, 20);
        assertEquals(20, rows.length);
        for (int i = 1; i < rows.length; i++) {
            assertTrue(frames.log().startNs(rows[i - 1]) <= frames.log().startNs(rows[i]));
        }
        assertTrue(Math.abs(frames.log().startNs(rows[10]) - 10_000_000_000L) < 50_000_000L);
        assertEquals(5, frames.around(0, 0, 5).length);
        assertEquals(5, frames.around(0, Long.MAX_VALUE, 5).length);
        // every frame that is in a stage is there once
        int busy = 0;
        for (int ms = 5000; ms < 6000; ms++) {
            busy += frames.waitingAndInService(0, 1, ms * 1_000_000L)[1];
        }
        assertTrue(busy > 20 && busy < 500, "in service in " + busy + " of 1000 ms");
    }
}
