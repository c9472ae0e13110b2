package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.OnFailure;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/** One loss of a unit and one stream, summed over replications. */
final class FailureTotals {
    private final UnitOutage outage;
    private final LatencyHistogram degradedNs = new LatencyHistogram();
    private int replications;
    private int degradedIn;
    private long lost;
    private long missed;
    private long recoveryNs;
    private boolean recovered = true;
    private long onTime;
    private long late;
    private long dropped;
    private long skipped;
    private long degradedForNs;

    FailureTotals(UnitOutage outage) {
        this.outage = outage;
    }

    void add(StreamFailure failure) {
        replications++;
        lost += failure.lost;
        missed += failure.missedUntilRecovery();
        recovered &= failure.recoveryNs() != StreamFailure.NEVER;
        recoveryNs = Math.max(recoveryNs, failure.recoveryNs());
        StreamFailure.Counts counts = failure.degraded();
        if (counts != null) {
            degradedIn++;
            onTime += counts.onTime();
            late += counts.late();
            dropped += counts.dropped();
            skipped += counts.skipped();
            degradedForNs += failure.degradedForNs();
            degradedNs.add(failure.degradedNs);
        }
    }

    RunResult.Failure result(PipelineSpec pipeline, long endNs) {
        Double forS = outage.spec.forS();
        double atS = outage.spec.atS();
        return new RunResult.Failure(
                outage.deviceId,
                outage.spec.unit(),
                atS,
                forS == null || outage.spec.toNs() > endNs ? null : outage.spec.toNs() / 1e9,
                outage.spec.takeoverMs(),
                lost,
                missed,
                recovered ? recoveryNs * 1e-6 : null,
                degradedIn == 0 ? null : degraded(pipeline));
    }

    private RunResult.Degraded degraded(PipelineSpec pipeline) {
        double seconds = degradedForNs * 1e-9;
        long processed = onTime + late;
        long ended = processed + dropped + skipped;
        return new RunResult.Degraded(
                mode(pipeline),
                seconds / degradedIn,
                processed,
                onTime,
                late,
                dropped,
                skipped,
                seconds == 0 ? 0 : processed / seconds,
                ended == 0 ? 0 : (double) (late + dropped) / ended,
                Percentiles.latency(degradedNs, 0));
    }

    private String mode(PipelineSpec pipeline) {
        List<String> modes = pipeline.stages().stream()
                .filter(this::affected)
                .map(this::mode)
                .toList();
        return String.join("; ", modes);
    }

    private boolean affected(StageSpec stage) {
        String unit = outage.spec.unit();
        return stage.onFailure() != null
                && (stage.unit().equals(unit)
                        || (stage.compare() != null
                                && stage.compare().second().unit().equals(unit)));
    }

    private String mode(StageSpec stage) {
        OnFailure onFailure = stage.onFailure();
        StageSpec instead = onFailure == null ? null : onFailure.substitute();
        if (onFailure == null || instead == null) {
            return "frames are skipped";
        }
        String every = onFailure.everyNthFrame() == 1 ? "" : ", one frame in " + onFailure.everyNthFrame();
        if (!stage.unit().equals(outage.spec.unit())) {
            return stage.id() + " on " + stage.unit() + " alone, without comparison" + every;
        }
        String what = instead.infer() == null
                ? ""
                : " as " + instead.infer().network() + " " + instead.infer().inputWidthPx() + "x"
                        + instead.infer().inputHeightPx() + " "
                        + instead.infer().precision();
        return stage.id() + " on " + instead.unit() + what + every;
    }
}
