package org.framebudget.devices.calibration.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.calibration.imports.ImportedFile.Format;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.Test;

class MeasurementFileTest {
    static String resource(String name) {
        return shipped("imports/" + name);
    }

    static String shipped(String name) {
        try (InputStream in = MeasurementFileTest.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ImportedFile read(String name) {
        return MeasurementFile.read(name, resource(name));
    }

    private static Observation only(ImportedFile file) {
        assertEquals(1, file.observations().size());
        return file.observations().get(0);
    }

    private static List<OperatorShare> operators(ImportedFile file) {
        assertEquals(1, file.operators().size());
        return file.operators().values().iterator().next();
    }

    private static String problem(String text) {
        return String.valueOf(assertThrows(InputException.class, () -> MeasurementFile.read("f", text))
                .getMessage());
    }

    @Test
    void benchmarkModelTellsNetworkThreadsAndTimeAndTheOperatorsOfTheInferencesNotOfTheStart() {
        ImportedFile file = read("benchmark-cpu-profiled.txt");
        assertEquals(Format.BENCHMARK_MODEL, file.format());
        Observation run = only(file);
        assertEquals(new Subject("mobilenet_v1_1.0", InputSize.square(224), null, "cpu", 4), run.subject());
        assertEquals(15.4025, run.latencyMs(), 1e-12);
        assertEquals("TFLite benchmark_model, XNNPACK", run.runtime());
        assertEquals(16.9008, run.weightsMb());
        assertEquals(
                "n=65; min 15.098 ms; max 16.204 ms; sd 0.187 ms; back to back; first inference 19.25 ms;"
                        + " operators profiled",
                run.conditions());
        assertEquals(
                new OperatorShare("Fully Connected (NC, F32) GEMM", 14, 11.204, 0.73102),
                operators(file).get(0));
        assertEquals(4, operators(file).size());
        assertTrue(
                file.notes().get(0).contains("operators were profiled"),
                file.notes().toString());
    }

    @Test
    void anAndroidLogGivesTheSameAndARunThatBreaksOffIsNamed() {
        ImportedFile file = read("benchmark-gpu-logcat.txt");
        Observation run = only(file);
        assertEquals(new Subject("efficientnet_lite0", InputSize.square(224), "int8", "gpu", 0), run.subject());
        assertEquals(14.8502, run.latencyMs(), 1e-12);
        assertEquals("TFLite benchmark_model, GPU delegate", run.runtime());
        assertTrue(run.conditions().contains("partly on the CPU"), run.conditions());
        assertTrue(
                file.notes().stream().anyMatch(note -> note.contains("passed over")),
                file.notes().toString());
    }

    @Test
    void aDelegateThatTakesNothingLeavesTheRunOnTheCpu() {
        ImportedFile file = read("benchmark-refused-delegate.txt");
        Observation run = only(file);
        assertEquals(new Subject(null, new InputSize(320, 240), null, "cpu", 2), run.subject());
        assertEquals(2950.34, run.latencyMs(), 1e-9);
        assertTrue(
                file.notes().get(0).contains("NNAPI delegate took no part"),
                file.notes().toString());
    }

    @Test
    void aRunWithoutTimingsIsRefused() {
        assertEquals(
                "f: Inference timings in us: the line is missing: the run did not reach its end."
                        + " Take the whole output of benchmark_model.",
                problem("STARTING!\nLog parameter values verbosely: [0]\ncount=5 curr=3\n"));
        assertEquals(
                "f:2: Inference (avg): '0' is not a time in microseconds. A dry run runs nothing: leave --dry_run out.",
                problem("Graph: [a.tflite]\nInference timings in us: Init: 1, First inference: 0, Warmup (avg): 0,"
                        + " Inference (avg): 0\n"));
    }

    @Test
    void anOperatorProfileAsCsvGivesTheSumOverOperators() {
        ImportedFile file = read("operator-profile.csv");
        assertEquals(Format.OPERATOR_CSV, file.format());
        assertEquals(8.8513, only(file).latencyMs(), 1e-12);
        assertEquals("n=117; sum over profiled operators", only(file).conditions());
        assertEquals(
                new OperatorShare("CONV_2D", 15, 6.61, 0.74682), operators(file).get(0));
        assertEquals(Subject.UNKNOWN, only(file).subject());
    }

    @Test
    void aLoadgenSummaryGivesTheMeanOfSingleStream() {
        ImportedFile file = read("mlperf_log_summary.txt");
        assertEquals(Format.LOADGEN_SUMMARY, file.format());
        Observation run = only(file);
        assertEquals(7.395465, run.latencyMs(), 1e-12);
        assertEquals(Observation.MEAN, run.statistic());
        assertEquals("MLPerf LoadGen single stream; n=79944; p90 7.428935 ms; p99 7.467881 ms", run.conditions());
        assertEquals("SUT TFLite CPU: 4 threads", run.note());
    }

    @Test
    void otherScenariosAndAccuracyRunsGiveNoLevel() {
        String summary = resource("mlperf_log_summary.txt");
        assertEquals(
                "f:5: scenario: 'Offline' times queues or batches, not one inference."
                        + " Run LoadGen with the scenario SingleStream.",
                problem(summary.replace("Scenario : SingleStream", "Scenario : Offline")));
        assertTrue(
                problem(summary.replace("PerformanceOnly", "AccuracyOnly")).contains("'AccuracyOnly' gives no level"));
        assertTrue(problem(summary.replaceAll("(?m)^(Mean|50.00).*$", "")).contains("Mean latency (ns): is missing"));
    }

    @Test
    void aLoadgenDetailLogSaysWhereARunWasTooShort() {
        ImportedFile file = read("mlperf_log_detail.txt");
        Observation run = only(file);
        assertEquals(31.329862, run.latencyMs(), 1e-12);
        assertEquals("MLPerf LoadGen single stream; n=412; p90 33.9 ms; p99 39.8 ms; result INVALID", run.conditions());
        assertTrue(problem(resource("mlperf_log_detail.txt").replace("\"namespace\": \"", "\"namespace\": "))
                .startsWith("f:1: what follows ':::MLLOG' is no JSON object."));
    }

    @Test
    void aLoadgenTraceGivesTheMeanOfItsSamples() {
        ImportedFile file = read("mlperf_log_trace.json");
        assertEquals(Format.LOADGEN_TRACE, file.format());
        assertEquals(5.15, only(file).latencyMs(), 1e-9);
        assertEquals("MLPerf LoadGen trace; n=12", only(file).conditions());
    }

    @Test
    void aTraceOfSeveralQueriesAtOnceIsRefused() {
        String trace = resource("mlperf_log_trace.json");
        assertTrue(problem(trace.replace("\"id\":3,\"ts\":17421.500", "\"id\":3,\"ts\":16000.000"))
                .contains("answers overlap"));
        assertTrue(problem(trace.substring(0, trace.length() / 2)).contains("breaks off"));
        assertTrue(problem("{\"traceEvents\": []}").contains("0 whole events 'Sample'"));
    }

    @Test
    void ofAMeasuredTableTheMeansAreTaken() {
        ImportedFile file = MeasurementFile.read("m.csv", """
                network,input_width_px,input_height_px,precision,unit,threads,latency_ms,statistic,runtime,conditions,weights_mb,arena_mb,kind,cite,note
                mobilenet_v1_0.5,160,128,int8,cpu,2,3.25,mean,"TFLite 2.20.0, XNNPACK",n=900,1.3,0.5,MEASURED,own_measurement,sha256 ab
                mobilenet_v1_0.5,160,128,int8,cpu,2,9.5,first,"TFLite 2.20.0, XNNPACK",n=1,1.3,0.5,MEASURED,own_measurement,sha256 ab
                """);
        assertEquals(
                new Observation(
                        2,
                        new Subject("mobilenet_v1_0.5", new InputSize(160, 128), "int8", "cpu", 2),
                        3.25,
                        "mean",
                        "TFLite 2.20.0, XNNPACK",
                        "n=900",
                        1.3,
                        0.5,
                        "sha256 ab"),
                only(file));
        assertEquals(1, file.notes().size());
    }

    @Test
    void aTableOfTwoColumnsIsEnough() {
        Observation row = only(MeasurementFile.read("t.csv", "network,latency_ms\nresnet50,31.5\n"));
        assertEquals("resnet50", row.subject().network());
        assertNull(row.subject().input());
        assertEquals("mean", row.statistic());
    }

    @Test
    void singleLatenciesAreAveragedAndTheirCommentSaysWhatRan() {
        StringBuilder text =
                new StringBuilder("# successive inferences of posenet_mobilenet_v1, 2 threads, TFLite 2.20.0,"
                        + " XNNPACK, sha256 0f\nlatency_ms\n");
        for (int i = 0; i < 20; i++) {
            text.append(10 + i % 2).append('\n');
        }
        Observation run = only(MeasurementFile.read("s.csv", text.toString()));
        assertEquals(10.5, run.latencyMs());
        assertEquals(new Subject("posenet_mobilenet_v1", null, null, "cpu", 2), run.subject());
        assertEquals("TFLite 2.20.0, XNNPACK", run.runtime());
        assertTrue(problem("latency_ms\n1\n2\n").contains("2 single latencies are too few"));
    }

    @Test
    void ourOwnDocumentGivesLevelsAndItsLongRun() {
        ImportedFile file = MeasurementFile.read("m.json", OwnDocument.TEXT);
        Observation run = only(file);
        assertEquals(new Subject("mobilenet_v2_1.0", InputSize.square(224), "int8", "cpu", 1), run.subject());
        assertEquals(11.25, run.latencyMs());
        assertEquals("TFLite 2.20.0, XNNPACK", run.runtime());
        assertEquals(3.5, run.weightsMb());
        assertEquals(
                List.of(new SustainedRun.Window(0, 11, 2000.0, 45.5), new SustainedRun.Window(1, 12.5, 1800.0, null)),
                file.sustained().get(0).windows());
        assertEquals("runs[0], mobilenet_v2_1.0: Other work ran.", file.notes().get(0));
        assertTrue(problem(OwnDocument.TEXT.replace("\"mean\": 11.25", "\"mean\": \"x\""))
                .contains("runs[0].latency_ms.mean: \"x\" is not a time."));
        assertTrue(problem("{\"schema\": \"framebudget/result/v1\"}").contains("holds no measurements"));
    }

    @Test
    void aRecordFromADeviceGivesLevelsOfCoolWindowsAndItsLongRun() {
        String text = """
                {"schema": "framebudget/remote/v1", "device": {"model": "Pi 5"}, "failure": "the connection was lost",
                 "refused": [{"network": "x", "unit": "gpu", "why": "no GPU"}],
                 "runs": [
                  {"network": "net", "file": "mobilenet_v2_1.0_224_quant.tflite", "sha256": "0f", "unit": "edgetpu", "threads": 2,
                   "tool": "TFLite benchmark_model", "delegate": "EXTERNAL", "delegated": "partly",
                   "latency_ms": {"n": 100, "mean": 4.5},
                   "before": {"at": "2026-11-27T08:00:00Z", "hottest_deg_c": 41.5, "governors": ["ondemand"]},
                   "after": {"hottest_deg_c": 60.0, "clock_mhz": [600, 1500]},
                   "sustained": {"windows": [
                     {"start_s": 0, "latency_ms": {"n": 50, "mean": 4.0}, "before": {"hottest_deg_c": 41.5, "clock_mhz": [2400]}},
                     {"start_s": 10, "latency_ms": {"n": 50, "mean": 5.0}, "before": {"hottest_deg_c": 55.0, "clock_mhz": [1800]}}]}},
                  {"network": "resnet50", "file": "r.tflite", "unit": "nnapi", "threads": 2, "delegated": "no", "delegate": "NNAPI",
                   "latency_ms": {"mean": 90.0}, "notes": ["NNAPI took no part"]}]}
                """;
        ImportedFile file = MeasurementFile.read("r.json", text);
        assertEquals(Format.REMOTE_JSON, file.format());
        Observation run = file.observations().get(0);
        assertEquals(new Subject("mobilenet_v2_1.0", InputSize.square(224), "int8", "tpu", 0), run.subject());
        assertEquals(4.0, run.latencyMs());
        assertEquals("TFLite benchmark_model, EXTERNAL delegate", run.runtime());
        assertEquals(
                "n=50; random input; back to back; first window of a sustained run; hottest zone 41.5 °C at the start;"
                        + " ondemand governor; partly on the CPU; Pi 5",
                run.conditions());
        assertEquals(
                new Subject("resnet50", null, null, "cpu", 2),
                file.observations().get(1).subject());
        assertEquals(
                List.of(new SustainedRun.Window(0, 4, 1800.0, 55.0), new SustainedRun.Window(10, 5, 1500.0, 60.0)),
                file.sustained().get(0).windows());
        assertEquals(
                List.of(
                        "runs[1], resnet50 on nnapi: NNAPI took no part",
                        "x did not run on gpu: no GPU",
                        "The measurement ended early: the connection was lost"),
                file.notes());
        assertTrue(problem(text.replace("\"mean\": 90.0", "\"mean\": 0"))
                .contains("runs[1].latency_ms.mean: 0 is not a time."));
    }

    @Test
    void aFileOfAnotherKindIsRefusedWithTheKnownOnes() {
        assertTrue(
                problem("Dear diary,\ntoday it rained.\n").startsWith("f: nobody knows what this file is. Known are"));
        assertTrue(problem(" \n").startsWith("f: the file is empty."));
        assertTrue(problem("network,latency_us\na,1\n")
                .startsWith("f: latency_ms: the column is missing. The header names network, latency_us;"));
        assertTrue(problem("lateny,latency_ms\n1,2\n").startsWith("f:1: lateny: unknown column."));
    }

    @Test
    void aModelsNameSaysNothingWhereAnyWordOfItIsUnknown() {
        assertEquals(
                new Subject("mobilenet_v1_0.25", new InputSize(160, 128), "int8", null, null),
                ModelName.read("C:\\models\\mobilenet_v1_0.25-160x128-quant.tflite"));
        assertEquals(
                "ssd_mobilenet_v1", ModelName.read("ssd_mobilenet_v1.tflite").network());
        assertEquals(Subject.UNKNOWN, ModelName.read("/m/mobilenet_v1_1.0_224_pruned.tflite"));
        assertEquals(Subject.UNKNOWN, ModelName.read("mobilenet_v1_1.05.tflite"));
        assertEquals(Subject.UNKNOWN, ModelName.read("resnet50_8_int8.tflite"));
    }

    @Test
    void aSizeOutOfRangeNamesItsFile() {
        assertTrue(problem(OwnDocument.TEXT.replace("[224, 224]", "[8, 8]")).startsWith("f: The input 8x8 is outside"));
    }
}
