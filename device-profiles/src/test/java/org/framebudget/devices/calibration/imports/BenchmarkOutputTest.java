package org.framebudget.devices.calibration.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.Test;

class BenchmarkOutputTest {
    private static BenchmarkOutput only(String text) {
        List<BenchmarkOutput> runs = BenchmarkOutput.read("out", text);
        assertEquals(1, runs.size());
        return runs.get(0);
    }

    private static BenchmarkOutput resource(String name) {
        return only(MeasurementFileTest.resource(name));
    }

    private static String problem(String text) {
        return String.valueOf(assertThrows(InputException.class, () -> BenchmarkOutput.read("out", text))
                .getMessage());
    }

    @Test
    void aRunOfTensorFlowLiteTellsSpreadMemoryAndWhatTheDelegateTook() {
        BenchmarkOutput run = resource("benchmark-gpu-memory.txt");
        assertEquals("TFLite benchmark_model", run.tool());
        assertEquals("mobilenet_v2_1.0-224.tflite", run.graph());
        assertEquals(4, run.threads());
        assertEquals("GPU", run.delegate());
        assertEquals("whole", run.delegated());
        assertEquals(512.04, run.initMs(), 1e-12);
        assertEquals(9.95, run.firstMs(), 1e-12);
        assertEquals(8.1314, run.warmupMs(), 1e-12);
        assertEquals(8.0526, run.meanMs(), 1e-12);
        assertEquals(new BenchmarkTimes(124, 8.077, 7.889, 8.0526, 8.804, 0.12, null, null, null), run.times());
        assertEquals(102.875, run.initMb());
        assertEquals(104.5, run.overallMb());
        assertEquals(131.25, run.peakMb());
        assertEquals(118.0, run.residentMb());
        assertEquals(List.of(), run.notes());
    }

    @Test
    void aRunOfLiteRtIsReadFromTheFinerLineAndTellsWhichOptionsItIgnored() {
        BenchmarkOutput run = resource("benchmark-litert.txt");
        assertEquals("LiteRT benchmark_model", run.tool());
        assertEquals("mobilenet_v1_0.5-160.tflite", run.graph());
        assertEquals(2.91247, run.meanMs(), 1e-12);
        assertEquals(4.102, run.firstMs(), 1e-12);
        assertEquals(6.12, run.initMs(), 1e-12);
        assertEquals(new BenchmarkTimes(343, 2.918, 2.868, 2.91247, 3.34, 0.052, 2.877, 2.903, 2.984), run.times());
        assertEquals(List.of(7.31, 9.88, 18.25), List.of(run.initMb(), run.overallMb(), run.peakMb()));
        assertEquals(List.of("--use_nnapi=true"), run.unknownFlags());
        Observation row = MeasurementFile.read("l.txt", MeasurementFileTest.resource("benchmark-litert.txt"))
                .observations()
                .get(0);
        assertEquals(new Subject("mobilenet_v1_0.5", InputSize.square(160), null, null, null), row.subject());
        assertEquals("LiteRT benchmark_model", row.runtime());
    }

    @Test
    void aRunBeforeVersionTwoTwoGivesTheSame() {
        BenchmarkOutput run = resource("benchmark-2.1.txt");
        assertEquals(13.6891, run.meanMs(), 1e-12);
        assertEquals(13.7028, run.warmupMs(), 1e-12);
        assertEquals(2.087, run.initMs(), 1e-12);
        assertNull(run.firstMs());
        assertEquals(73, run.times().runCount());
        assertEquals(6.5, run.overallMb());
        assertEquals("", run.delegate());
        Observation row = MeasurementFile.read("o.txt", MeasurementFileTest.resource("benchmark-2.1.txt"))
                .observations()
                .get(0);
        assertEquals(new Subject("mobilenet_v1_0.5", InputSize.square(160), null, "cpu", 1), row.subject());
    }

    @Test
    void operatorsOfARunAreThoseAfterIt() {
        BenchmarkOutput run = resource("benchmark-cpu-profiled.txt");
        assertEquals("Fully Connected (NC, F32) GEMM", run.operators().get(0).nodeType());
        List<BenchmarkOutput> two = BenchmarkOutput.read(
                "out",
                MeasurementFileTest.resource("benchmark-2.1.txt")
                        + MeasurementFileTest.resource("benchmark-cpu-profiled.txt"));
        assertEquals(List.of(), two.get(0).operators());
        assertEquals(4, two.get(1).operators().size());
    }

    @Test
    void brokenTimingsAreReportedWithTheirLineAndWhatWasExpected() {
        String text = MeasurementFileTest.resource("benchmark-gpu-memory.txt");
        assertEquals(
                "out:21: Inference timings in us: 'Inference timings in us: Init: 512040, First infer' is broken."
                        + " Expected 'Init: N, First inference: N, Warmup (avg): N, Inference (avg): N'.",
                problem(text.replaceAll("First inference: .*", "First infer")));
        assertEquals(
                "out:21: Inference (avg): 'nan' is not a time in microseconds."
                        + " A dry run runs nothing: leave --dry_run out.",
                problem(text.replace("Inference (avg): 8052.6", "Inference (avg): nan")));
        String litert = MeasurementFileTest.resource("benchmark-litert.txt");
        assertTrue(problem(litert.replace("2.91 ms (343 runs)", "2.9x ms"))
                .startsWith("out:23: BENCHMARK RESULTS: 'Inference (avg):      2.9x ms' is broken. Expected"));
        assertEquals(
                "out:19: BENCHMARK RESULTS: the block breaks off."
                        + " It ends with a line of '='. Take the whole output of benchmark_model.",
                problem(litert.substring(0, litert.indexOf("INFO: [./litert/tools/benchmark_litert_model.h:103]"))));
    }

    @Test
    void brokenLinesBesideTheTimingsAreNotedAndOthersIgnored() {
        String text = MeasurementFileTest.resource("benchmark-gpu-memory.txt")
                .replace("count=124 first=8077 curr=8010 min=7889", "count=124 first=8077 curr=80")
                .replace("init=102.875 overall=104.5", "init=102.8")
                .replace("monitoring: 131.25", "monitoring: lots")
                .replace("(MB): 13.9786", "(MB): 13.9.7")
                .replace("INFO: Initialized OpenCL", "What nobody has seen before: [7\nINFO: Initialized OpenCL");
        BenchmarkOutput run = only(text);
        assertEquals(8.0526, run.meanMs(), 1e-12);
        assertNull(run.times());
        assertNull(run.overallMb());
        assertNull(run.peakMb());
        assertEquals(118.0, run.residentMb());
        assertEquals(4, run.notes().size(), run.notes().toString());
        assertEquals(
                "out:14: 'The input model file size (MB): 13.9.7' is broken and was passed over;"
                        + " expected a number of megabytes.",
                run.notes().get(0));
        assertTrue(
                run.notes().get(1).startsWith("out:20: 'count=124"), run.notes().get(1));
    }

    @Test
    void theToolInPythonPrintsItsSpreadInTheBlock() {
        BenchmarkOutput run = only("""
                ========================================
                 BENCHMARK RESULTS
                ========================================
                Model initialization:  31.50 ms
                Warmup (first):        19.25 ms
                Warmup (avg):          12.00 ms (5 runs)
                Inference (avg):       11.75 ms (40 runs)
                Inference (min):       11.00 ms
                Inference (max):       13.50 ms
                Inference (median):    11.50 ms
                Inference (std):       0.50 ms
                Inference (p5):        11.25 ms
                Inference (p95):       12.50 ms
                Throughput:            12.81 MB/s
                Fully accelerated:     True
                ========================================
                """);
        assertEquals(11.75, run.meanMs());
        assertEquals(19.25, run.firstMs());
        assertEquals(new BenchmarkTimes(40, null, 11, 11.75, 13.5, 0.5, 11.25, 11.5, 12.5), run.times());
    }

    @Test
    void countsOfOneOrOfEqualTimesHaveNoSpread() {
        assertEquals(
                new BenchmarkTimes(1, 2.0, 2, 2, 2, 0, null, null, null), BenchmarkTimes.read("count=1 curr=2000"));
        assertEquals(
                new BenchmarkTimes(5, 3.0, 3, 3, 3, 0, null, null, null),
                BenchmarkTimes.read("count=5 curr=3000(all same)"));
        assertNull(BenchmarkTimes.read("count=5 curr=3000"));
        assertNull(BenchmarkTimes.read("count=50 first=3 curr=3 min=9 max=3 avg=5 std=1"));
    }
}
