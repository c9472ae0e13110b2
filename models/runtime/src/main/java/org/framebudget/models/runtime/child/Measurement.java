package org.framebudget.models.runtime.child;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.framebudget.models.network.Images;
import org.framebudget.models.runtime.Machine;
import org.framebudget.models.runtime.MachineState;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRecord.Kernels;
import org.framebudget.models.runtime.MeasureRecord.Memory;
import org.framebudget.models.runtime.MeasureRecord.OperatorTime;
import org.framebudget.models.runtime.MeasureRequest;
import org.jspecify.annotations.Nullable;

/** One request from the file to the record. */
final class Measurement {
    /** Beyond all cores, how much work makes inferences wait. */
    private static final double CROWDED_CORES = 0.1;

    private final MeasureRequest request;
    private final LineOut out;
    private final Machine machine = Machine.here();
    private final List<String> warnings = new ArrayList<>();

    Measurement(MeasureRequest request, LineOut out) {
        this.request = request;
        this.out = out;
    }

    /** Throws {@link ChildFault} where there is no answer. */
    MeasureRecord run() {
        out.begin("loading TensorFlow Lite");
        String version = NativeLibrary.load();
        MachineState before = machine.state();
        out.begin("reading the file");
        Resizing resizing = Preparing.lookedAt(request.file(), request.input(), warnings);
        // Java has loaded by now what it needs, so that times and memory are the runtime's
        ProcessMemory memory = ProcessMemory.start();
        long startNs = System.nanoTime();
        try (FlatBufferModel model = Session.verified(request.file());
                Session session = Session.build(model, request.plain(), request.threads())) {
            return measured(model, session, resizing, version, before, memory, sinceMs(startNs));
        }
    }

    private MeasureRecord measured(
            FlatBufferModel model,
            Session session,
            @Nullable Resizing resizing,
            String version,
            MachineState before,
            ProcessMemory memory,
            double loadMs) {
        out.begin("preparing the network");
        long prepareNs = System.nanoTime();
        prepare(session, resizing);
        double initialiseMs = sinceMs(prepareNs);
        ModelFacts facts = ModelFacts.of(session);
        Kernels kernels = ModelFacts.kernels(session, version, request.threads());
        session.fill(request.seed());

        out.begin("making the first inference");
        long firstNs = System.nanoTime();
        session.invoke();
        double firstMs = sinceMs(firstNs);
        boolean finite = Outputs.finite(session.outputs());
        out.begin("warming up");
        for (int i = 0; i < request.warmupRuns(); i++) {
            session.invoke();
        }
        // before anything else is allocated that the network does not need
        Memory used = new Memory(memory.peakGrowthMb(), session.arenaBytes() / 1e6);
        if (resizing != null) {
            out.begin("comparing with the plain kernels");
            if (!request.plain()) {
                resizing.check(model, session, request.seed());
            }
            warnings.addAll(resizing.warnings());
        }

        Runs runs = new Runs(request, session, machine, out);
        BackToBack steady = runs.backToBack();
        MachineState after = machine.state();
        List<MeasureRecord.Rate> rates = runs.rates(steady.recorder());
        MeasureRecord.Sustained sustained = request.sustainedS() > 0 ? runs.sustained() : null;
        finite = finite && Outputs.finite(session.outputs());
        List<MeasureRecord.Tensor> inputs = session.inputFacts();
        List<MeasureRecord.Tensor> outputs =
                session.outputs().stream().map(Tensors::facts).toList();
        List<OperatorTime> operators = request.operators() ? operators(model, resizing) : List.of();
        if (request.samples()) {
            out.samples(steady.samplesNs());
            runs.coreTimes().tell(out);
        }
        warn(kernels, finite, steady.otherCores());
        return new MeasureRecord(
                request.file().toString(),
                FileFacts.network(request.file()),
                FileFacts.sha256(request.file()),
                FileFacts.bytes(request.file()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                imageSize(session),
                resizing != null,
                facts.precision().text(),
                facts.weightsBytes(),
                inputs,
                outputs,
                finite,
                kernels,
                loadMs,
                initialiseMs,
                firstMs,
                request.warmupRuns(),
                steady.recorder().distribution(),
                used,
                rates,
                sustained,
                operators,
                before,
                after,
                steady.otherCores(),
                List.copyOf(warnings));
    }

    private void prepare(Session session, @Nullable Resizing resizing) {
        Preparing.allocate(session, resizing, request.plain() ? null : "Maybe the plain kernels can: --plain.");
    }

    private List<OperatorTime> operators(FlatBufferModel model, @Nullable Resizing resizing) {
        out.begin("timing each operator");
        OperatorProfiler profiler = new OperatorProfiler();
        try (Session session = Session.build(model, request.plain(), request.threads())) {
            session.profile(profiler.profiler());
            prepare(session, resizing);
            session.fill(request.seed());
            return Runs.operators(session, profiler);
        }
    }

    private void warn(Kernels kernels, boolean finite, @Nullable Double otherCores) {
        if (!finite) {
            warnings.add("An output held values that are infinite or not numbers.");
        }
        if (!request.plain() && kernels.path().equals("plain")) {
            warnings.add("XNNPACK took over no operator of this network.");
        }
        int cores = Runtime.getRuntime().availableProcessors();
        if (request.threads() > cores) {
            warnings.add(request.threads() + " threads on " + cores + " cores wait for each other.");
        }
        if (otherCores != null && otherCores + Math.min(cores, request.threads()) > cores + CROWDED_CORES) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Other processes kept %.1f of %d cores busy during the run; the times are longer than on a calm"
                            + " machine.",
                    otherCores,
                    cores));
        }
    }

    private static @Nullable List<Integer> imageSize(Session session) {
        List<List<Integer>> shapes = session.inputShapes();
        Images image = Images.find(shapes);
        return image == null ? null : image.size(shapes.get(image.input()));
    }

    private static double sinceMs(long startNs) {
        return LatencyRecorder.ms(System.nanoTime() - startNs);
    }
}
