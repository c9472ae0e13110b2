package org.framebudget.models.runtime.child;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.Profiler;
import org.bytedeco.tensorflowlite.TfLiteTelemetryProfilerStruct;
import org.bytedeco.tensorflowlite.TfLiteTelemetrySettings;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.framebudget.models.runtime.MeasureRecord.OperatorTime;

/**
 * Times each step of an inference. The runtime calls back at the begin and end of its own operators; XNNPACK tells its
 * steps with their time in whole microseconds. Steps are told apart by their order.
 */
final class OperatorProfiler {
    private static final String XNNPACK = "xnnpack";
    private static final String PLAIN = "plain";

    /** Held, since the native side keeps the addresses only; one that is missing would be called through a null. */
    private final List<Object> callbacks = new ArrayList<>();

    private final TfLiteTelemetryProfilerStruct struct = new TfLiteTelemetryProfilerStruct();
    private final Profiler profiler;
    private final List<Step> steps = new ArrayList<>();
    private List<Step> run = new ArrayList<>();
    private int runs;
    private int depth;
    private String name = "";
    private long beganNs;

    private static final class Step {
        private final String name;
        private final String path;
        private double sumNs;

        private Step(String name, String path, double sumNs) {
            this.name = name;
            this.path = path;
            this.sumNs = sumNs;
        }
    }

    OperatorProfiler() {
        struct.ReportTelemetryEvent(kept(new IgnoreEvent()));
        struct.ReportTelemetryOpEvent(kept(new IgnoreOpEvent()));
        struct.ReportSettings(kept(new IgnoreSettings()));
        struct.ReportBeginOpInvokeEvent(kept(new Begin()));
        struct.ReportEndOpInvokeEvent(kept(new End()));
        struct.ReportOpInvokeEvent(kept(new Told()));
        profiler = tensorflowlite.MakeTfLiteTelemetryProfiler(struct);
    }

    private <T> T kept(T callback) {
        callbacks.add(callback);
        return callback;
    }

    Profiler profiler() {
        return profiler;
    }

    /** An inference begins. */
    void beginRun() {
        run = new ArrayList<>();
        depth = 0;
    }

    /** It is over; one with other steps than the first, as a loop may have, is left out. */
    void endRun() {
        if (steps.isEmpty()) {
            steps.addAll(run);
            runs = 1;
            return;
        }
        if (run.size() != steps.size()) {
            return;
        }
        for (int i = 0; i < run.size(); i++) {
            steps.get(i).sumNs += run.get(i).sumNs;
        }
        runs++;
    }

    /** Means over the runs. */
    List<OperatorTime> times() {
        double sumNs = steps.stream().mapToDouble(step -> step.sumNs).sum();
        List<OperatorTime> times = new ArrayList<>();
        for (Step step : steps) {
            times.add(new OperatorTime(
                    times.size(),
                    step.name,
                    step.path,
                    LatencyRecorder.ms(step.sumNs / runs),
                    sumNs == 0 ? 0 : Math.rint(step.sumNs / sumNs * 1e4) / 1e4));
        }
        return times;
    }

    private void add(String stepName, String path, double ns) {
        run.add(new Step(stepName, path, ns));
    }

    private final class Begin
            extends TfLiteTelemetryProfilerStruct
                    .ReportBeginOpInvokeEvent_TfLiteTelemetryProfilerStruct_BytePointer_long_long {
        @Override
        public int call(TfLiteTelemetryProfilerStruct self, BytePointer opName, long opIndex, long graph) {
            if (depth++ == 0) { // what a loop or branch runs inside counts as part of it
                name = opName.getString();
                beganNs = System.nanoTime();
            }
            return depth;
        }
    }

    private final class End
            extends TfLiteTelemetryProfilerStruct.ReportEndOpInvokeEvent_TfLiteTelemetryProfilerStruct_int {
        @Override
        public void call(TfLiteTelemetryProfilerStruct self, int handle) {
            long ns = System.nanoTime() - beganNs;
            if (--depth == 0) {
                add(name, PLAIN, ns);
            }
        }
    }

    private final class Told
            extends TfLiteTelemetryProfilerStruct
                    .ReportOpInvokeEvent_TfLiteTelemetryProfilerStruct_BytePointer_long_long_long {
        @Override
        public void call(TfLiteTelemetryProfilerStruct self, BytePointer opName, long us, long opIndex, long graph) {
            if (depth == 0) {
                add(opName.getString(), XNNPACK, us * 1e3);
            }
        }
    }

    private static final class IgnoreEvent
            extends TfLiteTelemetryProfilerStruct.ReportTelemetryEvent_TfLiteTelemetryProfilerStruct_BytePointer_long {
        @Override
        public void call(TfLiteTelemetryProfilerStruct self, BytePointer event, long status) {}
    }

    private static final class IgnoreOpEvent
            extends TfLiteTelemetryProfilerStruct
                    .ReportTelemetryOpEvent_TfLiteTelemetryProfilerStruct_BytePointer_long_long_long {
        @Override
        public void call(TfLiteTelemetryProfilerStruct self, BytePointer event, long op, long graph, long status) {}
    }

    private static final class IgnoreSettings
            extends TfLiteTelemetryProfilerStruct
                    .ReportSettings_TfLiteTelemetryProfilerStruct_BytePointer_TfLiteTelemetrySettings {
        @Override
        public void call(TfLiteTelemetryProfilerStruct self, BytePointer setting, TfLiteTelemetrySettings value) {}
    }
}
