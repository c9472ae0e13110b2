package org.framebudget.models.runtime.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.framebudget.models.runtime.Machine;
import org.framebudget.models.runtime.MachineState;
import org.framebudget.models.runtime.MeasureRecord.OperatorTime;
import org.framebudget.models.runtime.MeasureRecord.Rate;
import org.framebudget.models.runtime.MeasureRecord.Sustained;
import org.framebudget.models.runtime.MeasureRecord.Window;
import org.framebudget.models.runtime.MeasureRequest;
import org.jspecify.annotations.Nullable;

/** The timed parts of a measurement; each at least one inference, and over within one inference of its time. */
final class Runs {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final int MOST_SAMPLES = 1_000_000;
    /** Runs with the operators' times, within this time but at least one. */
    private static final int OPERATOR_RUNS = 100;

    private static final long OPERATOR_NS = 3 * NS_PER_S;

    private final MeasureRequest request;
    private final Session session;
    private final Machine machine;
    private final LineOut out;
    private final CoreTimes coreTimes;

    Runs(MeasureRequest request, Session session, Machine machine, LineOut out) {
        this.request = request;
        this.session = session;
        this.machine = machine;
        this.out = out;
        this.coreTimes = CoreTimes.of(request);
    }

    /** What the parent wants to know beside the record. */
    CoreTimes coreTimes() {
        return coreTimes;
    }

    BackToBack backToBack() {
        out.begin("running back to back", request.seconds());
        LatencyRecorder recorder = new LatencyRecorder();
        OtherWork others = OtherWork.watch();
        long[] samplesNs = new long[request.samples() ? Math.min(MOST_SAMPLES, request.mostRuns()) : 0];
        coreTimes.begin(0);
        long startNs = System.nanoTime();
        long wantedNs = ns(request.seconds());
        long nowNs = startNs;
        for (int n = 0; n < request.mostRuns() && (n == 0 || nowNs - startNs < wantedNs); n++) {
            coreTimes.before();
            long beganNs = System.nanoTime();
            session.invoke();
            nowNs = System.nanoTime();
            coreTimes.after();
            recorder.record(nowNs - beganNs);
            if (n < samplesNs.length) {
                samplesNs[n] = nowNs - beganNs;
            }
            out.at(nowNs, nowNs - startNs);
        }
        Double otherCores = others.cores();
        return new BackToBack(
                recorder, Arrays.copyOf(samplesNs, (int) Math.min(recorder.n(), samplesNs.length)), otherCores);
    }

    /** Each rate of the request in turn. */
    List<Rate> rates(LatencyRecorder backToBack) {
        List<Rate> rates = new ArrayList<>();
        for (double rateFps : request.ratesFps()) {
            out.begin("answering " + rateFps + " requests per second", request.rateSeconds(rateFps));
            rates.add(rate(rateFps, backToBack));
        }
        return rates;
    }

    /**
     * Requests come at instants of a schedule that waits for nobody; one that is not answered yet when the next comes
     * delays it, and the response time says so.
     */
    private Rate rate(double rateFps, LatencyRecorder backToBack) {
        LatencyRecorder service = new LatencyRecorder();
        LatencyRecorder response = new LatencyRecorder();
        double seconds = request.rateSeconds(rateFps);
        long requested = Math.max(1, Math.round(seconds * rateFps));
        long giveUpNs = ns(2 * seconds);
        coreTimes.begin(rateFps);
        long startNs = System.nanoTime();
        long nowNs = startNs;
        for (long k = 0; k < requested && (k == 0 || nowNs - startNs < giveUpNs); k++) {
            long dueNs = startNs + Math.round(k * (NS_PER_S / rateFps));
            sleepUntil(dueNs);
            coreTimes.before();
            long beganNs = System.nanoTime();
            session.invoke();
            nowNs = System.nanoTime();
            coreTimes.after();
            service.record(nowNs - beganNs);
            response.record(nowNs - dueNs);
            out.at(nowNs, nowNs - startNs);
        }
        return new Rate(
                rateFps,
                requested,
                service.n(),
                service.distribution(),
                response.distribution(),
                ratio(service.percentileMs(50), backToBack.percentileMs(50)));
    }

    /** Sleeps as an application between frames does, so that caches and clocks fall as they do there. */
    private static void sleepUntil(long dueNs) {
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    private static @Nullable Double ratio(@Nullable Double over, @Nullable Double under) {
        return over == null || under == null ? null : Math.rint(over / under * 1e4) / 1e4;
    }

    /** Back to back for a long time, window by window. */
    Sustained sustained() {
        out.begin("running sustained", request.sustainedS());
        double windowS = Slowing.windowS(request.sustainedS());
        long windowNs = ns(windowS);
        int count = (int) Math.ceil(request.sustainedS() / windowS);
        LatencyRecorder all = new LatencyRecorder();
        LatencyRecorder recorder = new LatencyRecorder();
        List<Window> windows = new ArrayList<>();
        List<Double> mediansMs = new ArrayList<>();
        long startNs = System.nanoTime();
        long nowNs = startNs;
        for (int w = 0; w < count; w++) {
            double beginS = (nowNs - startNs) / 1e9;
            long endNs = startNs + Math.min(windowNs * (w + 1), ns(request.sustainedS()));
            if (nowNs >= endNs) {
                continue; // one inference took longer than this window
            }
            while (nowNs < endNs) {
                long beganNs = System.nanoTime();
                session.invoke();
                nowNs = System.nanoTime();
                recorder.record(nowNs - beganNs);
                all.record(nowNs - beganNs);
                out.at(nowNs, nowNs - startNs);
            }
            MachineState state = machine.state();
            windows.add(new Window(
                    Math.rint(beginS * 1000) / 1000,
                    recorder.n(),
                    recorder.meanMs(),
                    recorder.percentileMs(50),
                    recorder.percentileMs(90),
                    state.clockMhz(),
                    state.temperatureDegC()));
            mediansMs.add(recorder.medianMs());
            recorder.reset();
            nowNs = System.nanoTime();
        }
        Integer slowed = Slowing.firstSlow(mediansMs);
        return new Sustained(
                request.sustainedS(),
                windowS,
                all.distribution(),
                slowed == null ? null : windows.get(slowed).startS(),
                Slowing.slowdown(mediansMs),
                List.copyOf(windows));
    }

    /** Times each operator over some runs after one that is not counted. */
    static List<OperatorTime> operators(Session session, OperatorProfiler profiler) {
        session.invoke();
        long startNs = System.nanoTime();
        for (int n = 0; n < OPERATOR_RUNS && (n == 0 || System.nanoTime() - startNs < OPERATOR_NS); n++) {
            profiler.beginRun();
            session.invoke();
            profiler.endRun();
        }
        return profiler.times();
    }

    private static long ns(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
