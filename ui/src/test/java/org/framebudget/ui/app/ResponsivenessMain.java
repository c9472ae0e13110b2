package org.framebudget.ui.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.ShortScenario;

/**
 * How fast the window is, without a display: its start, slider moves on one camera and ten minutes, how long the thread
 * of the window is held meanwhile, and memory, also with a day of sixteen cameras. Arguments: moves to time (100), moves
 * to see the memory by (500).
 */
final class ResponsivenessMain {
    private static final String KEY = "cameras.back.fps";
    private static final long SETTLE_MS = 2500;
    private static final long BETWEEN_MOVES_MS = 40;
    private static final long PATIENCE_MS = 300_000;

    /** Of a run that did not come to its end, as the command line has it. */
    private static final int BROKEN = 4;

    /** What is being done; empty once all of it is. */
    private static volatile String doing = "starting";

    private final MainWindow window;
    private final HoldRecorder recorder = new HoldRecorder();

    private ResponsivenessMain(MainWindow window) {
        this.window = window;
    }

    /** Prints a table. A run that ends before its last line says so, whatever ended it, but a process that was killed at once. */
    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!doing.isEmpty()) {
                System.err.println("ui/benchmark: ended while " + doing + "; what stands above is not all");
            }
        }));
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> broken(thread.getName(), error));
        try {
            measure(arguments);
            doing = "";
        } catch (Throwable e) {
            broken("main", e);
        }
        System.exit(0);
    }

    /** The threads of the toolkit would go on for ever. */
    private static void broken(String thread, Throwable error) {
        System.err.println("ui/benchmark: broken in the thread " + thread + " while " + doing);
        error.printStackTrace();
        System.exit(BROKEN);
    }

    private static void measure(String[] arguments) throws Exception {
        int timed = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int more = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path folder = Files.createTempDirectory("responsiveness");
        Path ten = Files.writeString(
                folder.resolve("ten-minutes.yaml"), ShortScenario.TEXT.replace("duration_s: 20", "duration_s: 600"));
        Path day = Files.writeString(folder.resolve("day.yaml"), ShortScenario.dayOfSixteenCameras());
        Toolkit.withoutDisplay();
        Toolkit.start();
        MainWindow window = Toolkit.call(() -> {
            MainWindow made = new MainWindow(new Stage(), 1280, 800);
            made.show();
            return made;
        });
        Toolkit.call(() -> window.stage().getScene().snapshot(null));
        line(
                "first window after the start of Java",
                System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime(),
                "ms",
                "2500");
        new ResponsivenessMain(window).all(ten, day, timed, more);
        for (Path file : new Path[] {ten, day, folder}) {
            Files.delete(file);
        }
    }

    private void all(Path ten, Path day, int timed, int more) throws Exception {
        recorder.start();
        open(ten);
        moves(20);
        Thread.sleep(SETTLE_MS);
        recorder.clear();
        double cpuS = cpuS();
        Map<String, Double> byThread = cpuByThreadMs();
        double[] ms = moves(timed);
        line("processor time of the whole program, a move", 1e3 * (cpuS() - cpuS) / timed, "ms", "");
        cpuByThreadMs().forEach((name, nowMs) -> {
            double aMoveMs = (nowMs - byThread.getOrDefault(name, 0.0)) / timed;
            if (aMoveMs >= 1) {
                line("  of it " + name, aMoveMs, "ms", "");
            }
        });
        Arrays.sort(ms);
        line("move to charts, median of " + timed, ms[timed / 2], "ms", "100");
        line("move to charts, 95 % are within", ms[(int) (0.95 * timed)], "ms", "200");
        recorder.print("while moving");
        Thread.sleep(SETTLE_MS);
        recorder.print("with the second step");
        double beforeMb = heapMb();
        moves(more);
        doing = "looking at the memory after " + more + " moves";
        Thread.sleep(SETTLE_MS);
        line("heap after the collector, growth over " + more + " moves", heapMb() - beforeMb, "MB", "0");
        line("heap after the collector", heapMb(), "MB", "");
        line("resident", statusMb("VmRSS"), "MB", "300");
        line("resident, most until here", statusMb("VmHWM"), "MB", "");
        forgetMostResident();
        recorder.clear();
        long beganNs = System.nanoTime();
        open(day);
        line("a day of sixteen cameras, first answer", (System.nanoTime() - beganNs) * 1e-9, "s", "");
        Thread.sleep(SETTLE_MS);
        recorder.print("meanwhile");
        line("heap after the collector", heapMb(), "MB", "");
        line("resident", statusMb("VmRSS"), "MB", "300");
        line("resident, most since the day was opened", statusMb("VmHWM"), "MB", "300");
    }

    /** From here on Linux counts anew. */
    private static void forgetMostResident() throws IOException {
        Path file = Path.of("/proc/self/clear_refs");
        if (Files.isWritable(file)) {
            Files.writeString(file, "5");
        }
    }

    private void open(Path file) throws InterruptedException {
        doing = "opening " + file;
        Toolkit.call(() -> {
            // not by the opener, which asks what becomes of the changes
            window.session().openSoon(file, () -> {});
            return true;
        });
        await(() -> window.session().questionProperty().get() != null
                && window.session().questionProperty().get().file().equals(file)
                && answered()
                && window.session().progressProperty().get() >= 1);
        Thread.sleep(SETTLE_MS);
    }

    /** One after the other, as a slider is dragged: the next begins shortly after the charts of the last are there. */
    private double[] moves(int count) throws InterruptedException {
        double[] ms = new double[count];
        for (int i = 0; i < count; i++) {
            String fps = Integer.toString(15 + i % 16);
            doing = "moving, " + i + " of " + count;
            long beganNs = System.nanoTime();
            Toolkit.call(() -> {
                window.session().change(KEY, fps);
                return true;
            });
            await(() -> {
                Question question = window.session().questionProperty().get();
                return question != null && fps.equals(question.changes().get(KEY)) && answered();
            });
            awaitDrawn();
            ms[i] = (System.nanoTime() - beganNs) * 1e-6;
            Thread.sleep(BETWEEN_MOVES_MS);
        }
        return ms;
    }

    /** Until the next layout was made, its charts are drawn, and the window has them. */
    private void awaitDrawn() throws InterruptedException {
        CountDownLatch laidOut = new CountDownLatch(1);
        Runnable once = laidOut::countDown;
        Toolkit.call(() -> {
            window.stage().getScene().addPostLayoutPulseListener(once);
            Platform.requestNextPulse();
            return true;
        });
        laidOut.await();
        Toolkit.call(() -> {
            window.stage().getScene().removePostLayoutPulseListener(once);
            return true;
        });
        ChartPane.awaitDrawn();
        Toolkit.call(() -> true);
    }

    private boolean answered() {
        Answer answer = window.session().answerProperty().get();
        return answer != null
                && answer.question() == window.session().questionProperty().get();
    }

    private static void await(Callable<Boolean> done) throws InterruptedException {
        long endMs = System.currentTimeMillis() + PATIENCE_MS;
        while (!Toolkit.call(done)) {
            if (System.currentTimeMillis() > endMs) {
                throw new IllegalStateException("no answer");
            }
            Thread.sleep(1);
        }
    }

    private static double cpuS() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                * 1e-9;
    }

    /** Of the threads that live. */
    private static Map<String, Double> cpuByThreadMs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Double> byName = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                byName.merge(
                        thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()) * 1e-6, Double::sum);
            }
        }
        return byName;
    }

    private static double heapMb() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) * 1e-6;
    }

    /** Of this process, as Linux tells it; not a number elsewhere. */
    private static double statusMb(String key) throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(text -> text.startsWith(key + ":"))
                        .mapToDouble(text -> Double.parseDouble(text.replaceAll("\\D", "")) * 1.024e-3)
                        .findFirst()
                        .orElse(Double.NaN)
                : Double.NaN;
    }

    static void line(String what, double value, String unit, String bound) {
        System.out.printf(
                Locale.ROOT,
                "| %-55s | %7.0f %-2s | %s%n",
                what,
                value,
                unit,
                bound.isEmpty() ? "" : bound + " " + unit);
    }
}
