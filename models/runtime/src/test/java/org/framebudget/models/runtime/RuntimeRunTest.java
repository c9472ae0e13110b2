package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** Real runs of files made here. */
class RuntimeRunTest {
    @TempDir
    Path folder;

    private static MeasureRequest request(Path file, @Nullable InputSize input, boolean plain, int runs) {
        return new MeasureRequest(file, input, 1, plain, 10, runs, 2, List.of(), 0, false, false, 7, 60.0);
    }

    private MeasureRecord measured(TinyModel model, @Nullable InputSize input, boolean plain, int runs) {
        Path file = model.write(folder.resolve("tiny Model.tflite"));
        return RuntimeRun.measure(request(file, input, plain, runs), MeasureListener.NONE);
    }

    private String refused(TinyModel model, @Nullable InputSize input) {
        Path file = model.write(folder.resolve("m.tflite"));
        String message = assertThrows(
                        InputException.class,
                        () -> RuntimeRun.measure(request(file, input, false, 5), MeasureListener.NONE))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring((file + ": ").length());
    }

    @Test
    void aNetworkRunsAndIsDescribed() throws IOException {
        MeasureRecord found = measured(TinyModel.anySize(64), null, false, 300);
        assertEquals("tiny_model", found.network());
        assertEquals(64, found.sha256().length());
        assertEquals(Files.size(Path.of(found.file())), found.fileBytes());
        assertEquals(List.of(64, 64), found.input());
        assertFalse(found.resized());
        assertEquals("fp32", found.precision());
        // 8 filters of 27 with bias, 10 classes of 8 with bias, and the two axes of the mean
        assertEquals(4 * (8 * 27 + 8 + 10 * 8 + 10 + 2), found.weightsBytes());
        assertEquals(List.of(new MeasureRecord.Tensor("picture", "float32", List.of(1, 64, 64, 3))), found.inputs());
        assertEquals(List.of(new MeasureRecord.Tensor("classes", "float32", List.of(1, 10))), found.outputs());
        assertTrue(found.outputsFinite());

        assertEquals("2.20.0", found.runtime().version());
        assertEquals("xnnpack", found.runtime().path());
        assertEquals(3, found.runtime().operators());
        assertEquals(1, found.runtime().planNodes());
        assertEquals(3, found.runtime().delegatedOperators());

        assertTrue(found.loadMs() > 0 && found.initialiseMs() > 0 && found.firstMs() > 0);
        Distribution latency = found.latencyMs();
        assertEquals(300, latency.n());
        assertTrue(latency.min() > 0 && latency.min() <= latency.mean() && latency.mean() <= latency.max());
        assertNotNull(latency.p50());
        assertNotNull(latency.p95());
        assertNull(latency.p99(), "300 values have three above the 99th percentile");
        assertTrue(found.memory().arenaMb() > 0);
        Double peakMb = found.memory().peakMb();
        assertTrue(peakMb == null || peakMb > 0 && peakMb < 50, "peak " + peakMb);
        assertTrue(found.operators().isEmpty() && found.rates().isEmpty());
        assertNull(found.sustained());
    }

    @Test
    void aFileKeepsTheNameItWasGiven() throws IOException {
        Path relative = Path.of("target", "a: b ü.tflite");
        try {
            Path file = TinyModel.anySize(32).write(relative);
            MeasureRecord found = RuntimeRun.measure(request(file, null, false, 5), MeasureListener.NONE);
            assertEquals(relative.toString(), found.file());
            assertEquals("a__b__", found.network());
        } finally {
            Files.deleteIfExists(relative);
        }
    }

    @Test
    void thePlainKernelsAreTakenWhenAskedFor() {
        MeasureRecord found = measured(TinyModel.anySize(64), null, true, 20);
        assertEquals("plain", found.runtime().path());
        assertEquals(3, found.runtime().planNodes());
        assertEquals(0, found.runtime().delegatedOperators());
    }

    @Test
    void aNetworkThatFitsAnySizeIsResized() {
        MeasureRecord found = measured(TinyModel.anySize(64), new InputSize(96, 48), false, 20);
        assertTrue(found.resized());
        assertEquals(List.of(96, 48), found.input());
        assertEquals(List.of(1, 48, 96, 3), found.inputs().get(0).shape());
        assertEquals(List.of(), calm(found.warnings()));
    }

    @Test
    void itsOwnSizeIsNoResize() {
        assertFalse(
                measured(TinyModel.anySize(64), InputSize.square(64), false, 5).resized());
    }

    @Test
    void anOpenSizeHasToBeGiven() {
        assertEquals(
                "the file leaves its picture's size open: [1, -1, -1, 3]. Say at which size to run it, as in --input"
                        + " 224x224.",
                refused(TinyModel.openSize(), null));
        MeasureRecord found = measured(TinyModel.openSize(), InputSize.square(40), false, 5);
        assertEquals(List.of(40, 40), found.input());
    }

    @Test
    void aNetworkThatFitsItsOwnSizeOnlySaysWhy() {
        String message = refused(TinyModel.ownSizeOnly(64), InputSize.square(96));
        assertTrue(message.startsWith("TensorFlow Lite cannot run this network at 96x96 (TensorFlow Lite: "), message);
        assertTrue(message.contains("RESHAPE"), message);
        assertTrue(message.endsWith("Its layers are made for 64x64; export it anew at the size you want."), message);
    }

    @Test
    void aPoolThatBecomesLargerThanItsMapIsNamed() {
        assertTrue(refused(TinyModel.fixedPool(64), InputSize.square(40))
                .startsWith("TensorFlow Lite cannot run this network at 40x40: operator 1, AVERAGE_POOL_2D, pools 32x32"
                        + " of a map of 20x20"));
    }

    @Test
    void aPoolThatReadsAPartOfItsMapIsAWarning() {
        List<String> warnings = calm(measured(TinyModel.fixedPool(64), InputSize.square(72), false, 5)
                .warnings());
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0).startsWith("operator 1, AVERAGE_POOL_2D, pools 32x32 of a map of 36x36: "),
                warnings.get(0));
    }

    @Test
    void onlyAPictureCanBeResized() {
        assertEquals(
                "an input of 64x64 was asked for, but the network's inputs are [[1, 28, 28]]. Only a network with one"
                        + " input of four dimensions, a picture, has a size to change.",
                refused(
                        TinyModel.unary((byte) BuiltinOperator.LOGISTIC, TensorType.FLOAT32, 0, 1, 28, 28),
                        InputSize.square(64)));
    }

    @Test
    void quantisedNumbersRunAndAreResized() {
        TinyModel model = TinyModel.unary((byte) BuiltinOperator.ABS, TensorType.INT8, 0.5f, 1, 32, 32, 3);
        MeasureRecord found = measured(model, InputSize.square(48), false, 20);
        assertEquals("int8", found.outputs().get(0).type());
        assertEquals(List.of(1, 48, 48, 3), found.outputs().get(0).shape());
    }

    @Test
    void whatIsNotANumberIsSeen() {
        // the random input is half negative, and its logarithm no number
        MeasureRecord found =
                measured(TinyModel.unary((byte) BuiltinOperator.LOG, TensorType.FLOAT32, 0, 1, 8), null, false, 5);
        assertFalse(found.outputsFinite());
        assertTrue(found.warnings().contains("An output held values that are infinite or not numbers."));
        assertNull(found.input());
    }

    @Test
    void aCustomOperatorIsNamed() {
        assertEquals(
                "needs the custom operator 'FlexSize', which TensorFlow Lite itself does not have. A file of TensorFlow"
                        + " Lite's own operators is right.",
                refused(TinyModel.custom("FlexSize"), null));
        assertTrue(
                refused(TinyModel.custom("edgetpu-custom-op"), null)
                        .endsWith(
                                "It is compiled for an Edge TPU and runs nowhere else; measure the file it was compiled from."));
    }

    @Test
    void aNetworkWithoutInputIsRefused() {
        assertEquals("the network has no input. There is nothing to run it on.", refused(TinyModel.noInput(), null));
    }

    @Test
    void anInferenceHasACoreForNoLongerThanItLasts() {
        Path file = TinyModel.anySize(64).write(folder.resolve("m.tflite"));
        Map<Double, long[]> coreNsByRate = new LinkedHashMap<>();
        List<long[]> samples = new ArrayList<>();
        MeasureListener listener = new MeasureListener() {
            @Override
            public void latencies(long[] latenciesNs) {
                samples.add(latenciesNs);
            }

            @Override
            public void coreTimes(double rateFps, long[] coreNs) {
                coreNsByRate.put(rateFps, coreNs);
            }
        };
        RuntimeRun.measure(
                new MeasureRequest(file, null, 1, false, 0.5, 50, 0, List.of(100.0), 0, false, true, 7, 60.0),
                listener);
        assertEquals(List.of(0.0, 100.0), List.copyOf(coreNsByRate.keySet()));
        assertEquals(50, coreNsByRate.get(100.0).length);
        long[] coreNs = coreNsByRate.get(0.0);
        assertEquals(50, coreNs.length);
        for (long ns : coreNs) {
            assertTrue(ns > 0, Arrays.toString(coreNs));
        }
        long readingNs = 200_000; // the clock of a thread is read before and after that of the wall
        long mostNs = Arrays.stream(samples.get(0)).sum() + coreNs.length * readingNs;
        assertTrue(Arrays.stream(coreNs).sum() <= mostNs, Arrays.toString(coreNs) + Arrays.toString(samples.get(0)));

        coreNsByRate.clear();
        RuntimeRun.measure(
                new MeasureRequest(file, null, 2, false, 0.5, 50, 0, List.of(), 0, false, true, 7, 60.0), listener);
        assertEquals(Map.of(), coreNsByRate, "several threads share the work, and one of them is no measure of it");
    }

    @Test
    void ratesOperatorsSustainedRunAndSamplesAreReportedWhenAskedFor() {
        Path file = TinyModel.anySize(64).write(folder.resolve("m.tflite"));
        List<long[]> samples = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        MeasureListener listener = new MeasureListener() {
            @Override
            public void progress(double fraction) {
                fractions.add(fraction);
            }

            @Override
            public void latencies(long[] latenciesNs) {
                samples.add(latenciesNs);
            }
        };
        MeasureRequest request =
                new MeasureRequest(file, null, 2, false, 0.5, 50, 0, List.of(40.0, 100.0), 2.5, true, true, 7, 60.0);
        MeasureRecord found = RuntimeRun.measure(request, listener);

        assertEquals(2, found.runtime().threads());
        assertEquals(50, samples.get(0).length);
        for (long ns : samples.get(0)) {
            assertTrue(ns > 0 && ns / 1e6 <= found.latencyMs().max());
        }
        assertEquals(2, found.rates().size());
        MeasureRecord.Rate rate = found.rates().get(1);
        assertEquals(100, rate.rateFps());
        assertEquals(50, rate.requested());
        assertEquals(50, rate.served());
        assertTrue(rate.responseMs().mean() >= rate.serviceMs().mean(), "a response waits for its service");
        assertNotNull(rate.slowdown());

        MeasureRecord.Sustained sustained = found.sustained();
        assertNotNull(sustained);
        assertEquals(3, sustained.windows().size());
        assertEquals(
                sustained.latencyMs().n(),
                sustained.windows().stream().mapToLong(MeasureRecord.Window::n).sum());
        assertNull(sustained.slowedAtS());

        // XNNPACK may need several steps for one operator
        assertTrue(found.operators().size() >= 3);
        assertEquals("Convolution (NHWC, F32) IGEMM", found.operators().get(0).name());
        assertEquals("xnnpack", found.operators().get(0).path());
        assertEquals(
                1,
                found.operators().stream()
                        .mapToDouble(MeasureRecord.OperatorTime::shareFraction)
                        .sum(),
                0.001);
        assertTrue(fractions.stream().allMatch(f -> f >= 0 && f <= 1));
        assertEquals(fractions.stream().sorted().toList(), fractions, "progress never goes back");
    }

    @Test
    void theFirstInferenceAtARateItCannotServeIsNotForgotten() {
        // 10,000 a second is more than this network does: the responses wait longer and longer, and are given up
        Path file = TinyModel.anySize(512).write(folder.resolve("m.tflite"));
        MeasureRequest request = new MeasureRequest(
                file, null, 1, true, 0.2, 20, 0, List.of(10_000.0, 1000.0), 0.1, false, false, 7, 60.0);
        List<Double> fractions = new ArrayList<>();
        MeasureListener listener = new MeasureListener() {
            @Override
            public void progress(double fraction) {
                fractions.add(fraction);
            }
        };
        MeasureRecord.Rate rate = RuntimeRun.measure(request, listener).rates().get(0);
        assertEquals(fractions.stream().sorted().toList(), fractions, "progress never goes back");
        assertEquals(2000, rate.requested());
        assertTrue(rate.served() < rate.requested(), "served " + rate.served());
        assertTrue(rate.responseMs().max() > 100, "the last one waited for all before: " + rate.responseMs());
    }

    /** Without what another process on this machine brings about. */
    private static List<String> calm(List<String> warnings) {
        return warnings.stream().filter(w -> !w.startsWith("Other processes")).toList();
    }
}
