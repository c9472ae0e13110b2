package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stand-in for {@code benchmark_model} that prints as the real ones do. It is told what to do by a file beside it. */
final class StandIn {
    private static final String SCRIPT = """
            d=$(dirname "$0")
            how=$(cat "$d/how" 2>/dev/null)
            n=$(cat "$d/count" 2>/dev/null || echo 0); n=$((n + 1)); echo $n > "$d/count"
            echo $$ > "$d/benchmark.pid"
            for a in "$@"; do echo "$a" >> "$d/arguments"; done
            graph= gpu=0 nnapi=0 ops=0
            for a in "$@"; do
              case "$a" in
                --graph=*) graph=${a#*=} ;;
                --use_gpu=true) gpu=1 ;;
                --use_nnapi=true) nnapi=1 ;;
                --enable_op_profiling=true) ops=1 ;;
              esac
            done
            say() { echo "INFO: $1" >&2; }
            [ -s "$graph" ] || { echo "ERROR: Could not open '$graph'." >&2; echo "ERROR: Failed to mmap model $graph" >&2; exit 1; }
            case "$how" in *"dies $n"*) say "STARTING!"; say "Loaded model $graph"; kill -9 $$ ;; esac
            case "$how" in *"hangs $n"*) say "STARTING!"; exec sleep 30 ;; esac
            say "STARTING!"
            say "Log parameter values verbosely: [0]"
            say "Num threads: [2]"
            say "Graph: [$graph]"
            [ $gpu = 1 ] && say "Use gpu: [1]"
            [ $nnapi = 1 ] && echo "WARN: Unconsumed cmdline flags: --use_nnapi=true" >&2
            say "Loaded model $graph"
            if [ $gpu = 1 ]; then
              case "$how" in *refuses*) echo "ERROR: TfLiteGpuDelegate Init: No selector" >&2
                echo "ERROR: Failed to apply GPU delegate." >&2; echo "ERROR: Benchmarking failed." >&2; exit 1 ;; esac
              say "Explicitly applied GPU delegate, and the model graph will be completely executed by the delegate."
            else
              say "Created TensorFlow Lite XNNPACK delegate for CPU."
            fi
            say "The input model file size (MB): 1.5"
            say "Initialized session in 3.25ms."
            say "Running benchmark for at least 1 iterations and at least 0.5 seconds but terminate if exceeding 150 seconds."
            say "count=9 first=${n}0500 curr=${n}0100 min=${n}0000 max=${n}0500 avg=${n}0150 std=141"
            echo >&2
            say "Running benchmark for at least 50 iterations and at least 1 seconds but terminate if exceeding 150 seconds."
            say "count=50 first=${n}0200 curr=${n}0100 min=${n}0000 max=${n}0400 avg=${n}0120 std=60"
            echo >&2
            case "$how" in *broken*) say "Inference timings in us: Init: 3250, First inf"; exit 0 ;; esac
            say "Inference timings in us: Init: 3250, First inference: ${n}0500, Warmup (avg): ${n}0150, Inference (avg): ${n}0120"
            say "Memory footprint delta from the start of the tool (MB): init=2.5 overall=4.25"
            if [ $ops = 1 ]; then
              echo "============================== Summary by node type =============================="
              printf '\\t             [Node type]\\t  [count]\\t  [avg ms]\\t    [avg %%]\\t    [cdf %%]\\t  [mem KB]\\t[times called]\\n'
              printf '\\t                 CONV_2D\\t       15\\t     7.500\\t    75.000%%\\t    75.000%%\\t     0.000\\t       15\\n'
              echo
            fi
            exit 0
            """;

    private final FakeDevice device;

    StandIn(FakeDevice device) throws IOException {
        this.device = device;
        device.program("benchmark_model", SCRIPT);
    }

    /** Any of {@code dies N}, {@code hangs N}, {@code broken}, {@code refuses}, N being a run from 1. */
    void how(String words) throws IOException {
        Files.writeString(device.bin.resolve("how"), words);
    }

    String arguments() throws IOException {
        return Files.readString(device.bin.resolve("arguments"));
    }

    /** Whether the process of the last run is alive. */
    boolean lives() throws IOException {
        long pid = Long.parseLong(
                Files.readString(device.bin.resolve("benchmark.pid")).strip());
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Moves the program elsewhere. */
    Path move(Path to) throws IOException {
        return Files.move(device.bin.resolve("benchmark_model"), to);
    }
}
