package org.framebudget.devices.calibration.imports;

/** What {@code framebudget measure --json} prints, shortened to what matters. */
final class OwnDocument {
    static final String TEXT = """
            {
              "schema": "framebudget/measure/v1",
              "machine": {"os": "Linux 6.1", "arch": "amd64", "cpu_model": "A Processor, 2 GHz", "board": null,
                          "cores": 2, "memory_mb": 4000, "governor": "performance"},
              "runs": [{
                "file": "mobilenet_v2_1.0", "network": "mobilenet_v2_1.0", "sha256": "ab", "file_bytes": 3600000,
                "measured_at": "2026-11-22T10:00:00Z", "input": [224, 224], "resized": false, "precision": "uint8",
                "weights_bytes": 3500000,
                "runtime": {"name": "TensorFlow Lite", "version": "2.20.0", "path": "xnnpack", "operators": 66,
                            "plan_nodes": 4, "delegated_operators": 64, "threads": 1},
                "load_ms": 0.5, "initialise_ms": 9.5, "first_ms": 32.875, "warmup_runs": 5,
                "latency_ms": {"n": 150, "mean": 11.25, "min": 10.5, "p50": 11.0, "p90": 12.5, "p95": null,
                               "p99": null, "max": 20.125, "sd": 1.5},
                "memory": {"peak_mb": 12.5, "arena_mb": 0.25},
                "rates": [], "operators": [{"index": 0, "name": "CONV_2D", "path": "xnnpack", "mean_ms": 3.5,
                                            "share_fraction": 1}],
                "sustained": {"seconds": 2, "window_s": 1, "slowed_at_s": null, "slowdown": null, "windows": [
                  {"start_s": 0, "n": 90, "mean_ms": 11, "p50_ms": 10.75, "p90_ms": null, "clock_mhz": 2000,
                   "temperature_deg_c": 45.5},
                  {"start_s": 1, "n": 80, "mean_ms": 12.5, "p50_ms": 12.5, "p90_ms": null, "clock_mhz": 1800,
                   "temperature_deg_c": null}]},
                "warnings": ["Other work ran."]
              }]
            }
            """;

    private OwnDocument() {}
}
