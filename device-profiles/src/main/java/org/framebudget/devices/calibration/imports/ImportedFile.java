package org.framebudget.devices.calibration.imports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one file says.
 *
 * @param file its name
 * @param format what it is
 * @param observations measured levels, at least one
 * @param sustained long runs; mostly none
 * @param operators times by type of operator of a run, by what it ran; mostly none
 * @param notes what was passed over or has to be known
 */
public record ImportedFile(
        String file,
        Format format,
        List<Observation> observations,
        List<SustainedRun> sustained,
        Map<String, List<OperatorShare>> operators,
        List<String> notes) {
    public ImportedFile {
        observations = List.copyOf(observations);
        sustained = List.copyOf(sustained);
        operators = Collections.unmodifiableMap(new LinkedHashMap<>(operators));
        notes = List.copyOf(notes);
    }

    /** Kinds of files that can be read. */
    public enum Format {
        /** Our own document. */
        MEASURE_JSON("framebudget measure --json"),
        /** Our own document of a device that was reached over ssh or adb. */
        REMOTE_JSON("framebudget hil record over ssh or adb"),
        /** Columns of a profile's latency table; what {@code measure --csv} writes is one. */
        LATENCY_CSV("latency table, CSV"),
        /** Single inferences in order, a column {@code latency_ms}. */
        SAMPLES_CSV("single latencies, CSV"),
        /** What TensorFlow Lite's tool prints. */
        BENCHMARK_MODEL("benchmark_model output"),
        /** What its {@code --profiling_output_csv_file} holds. */
        OPERATOR_CSV("benchmark_model operator profile, CSV"),
        /** {@code mlperf_log_summary.txt}. */
        LOADGEN_SUMMARY("MLPerf LoadGen summary"),
        /** {@code mlperf_log_detail.txt}. */
        LOADGEN_DETAIL("MLPerf LoadGen detail log"),
        /** {@code mlperf_log_trace.json}. */
        LOADGEN_TRACE("MLPerf LoadGen trace");

        private final String text;

        Format(String text) {
            this.text = text;
        }

        /** What people call it. */
        public String text() {
            return text;
        }
    }

    static ImportedFile of(String file, Format format, List<Observation> observations, List<String> notes) {
        return new ImportedFile(file, format, observations, List.of(), Map.of(), notes);
    }
}
